/** How often numbers occur, without atomics: shares of the rows are counted apart and added up. */
import shader from '../../shaders/histogram.wgsl?raw';
import { ShapeError } from '../runtime/errors.ts';
import { apply, type GraphNode } from '../runtime/graph.ts';
import { gridOf, groupFor } from '../runtime/grid.ts';
import { defineOp } from '../runtime/op.ts';
import { cast } from './elementwise/operands.ts';

interface HistogramAttrs {
  readonly bins: number;
}

/** Invocations that count: enough to fill a GPU, each with some rows, */
const MOST_LANES = 4096;
const FEWEST_ROWS = 16;
/** and few enough for their counters. */
const MOST_COUNTERS = 1 << 20;

/** x `[rows, columns]` -> `[bins, columns]`. */
const histogramOp = defineOp<HistogramAttrs>({
  name: 'histogram',
  epilogue: true,
  infer([x], { bins }) {
    const columns = x!.shape[1]; // one input
    if (x!.shape.length === 2 && columns !== undefined) return [{ shape: [bins, columns], dtype: 'int32' }];
    throw new ShapeError({ who: 'histogram', expected: 'numbers [rows, columns]', received: x!.shape });
  },
  lower(context) {
    const [rows, columns] = context.inputs[0]!.shape as [number, number]; // infer checked the rank
    const { bins } = context.attrs;
    const most = Math.min(MOST_LANES / columns, rows / FEWEST_ROWS, MOST_COUNTERS / (bins * columns));
    const lanes = Math.max(1, Math.floor(most)) * columns;
    const partial = context.workspace({ shape: [bins * lanes], dtype: 'uint32' });
    const [shares, sums] = [lanes, bins * columns].map((items) =>
      gridOf(items, groupFor(items, context.profile), context.limits),
    ) as [ReturnType<typeof gridOf>, ReturnType<typeof gridOf>]; // two sizes
    const size = rows * columns;
    const constants = { BINS: bins, LANES: lanes, COLUMNS: columns };
    return [
      context.kernel(shader, {
        label: 'shares',
        file: 'histogram.wgsl',
        constants: { ...constants, SIZE: size, ROUNDS: Math.ceil(size / lanes), ...shares.constants },
        flags: { SHARES: true },
        bindings: { x: context.input(0), partial },
        workgroups: shares.workgroups,
      }),
      context.kernel(shader, {
        file: 'histogram.wgsl',
        constants: { ...constants, ...sums.constants },
        flags: { SHARES: false },
        bindings: { partial },
        workgroups: sums.workgroups,
        stores: true,
      }),
    ];
  },
  cpu([counts], [x], { inputs }, { bins }) {
    const columns = inputs[0]!.shape[1]!; // infer checked the rank
    counts!.fill(0);
    x!.forEach((bin, place) => {
      if (bin >= 0 && bin < bins) counts![bin * columns + (place % columns)]! += 1; // a bin
    });
  },
});

/**
 * How often each of the numbers 0 to bins - 1 occurs in each column: `[rows, columns] -> [bins, columns]`, int32. Other
 * numbers are not counted.
 */
export function histogram(x: GraphNode, bins: number): GraphNode {
  return apply(histogramOp, [cast(x, 'int32')], { bins });
}
