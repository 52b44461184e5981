import { ShapeError } from '../runtime/errors.ts';
import type { GraphNode } from '../runtime/graph.ts';
import { normalizeAxis } from '../runtime/spec.ts';
import { slice } from './movement/slice.ts';

/** The parts of a tensor along an axis: `parts` equal ones, or of given sizes. */
export function split(x: GraphNode, parts: number | readonly number[], axis = -1): GraphNode[] {
  const place = normalizeAxis('split', axis, x.shape.length);
  const length = x.shape[place]!; // normalised
  const sizes = typeof parts === 'number' ? new Array<number>(parts).fill(length / parts) : parts;
  if (sizes.some((size) => !Number.isInteger(size)) || sizes.reduce((sum, size) => sum + size, 0) !== length) {
    throw new ShapeError({
      who: 'split',
      expected: `parts that make up axis ${place} of size ${length}`,
      received: parts,
    });
  }
  let start = 0;
  return sizes.map((size) => {
    const part = slice(
      x,
      x.shape.map((_, other) => (other === place ? start : 0)),
      x.shape.map((all, other) => (other === place ? size : all)),
    );
    start += size;
    return part;
  });
}
