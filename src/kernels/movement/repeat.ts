/** Tensors repeated: as a whole (tile), or each element. */
import { ShapeError } from '../../runtime/errors.ts';
import { apply, type GraphNode } from '../../runtime/graph.ts';
import { sumTo } from '../reduction.ts';
import { movement, PLAIN } from './movement.ts';
import { reshape } from './reshape.ts';

function checkTimes(who: string, { shape }: GraphNode, times: readonly number[]): void {
  if (times.length === shape.length && times.every((count) => Number.isInteger(count) && count > 0)) return;
  throw new ShapeError({ who, expected: `a positive integer for each of ${shape.length} axes`, received: times });
}

const tileOp = movement<{ readonly times: readonly number[] }>('tile', {
  shape: (input, { times }) => input.map((length, axis) => length * times[axis]!), // one per axis
  axes: (input, { times }) =>
    input.map((length, axis) => ({ ...PLAIN, from: axis, modulo: times[axis] === 1 ? null : length })),
  grad(dy, input, { times }) {
    const split = input.flatMap((length, axis) => [times[axis]!, length]); // one per axis
    return reshape(
      sumTo(
        reshape(dy, split),
        input.flatMap((length) => [1, length]),
      ),
      input,
    );
  },
});

/** Repeats the whole tensor `times[k]` times along axis k. */
export function tile(x: GraphNode, times: readonly number[]): GraphNode {
  checkTimes('tile', x, times);
  return times.every((count) => count === 1) ? x : apply(tileOp, [x], { times });
}

const repeatOp = movement<{ readonly times: readonly number[] }>('repeat', {
  shape: (input, { times }) => input.map((length, axis) => length * times[axis]!), // one per axis
  axes: (input, { times }) => input.map((_, axis) => ({ ...PLAIN, from: axis, divide: times[axis]! })), // one per axis
  grad(dy, input, { times }) {
    const split = input.flatMap((length, axis) => [length, times[axis]!]); // one per axis
    return reshape(
      sumTo(
        reshape(dy, split),
        input.flatMap((length) => [length, 1]),
      ),
      input,
    );
  },
});

/** Repeats each element `times[k]` times along axis k. */
export function repeat(x: GraphNode, times: readonly number[]): GraphNode {
  checkTimes('repeat', x, times);
  return times.every((count) => count === 1) ? x : apply(repeatOp, [x], { times });
}
