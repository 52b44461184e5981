/** Softmax and log-softmax along an axis, softmax over places that count, and their gradients. */
import shader from '../../shaders/softmax.wgsl?raw';
import { apply, type GraphNode } from '../runtime/graph.ts';
import { type Dispatch, defineOp, type LowerContext, type Op, type Operand } from '../runtime/op.ts';
import { normalizeAxis, type Values } from '../runtime/spec.ts';
import { cast, exp, multiply, negative, subtract } from './elementwise/arithmetic.ts';
import { reshape } from './movement.ts';
import { sum } from './reduce.ts';
import { checkMasks, countsOnCpu, countsText, type RowMask } from './rowMask.ts';
import { forEachRow, lastAxes, type Rows, rowGrid, rowsAlong } from './rows.ts';
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

const PLAIN = { LOG: false, GRAD: false, MASK: false, EMPTY_ZERO: false };

/** What stands for minus infinity at places that do not count. */
const LOWEST = -1e30;

/** Shorter rows are not read as vectors on a real GPU: their workgroup would be idle. */
const VECTOR_ROW = 256;

function lower<Attrs>(context: LowerContext<Attrs>, { rows, flags, bindings, counts }: Kernel): readonly Dispatch[] {
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
    context.kernel([vectorText(width), ...functions, shader].join('\n'), {
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
  lower: (context) =>
    lower(context, {
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

const softmaxGradOp: Op<SoftmaxAttrs> = defineOp<SoftmaxAttrs>({
  name: 'softmaxGrad',
  epilogue: true,
  infer: ([y]) => [y!], // two inputs
  lower: (context) =>
    lower(context, {
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

/**
 * Rows of the last axes. The gradient is softmax's: where y is 0 none flows. So some flows where nothing counts and all
 * weights are equal, as in Keras, which adds a large negative number to scores that do not count.
 */
const maskedSoftmaxOp = defineOp<RowMask>({
  name: 'maskedSoftmax',
  epilogue: true,
  infer([x, ...masks], mask) {
    checkMasks('maskedSoftmax', x!.shape, masks, mask); // one input at least
    return [x!];
  },
  lower: (context) =>
    lower(context, {
      rows: lastAxes(context.inputs[0]!.shape, context.attrs.axes), // one input at least
      flags: { ...PLAIN, MASK: true, EMPTY_ZERO: context.attrs.empty === 'zero' },
      bindings: Object.fromEntries([
        ['x', context.input(0)],
        ...context.inputs.slice(1).map((_, index) => [`mask${index}`, context.input(index + 1)]),
      ]),
      counts: (width) => countsText(context, width),
    }),
  cpu([y], [x, ...masks], specs, mask) {
    const counts = countsOnCpu(specs, masks, mask);
    const rows = lastAxes(specs.inputs[0]!.shape, mask.axes); // one input at least
    const values = x!.map((value, i) => (counts(i) ? value : LOWEST));
    forEachRow(rows, (start) => {
      const { top, total } = shiftedSum(values, start, rows);
      for (let i = start; i < start + rows.length; i++) {
        const isZero = mask.empty === 'zero' && !counts(i);
        y![i] = isZero ? 0 : Math.exp(values[i]! - top) / total; // in the row
      }
    });
  },
  grad({ inputs, outputs: [y], dy, attrs: { axes } }) {
    const { length } = lastAxes(y!.shape, axes); // one output
    const [flat, seed] = [y!, dy].map((each) => reshape(each, [-1, length])) as [GraphNode, GraphNode]; // of two
    const dx = apply(softmaxGradOp, [flat, seed], { axis: 1, log: false });
    return [reshape(dx, y!.shape), ...inputs.slice(1).map(() => null)];
  },
});

/**
 * Softmax over the last axes, as far as their places count: `y = exp(x - max) / Σ exp(x - max)` there, 0 elsewhere.
 *
 * @param masks - Booleans that broadcast to x; a place counts where all of them are true.
 * @param mask - What counts besides by its place, and what a row gives in which nothing counts.
 * @example
 * maskedSoftmax(scores, [], { axes: 1, causal: true, window: null, empty: 'uniform' });
 */
export function maskedSoftmax(x: GraphNode, masks: readonly GraphNode[], mask: RowMask): GraphNode {
  if (masks.length === 0 && !mask.causal && mask.window === null) {
    const { length } = lastAxes(x.shape, mask.axes);
    return reshape(softmax(reshape(x, [-1, length])), x.shape);
  }
  return apply(maskedSoftmaxOp, [cast(x, 'float32'), ...masks.map((each) => cast(each, 'bool'))], mask);
}

/** Softmax along an axis: `y = exp(x - max(x)) / sum(exp(x - max(x)))`. */
export function softmax(x: GraphNode, axis = -1): GraphNode {
  return apply(softmaxOp, [cast(x, 'float32')], { axis: normalizeAxis('softmax', axis, x.shape.length), log: false });
}

/** The logarithm of softmax along an axis: `y = x - logsumexp(x)`. */
export function logSoftmax(x: GraphNode, axis = -1): GraphNode {
  return apply(softmaxOp, [cast(x, 'float32')], { axis: normalizeAxis('logSoftmax', axis, x.shape.length), log: true });
}
