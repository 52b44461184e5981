/** Parts of tensors, and their opposite. */
import { ShapeError } from '../../runtime/errors.ts';
import { apply, type GraphNode } from '../../runtime/graph.ts';
import type { Op } from '../../runtime/op.ts';
import { type Shape, sameShape, showShape } from '../../runtime/spec.ts';
import { movement, PLAIN } from './movement.ts';

/** From `start` up to (not including) `stop`, every `step`-th; one entry for each axis. */
interface SliceAttrs {
  readonly start: readonly number[];
  readonly size: readonly number[];
  readonly step: readonly number[];
}

interface ScatterAttrs {
  readonly shape: Shape;
  readonly start: readonly number[];
  readonly step: readonly number[];
}

const sliceOp: Op<SliceAttrs> = movement<SliceAttrs>('slice', {
  shape: (_, { size }) => size,
  axes: (input, { start, step }) =>
    input.map((_, axis) => ({ ...PLAIN, from: axis, multiply: step[axis]!, add: start[axis]! })), // one per axis
  grad: (dy, input, { start, step }) => apply(scatterSliceOp, [dy], { shape: input, start, step }),
});

/** The gradient of a slice: its elements back at their places, 0 elsewhere. */
const scatterSliceOp: Op<ScatterAttrs> = movement<ScatterAttrs>('scatterSlice', {
  shape: (_, { shape }) => shape,
  axes: (input, { start, step }) =>
    input.map((_, axis) => {
      const stride = step[axis]!; // one per axis
      const sign = Math.sign(stride);
      return {
        ...PLAIN,
        from: axis,
        multiply: sign,
        add: -start[axis]! * sign,
        divide: Math.abs(stride),
        check: true,
        exact: true,
      };
    }),
  grad: (dy, input, { start, step }) => apply(sliceOp, [dy], { start, size: input, step }),
});

/** A part of each axis: `size[k]` elements from `start[k]` on, `step[k]` apart (default 1; negative: backwards). */
export function slice(
  x: GraphNode,
  start: readonly number[],
  size: readonly number[],
  step?: readonly number[],
): GraphNode {
  const steps = x.shape.map((_, axis) => step?.[axis] ?? 1);
  const begin = x.shape.map((length, axis) => {
    const given = start[axis] ?? 0;
    return given < 0 ? given + length : given;
  });
  const sizes = x.shape.map((length, axis) => {
    const wanted = size[axis] ?? -1;
    return wanted === -1 ? Math.ceil((length - begin[axis]!) / steps[axis]!) : wanted; // one per axis
  });
  x.shape.forEach((length, axis) => {
    const last = begin[axis]! + (sizes[axis]! - 1) * steps[axis]!; // one per axis
    if (sizes[axis]! < 1 || begin[axis]! < 0 || begin[axis]! >= length || last < 0 || last >= length) {
      throw new ShapeError({
        who: 'slice',
        expected: `a part of axis ${axis} with size ${length}`,
        received: { start: begin[axis], size: sizes[axis], step: steps[axis] },
      });
    }
  });
  const whole = sizes.every((length, axis) => length === x.shape[axis] && steps[axis] === 1);
  return whole ? x : apply(sliceOp, [x], { start: begin, size: sizes, step: steps });
}

/** The opposite of `slice`: x in a larger tensor of zeros, its elements from `start` on and `step` apart. */
export function scatter(x: GraphNode, shape: Shape, start: readonly number[], step: readonly number[]): GraphNode {
  const fits = x.shape.every(
    (length, axis) => start[axis]! >= 0 && start[axis]! + (length - 1) * step[axis]! < shape[axis]!,
  ); // one entry per axis
  if (!fits || shape.length !== x.shape.length) {
    throw new ShapeError({
      who: 'scatter',
      expected: `a shape that holds ${showShape(x.shape)} from ${showShape(start)} in steps of ${showShape(step)}`,
      received: shape,
    });
  }
  return sameShape(x.shape, shape) ? x : apply(scatterSliceOp, [x], { shape, start, step });
}
