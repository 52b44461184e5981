/** Softmax and log-softmax along an axis, and their gradients. */

import combined from '../../shaders/lib/combined.wgsl?raw';
import shader from '../../shaders/softmax.wgsl?raw';
import { apply, type GraphNode } from '../runtime/graph.ts';
import { type Dispatch, defineOp, type LowerContext, type Op, type Operand } from '../runtime/op.ts';
import { normalizeAxis, type Values } from '../runtime/spec.ts';
import { multiply, negative, subtract } from './elementwise/arithmetic.ts';
import { exp } from './elementwise/exponential.ts';
import { cast } from './elementwise/operands.ts';
import { sum } from './reduce.ts';
import { forEachRow, type Rows, rowGrid, rowsAlong } from './rows.ts';
import { vectorText, widthFor } from './vectors.ts';

export interface SoftmaxAttrs {
  readonly axis: number;
  readonly log: boolean;
}

interface Kernel {
  readonly rows: Rows;
  readonly flags: {
    readonly LOG: boolean;
    readonly GRAD: boolean;
    readonly MASK: boolean;
    readonly EMPTY_ZERO: boolean;
  };
  readonly bindings: Readonly<Record<string, Operand>>;
  /** Text of `counts`, for rows of so many numbers at a time. */
  readonly counts?: (width: 1 | 4) => string;
}

export const PLAIN = { LOG: false, GRAD: false, MASK: false, EMPTY_ZERO: false };

/** What stands for minus infinity at places that do not count. */
export const LOWEST = -1e30;

/** Shorter rows are not read as vectors on a real GPU: their workgroup would be idle. */
const VECTOR_ROW = 256;

/** One dispatch over rows; the masked softmax is one too. */
export function lowerRows<Attrs>(
  context: LowerContext<Attrs>,
  { rows, flags, bindings, counts }: Kernel,
): readonly Dispatch[] {
  const { shape } = context.inputs[0]!; // the input, or y
  const readsVectors = rows.inner === 1 && (context.profile === 'soft' || rows.length >= VECTOR_ROW);
  const width = readsVectors ? widthFor(rows.length) : 1;
  const grid = rowGrid({ ...rows, length: rows.length / width }, context.profile, context.limits);
  const [total, largest] = width === 4 ? ['dot(v, vec4f(1.0))', 'max(max(v.x, v.y), max(v.z, v.w))'] : ['v', 'v'];
  const functions = [
    `fn total(v: V) -> f32 { return ${total}; }`,
    `fn largest(v: V) -> f32 { return ${largest}; }`,
    ...(counts ? [counts(width)] : []),
  ];
  return [
    context.kernel([vectorText(width), ...functions, combined, shader].join('\n'), {
      file: 'softmax.wgsl',
      constants: {
        ROWS: rows.count,
        C: rows.length / width,
        INNER: rows.inner,
        COLUMNS: shape[shape.length - 1] ?? 1,
        LOWEST,
        ...grid.rounds,
        ...grid.constants,
      },
      flags: { ...flags, TREE: grid.tree },
      bindings,
      workgroups: grid.workgroups,
      stores: true,
    }),
  ];
}

/** The largest element of a row, and the sum of exp(element - largest). */
export function shiftedSum(x: Values, start: number, { length, inner }: Rows): { top: number; total: number } {
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
  lower: (context) =>
    lowerRows(context, {
      rows: rowsAlong(context.inputs[0]!.shape, context.attrs.axis), // one input
      flags: { ...PLAIN, LOG: context.attrs.log },
      bindings: { x: context.input(0) },
    }),
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

export const softmaxGradOp: Op<SoftmaxAttrs> = defineOp<SoftmaxAttrs>({
  name: 'softmaxGrad',
  epilogue: true,
  infer: ([y]) => [y!], // two inputs
  lower: (context) =>
    lowerRows(context, {
      rows: rowsAlong(context.inputs[0]!.shape, context.attrs.axis), // two inputs
      flags: { ...PLAIN, LOG: context.attrs.log, GRAD: true },
      bindings: { x: context.input(0), dy: context.input(1) },
    }),
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
