import { ShapeError } from '../../runtime/errors.ts';
import { apply, type GraphNode } from '../../runtime/graph.ts';
import { broadcastShapes, type Shape, sameShape, showShape } from '../../runtime/spec.ts';
import { sumTo } from '../reduction.ts';
import { movement, PLAIN } from './movement.ts';

const broadcastOp = movement<{ readonly shape: Shape }>('broadcastTo', {
  shape(input, { shape }) {
    const joint = broadcastShapes('broadcastTo', input, shape);
    if (!sameShape(joint, shape))
      throw new ShapeError({
        who: 'broadcastTo',
        expected: `a shape that broadcasts to ${showShape(shape)}`,
        received: input,
      });
    return shape;
  },
  axes: (input, { shape }) =>
    input.map((length, axis) => ({ ...PLAIN, from: length === 1 ? null : axis + shape.length - input.length })),
  grad: (dy, input) => sumTo(dy, input),
});

/** Repeats axes of size 1 (and new leading axes) up to a shape. */
export function broadcastTo(x: GraphNode, shape: Shape): GraphNode {
  return sameShape(x.shape, shape) ? x : apply(broadcastOp, [x], { shape });
}
