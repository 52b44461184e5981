/** Mean and variance over the places that count. */
import { add, divide, square, subtract } from '../../../kernels/elementwise/arithmetic.ts';
import { where } from '../../../kernels/elementwise/comparison.ts';
import { cast } from '../../../kernels/elementwise/operands.ts';
import { broadcastTo } from '../../../kernels/movement/broadcastTo.ts';
import { expandDims } from '../../../kernels/movement/reshape.ts';
import type { Moments } from '../../../kernels/normalize/normalize.ts';
import { sum } from '../../../kernels/reduce.ts';
import { ShapeError } from '../../../runtime/errors.ts';
import type { GraphNode } from '../../../runtime/graph.ts';

/** Keras adds it to the number of places. */
const SMALL = 1e-7;

/**
 * Σx / (count + 1e-7) and the same of squared differences, over the places that count; the reduced axes stay with size 1.
 *
 * @param mask - As x without its last axis.
 */
export function maskedMoments(who: string, x: GraphNode, mask: GraphNode, axes: readonly number[]): Moments {
  if (mask.shape.length !== x.shape.length - 1) {
    throw new ShapeError({
      who,
      expected: `a mask with one axis less than the input of shape [${x.shape.join(', ')}]`,
      received: mask.shape,
      fix: 'Give the mask of the places, without the channels.',
    });
  }
  const counts = broadcastTo(cast(expandDims(mask, -1), 'bool'), x.shape);
  const overPlaces = (values: GraphNode) => sum(where(counts, values, 0), axes, { keepDims: true });
  const count = add(sum(cast(counts, 'float32'), axes, { keepDims: true }), SMALL);
  const mean = divide(overPlaces(x), count);
  return { mean, variance: divide(overPlaces(square(subtract(x, mean))), count) };
}
