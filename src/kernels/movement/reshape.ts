/** The same elements in the same order with another shape. */
import { ShapeError } from '../../runtime/errors.ts';
import { apply, type GraphNode } from '../../runtime/graph.ts';
import { defineOp } from '../../runtime/op.ts';
import { normalizeAxis, type Shape, sameShape, showShape, sizeOf } from '../../runtime/spec.ts';

const reshapeOp = defineOp<{ readonly shape: Shape }>({
  name: 'reshape',
  infer: ([x], { shape }) => {
    if (sizeOf(shape) !== sizeOf(x!.shape)) {
      throw new ShapeError({
        who: 'reshape',
        expected: `a shape with ${sizeOf(x!.shape)} elements, as ${showShape(x!.shape)} has`,
        received: shape,
      });
    }
    return [{ shape, dtype: x!.dtype }]; // one input
  },
  view: true,
  cpu: ([y], [x]) => y!.set(x!),
  grad: ({ inputs, dy }) => [reshape(dy, inputs[0]!.shape)], // one input
});

/** The same elements in the same order with another shape; one size may be -1. */
export function reshape(x: GraphNode, shape: Shape): GraphNode {
  const known = sizeOf(shape.filter((length) => length !== -1));
  const full = shape.map((length) => (length === -1 ? sizeOf(x.shape) / known : length));
  if (shape.filter((length) => length === -1).length > 1 || full.some((length) => !Number.isInteger(length))) {
    throw new ShapeError({
      who: 'reshape',
      expected: `a shape with ${sizeOf(x.shape)} elements and at most one -1`,
      received: shape,
    });
  }
  return sameShape(full, x.shape) ? x : apply(reshapeOp, [x], { shape: full });
}

/** A new axis of size 1. */
export function expandDims(x: GraphNode, axis: number): GraphNode {
  const place = normalizeAxis('expandDims', axis, x.shape.length + 1);
  return reshape(x, [...x.shape.slice(0, place), 1, ...x.shape.slice(place)]);
}

/** Without axes of size 1 (all of them, or the given ones). */
export function squeeze(x: GraphNode, axes?: number | readonly number[]): GraphNode {
  const rank = x.shape.length;
  const list =
    axes === undefined
      ? null
      : (typeof axes === 'number' ? [axes] : axes).map((axis) => normalizeAxis('squeeze', axis, rank));
  for (const axis of list ?? []) {
    if (x.shape[axis] !== 1)
      throw new ShapeError({ who: 'squeeze', expected: `axis ${axis} must have size 1`, received: x.shape });
  }
  return reshape(
    x,
    x.shape.filter((length, axis) => (list ? !list.includes(axis) : length !== 1)),
  );
}

/** The tensor as a vector. */
export function flatten(x: GraphNode): GraphNode {
  return reshape(x, [sizeOf(x.shape)]);
}
