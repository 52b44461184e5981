/** Targets and predictions brought to one shape. */
import { cast } from '../../kernels/elementwise/operands.ts';
import { ShapeError } from '../../runtime/errors.ts';
import type { GraphNode } from '../../runtime/graph.ts';
import { broadcastShapes, sameShape } from '../../runtime/spec.ts';
import { squeezeOrExpand } from './loss.ts';

/**
 * Targets and predictions as floats of shapes that broadcast; `[batch]` and `[batch, 1]` are the same.
 *
 * @throws ShapeError that names the loss and both shapes.
 */
export function matched(who: string, yTrue: GraphNode, yPred: GraphNode): [GraphNode, GraphNode] {
  const [t, p] = squeezeOrExpand(cast(yTrue, 'float32'), yPred);
  try {
    broadcastShapes(who, t.shape, p.shape);
  } catch (cause) {
    throw shapesDiffer(who, yTrue, yPred, cause);
  }
  return [t, p];
}

/** Like `matched`, but the shapes must be equal. */
export function equalShapes(who: string, yTrue: GraphNode, yPred: GraphNode): [GraphNode, GraphNode] {
  const [t, p] = squeezeOrExpand(cast(yTrue, 'float32'), yPred);
  if (!sameShape(t.shape, p.shape)) throw shapesDiffer(who, yTrue, yPred);
  return [t, p];
}

export function shapesDiffer(
  who: string,
  yTrue: GraphNode,
  yPred: GraphNode,
  cause?: unknown,
  fix?: string,
): ShapeError {
  return new ShapeError(
    {
      who,
      expected: `targets must have the shape of the predictions, [${yPred.shape.join(', ')}]`,
      received: yTrue.shape,
      ...(fix === undefined ? {} : { fix }),
    },
    { cause },
  );
}
