import type { GraphNode } from '../../runtime/graph.ts';
import { normalizeAxis } from '../../runtime/spec.ts';
import { slice } from './slice.ts';

/** The elements of one axis in reverse order. */
export function reverse(x: GraphNode, axes: readonly number[]): GraphNode {
  const reversed = axes.map((axis) => normalizeAxis('reverse', axis, x.shape.length));
  const start = x.shape.map((length, axis) => (reversed.includes(axis) ? length - 1 : 0));
  return slice(
    x,
    start,
    x.shape,
    x.shape.map((_, axis) => (reversed.includes(axis) ? -1 : 1)),
  );
}
