/** Softmax over places that count, and its gradient: the kernel is softmax's. */
import { apply, type GraphNode } from '../runtime/graph.ts';
import { defineOp } from '../runtime/op.ts';
import { cast } from './elementwise/operands.ts';
import { reshape } from './movement/reshape.ts';
import { checkMasks, countsOnCpu, countsText, type RowMask } from './rowMask.ts';
import { forEachRow, lastAxes } from './rows.ts';
import { LOWEST, lowerRows, PLAIN, shiftedSum, softmax, softmaxGradOp } from './softmax.ts';

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
    lowerRows(context, {
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
