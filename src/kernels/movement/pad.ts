import { InvalidArgumentError } from '../../runtime/errors.ts';
import { apply, type GraphNode } from '../../runtime/graph.ts';
import { movement, PLAIN } from './movement.ts';
import { slice } from './slice.ts';

/** Elements before and after each axis. */
export type Padding = readonly (readonly [before: number, after: number])[];

const padOp = movement<{ readonly padding: Padding; readonly value: number }>('pad', {
  shape: (input, { padding }) => input.map((length, axis) => length + padding[axis]![0] + padding[axis]![1]), // one per axis
  axes: (input, { padding }) =>
    input.map((_, axis) => {
      const [before, after] = padding[axis]!; // one per axis
      return { ...PLAIN, from: axis, add: -before, check: before > 0 || after > 0 };
    }),
  fill: ({ value }) => value,
  grad: (dy, input, { padding }) =>
    slice(
      dy,
      padding.map(([before]) => before),
      input,
    ),
});

/** Adds elements with a fixed value before and after each axis. */
export function pad(x: GraphNode, padding: Padding, value = 0): GraphNode {
  if (padding.length !== x.shape.length || padding.some(([before, after]) => before < 0 || after < 0)) {
    throw new InvalidArgumentError({
      who: 'pad',
      expected: `[before, after] (not negative) for each of ${x.shape.length} axes`,
      received: padding,
    });
  }
  return padding.every(([before, after]) => before === 0 && after === 0) ? x : apply(padOp, [x], { padding, value });
}
