/** Softmax and log-softmax along an axis, with their gradients. */
import shader from '../../shaders/softmax.wgsl?raw';
import { apply, type GraphNode } from '../runtime/graph.ts';
import { defineOp, type LowerContext, type Op } from '../runtime/op.ts';
import { normalizeAxis, type Values } from '../runtime/spec.ts';
import { cast, exp, multiply, negative, subtract } from './elementwise/arithmetic.ts';
import { sum } from './reduce.ts';
import { forEachRow, type Rows, rowGrid, rowsAlong } from './rows.ts';

export interface SoftmaxAttrs {
  readonly axis: number;
  readonly log: boolean;
}

function lower(context: LowerContext<SoftmaxAttrs>, gradient: boolean) {
  const { shape } = context.inputs[0]!; // the input, or y
  const rows = rowsAlong(shape, context.attrs.axis);
  const grid = rowGrid(rows, context.profile, context.limits);
  return [
    context.kernel(shader, {
      file: 'softmax.wgsl',
      constants: {
        ROWS: rows.count,
        C: rows.length,
        INNER: rows.inner,
        COLUMNS: shape[shape.length - 1] ?? 1,
        ...grid.rounds,
        ...grid.constants,
      },
      flags: { LOG: context.attrs.log, GRAD: gradient, TREE: grid.tree },
      bindings: { x: context.input(0), ...(gradient ? { dy: context.input(1) } : {}) },
      workgroups: grid.workgroups,
      stores: true,
    }),
  ];
}

/** The largest element of a row, and the sum of exp(element - largest). */
function shiftedSum(x: Values, start: number, { length, inner }: Rows): { top: number; total: number } {
  let top = -Infinity;
  for (let c = 0; c < length; c++) top = Math.max(top, x[start + c * inner]!); // in the row
  let total = 0;
  for (let c = 0; c < length; c++) total += Math.exp(x[start + c * inner]! - top);
  return { top, total };
}

export const softmaxOp = defineOp<SoftmaxAttrs>({
  name: 'softmax',
  epilogue: true,
  infer: ([x]) => [x!], // one input
  lower: (context) => lower(context, false),
  cpu([y], [x], { inputs }, { axis, log }) {
    const rows = rowsAlong(inputs[0]!.shape, axis); // one input
    forEachRow(rows, (start) => {
      const { top, total } = shiftedSum(x!, start, rows);
      for (let c = 0; c < rows.length; c++) {
        const i = start + c * rows.inner;
        y![i] = log ? x![i]! - top - Math.log(total) : Math.exp(x![i]! - top) / total; // in the row
      }
    });
  },
  grad: ({ outputs: [y], dy, attrs }) => [apply(softmaxGradOp, [y!, dy], attrs)], // one output
});

const softmaxGradOp: Op<SoftmaxAttrs> = defineOp<SoftmaxAttrs>({
  name: 'softmaxGrad',
  epilogue: true,
  infer: ([y]) => [y!], // two inputs
  lower: (context) => lower(context, true),
  cpu([dx], [y, dy], { inputs }, { axis, log }) {
    const rows = rowsAlong(inputs[0]!.shape, axis); // two inputs
    forEachRow(rows, (start) => {
      let total = 0;
      for (let c = 0; c < rows.length; c++) {
        const i = start + c * rows.inner;
        total += log ? dy![i]! : dy![i]! * y![i]!; // in the row
      }
      for (let c = 0; c < rows.length; c++) {
        const i = start + c * rows.inner;
        dx![i] = log ? dy![i]! - Math.exp(y![i]!) * total : y![i]! * (dy![i]! - total);
      }
    });
  },
  grad({ inputs: [y, dy], dy: g, needed, attrs: { axis, log } }) {
    const along = (x: GraphNode) => sum(x, axis, { keepDims: true });
    if (log) {
      const p = exp(y!); // two inputs
      return [
        needed[0] ? negative(multiply(multiply(p, g), along(dy!))) : null,
        needed[1] ? subtract(g, along(multiply(p, g))) : null,
      ];
    }
    const turned = along(multiply(g, y!));
    return [
      needed[0] ? subtract(multiply(g, subtract(dy!, along(multiply(dy!, y!)))), multiply(dy!, turned)) : null,
      needed[1] ? multiply(y!, subtract(g, turned)) : null,
    ];
  },
});

/** Softmax along an axis: `y = exp(x - max(x)) / sum(exp(x - max(x)))`. */
export function softmax(x: GraphNode, axis = -1): GraphNode {
  return apply(softmaxOp, [cast(x, 'float32')], { axis: normalizeAxis('softmax', axis, x.shape.length), log: false });
}

/** The logarithm of softmax along an axis: `y = x - logsumexp(x)`. */
export function logSoftmax(x: GraphNode, axis = -1): GraphNode {
  return apply(softmaxOp, [cast(x, 'float32')], { axis: normalizeAxis('logSoftmax', axis, x.shape.length), log: true });
}
