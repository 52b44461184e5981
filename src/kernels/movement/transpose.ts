import { ShapeError } from '../../runtime/errors.ts';
import { apply, type GraphNode } from '../../runtime/graph.ts';
import type { Op } from '../../runtime/op.ts';
import { normalizeAxis } from '../../runtime/spec.ts';
import { movement, PLAIN } from './movement.ts';
import { reshape } from './reshape.ts';

interface TransposeAttrs {
  readonly order: readonly number[];
}

const transposeOp: Op<TransposeAttrs> = movement<TransposeAttrs>('transpose', {
  shape: (input, { order }) => order.map((axis) => input[axis]!), // checked by transpose()
  axes: (input, { order }) => input.map((_, axis) => ({ ...PLAIN, from: order.indexOf(axis) })),
  expand(x, { order }) {
    if (x.op !== transposeOp) return null;
    const inner = x.application.attrs as TransposeAttrs; // those of a transpose
    return transpose(
      x.application.inputs[0]!, // one input
      order.map((axis) => inner.order[axis]!), // one entry per axis
    );
  },
  grad: (dy, _, { order }) =>
    transpose(
      dy,
      order.map((__, axis) => order.indexOf(axis)),
    ),
});

/**
 * Axes in another order: axis k of the result is axis `order[k]` of x.
 *
 * @param order - Default: reversed.
 */
export function transpose(x: GraphNode, order?: readonly number[]): GraphNode {
  const rank = x.shape.length;
  const full = (order ?? Array.from({ length: rank }, (_, axis) => rank - 1 - axis)).map((axis) =>
    normalizeAxis('transpose', axis, rank),
  );
  if (new Set(full).size !== rank || full.length !== rank) {
    throw new ShapeError({ who: 'transpose', expected: `each of the ${rank} axes exactly once`, received: order });
  }
  const moved = full.filter((axis) => x.shape[axis] !== 1);
  if (full.every((axis, place) => axis === place)) return x;
  if (moved.every((axis, place) => place === 0 || moved[place - 1]! < axis)) {
    return reshape(
      x,
      full.map((axis) => x.shape[axis]!),
    ); // only axes of size 1 change places
  }
  return apply(transposeOp, [x], { order: full });
}
