/** Random boxes in images. */

import { add, multiply, subtract } from '../../../kernels/elementwise/arithmetic.ts';
import { greaterEqual, less, logicalAnd } from '../../../kernels/elementwise/comparison.ts';
import { iota } from '../../../kernels/iota.ts';
import type { GraphNode } from '../../../runtime/graph.ts';
import type { Draws } from './draws.ts';
import { onePerImage } from './recolouring.ts';

/** Whether places along an axis lie in a random part of it. @param share - How large the part is, for each image. */
function within(images: GraphNode, axis: 1 | 2, share: GraphNode, draws: Draws): GraphNode {
  const size = images.shape[axis]!; // four axes
  const length = multiply(share, size);
  const start = multiply(draws.uniform(onePerImage(images), [0, 1]), subtract(size, length));
  const place = iota(axis === 1 ? [1, size, 1, 1] : [1, 1, size, 1], axis, 'float32');
  return logicalAnd(greaterEqual(place, start), less(place, add(start, length)));
}

/**
 * For each image a box at a random place, which lies inside: true in the box, `[batch, height, width, 1]`.
 *
 * @param high - Its height as a share of the image's, `[batch, 1, 1, 1]`.
 * @param wide - Its width as a share of the image's.
 */
export function randomBox(images: GraphNode, high: GraphNode, wide: GraphNode, draws: Draws): GraphNode {
  return logicalAnd(within(images, 1, high, draws), within(images, 2, wide, draws));
}
