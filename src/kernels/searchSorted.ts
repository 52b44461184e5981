/** Where numbers belong in an ascending list. */
import shader from '../../shaders/search-sorted.wgsl?raw';
import { ShapeError } from '../runtime/errors.ts';
import { apply, type GraphNode } from '../runtime/graph.ts';
import { gridOf, groupFor } from '../runtime/grid.ts';
import { defineOp } from '../runtime/op.ts';
import { sizeOf } from '../runtime/spec.ts';
import { cast } from './elementwise/operands.ts';

export type Side = 'left' | 'right';

interface SearchAttrs {
  readonly side: Side;
}

const searchSortedOp = defineOp<SearchAttrs>({
  name: 'searchSorted',
  epilogue: true,
  infer([sorted, x]) {
    if (sorted!.shape.length !== 1) {
      throw new ShapeError({ who: 'searchSorted', expected: 'a list with 1 axis', received: sorted!.shape }); // two inputs
    }
    return [{ shape: x!.shape, dtype: 'int32' }];
  },
  lower(context) {
    const [sorted, x] = context.inputs;
    const size = sizeOf(x!.shape); // two inputs
    const count = sorted!.shape[0]!; // infer checked the rank
    const grid = gridOf(size, groupFor(size, context.profile), context.limits);
    return [
      context.kernel(shader, {
        file: 'search-sorted.wgsl',
        constants: {
          SIZE: size,
          COUNT: count,
          ROUNDS: Math.floor(Math.log2(count)) + 1,
          COLUMNS: x!.shape[x!.shape.length - 1] ?? 1,
          ...grid.constants,
        },
        flags: { INTEGER: x!.dtype === 'int32', RIGHT: context.attrs.side === 'right' },
        bindings: { sorted: context.input(0), x: context.input(1) },
        workgroups: grid.workgroups,
        stores: true,
      }),
    ];
  },
  cpu([y], [sorted, x], _, { side }) {
    x!.forEach((value, i) => {
      let [below, end] = [0, sorted!.length];
      while (below < end) {
        const middle = (below + end) >> 1;
        const other = sorted![middle]!; // below <= middle < end
        if (side === 'right' ? other <= value : other < value) below = middle + 1;
        else end = middle;
      }
      y![i] = below;
    });
  },
});

/**
 * The place at which each number would be put into an ascending list: before equal ones (`left`) or behind them (`right`).
 *
 * Shapes: sorted `[count]`, x of any shape -> the shape of x, int32.
 */
export function searchSorted(sorted: GraphNode, x: GraphNode, side: Side = 'left'): GraphNode {
  const type = sorted.dtype === 'int32' && x.dtype === 'int32' ? 'int32' : 'float32';
  return apply(searchSortedOp, [cast(sorted, type), cast(x, type)], { side });
}
