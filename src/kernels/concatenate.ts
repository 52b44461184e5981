/** Tensors put together, from index movements and elementwise ops. */
import { ShapeError } from '../runtime/errors.ts';
import type { GraphNode } from '../runtime/graph.ts';
import { normalizeAxis } from '../runtime/spec.ts';
import { add } from './elementwise/arithmetic.ts';
import { logicalOr } from './elementwise/comparison.ts';
import { pad } from './movement/pad.ts';
import { expandDims } from './movement/reshape.ts';

/** Joins tensors along an axis; the other sizes must be equal. */
export function concatenate(tensors: readonly GraphNode[], axis = -1): GraphNode {
  return join('concatenate', tensors, axis);
}

function join(who: string, tensors: readonly GraphNode[], axis: number): GraphNode {
  const first = tensors[0];
  if (!first) throw new ShapeError({ who, expected: 'at least one tensor', received: [] });
  const place = normalizeAxis(who, axis, first.shape.length);
  const total = tensors.reduce((sum, each) => sum + (each.shape[place] ?? 0), 0);
  let before = 0;
  const parts = tensors.map((each) => {
    const fits =
      each.shape.length === first.shape.length &&
      each.shape.every((length, other) => other === place || length === first.shape[other]);
    if (!fits) {
      throw new ShapeError({
        who,
        expected: `equal sizes along all axes but axis ${place}`,
        received: tensors.map(({ shape }) => shape),
      });
    }
    const length = each.shape[place]!; // normalised
    const padding = each.shape.map((_, other): [number, number] =>
      other === place ? [before, total - before - length] : [0, 0],
    );
    before += length;
    return pad(each, padding);
  });
  return parts.reduce((joined, part) => (part.dtype === 'bool' ? logicalOr(joined, part) : add(joined, part)));
}

/** Joins tensors of one shape along a new axis. */
export function stack(tensors: readonly GraphNode[], axis = 0): GraphNode {
  return join(
    'stack',
    tensors.map((each) => expandDims(each, axis)),
    axis,
  );
}
