/** Parts of images. */

import { add } from '../../../kernels/elementwise/arithmetic.ts';
import { pixelsAt } from '../../../kernels/image/sample.ts';
import { iota } from '../../../kernels/iota.ts';
import { broadcastTo } from '../../../kernels/movement/broadcastTo.ts';
import { slice } from '../../../kernels/movement/slice.ts';
import type { GraphNode } from '../../../runtime/graph.ts';
import { sizesOf } from '../../ops/image/images.ts';
import { type ImageSize, resize } from '../../ops/image/resize.ts';
import type { ImageLayerOptions, Transformation } from './imageLayer.ts';

export interface CropOptions extends ImageLayerOptions {
  /** Height of the results. */
  readonly height: number;
  /** Width of the results. */
  readonly width: number;
}

/** Whether images are at least as large as a part. */
export function holds(images: GraphNode, [high, wide]: ImageSize): boolean {
  const { height, width } = sizesOf(images);
  return height >= high && width >= wide;
}

/** The middle of images. */
export function middle(images: GraphNode, [high, wide]: ImageSize): GraphNode {
  const { batch, height, width, channels } = sizesOf(images);
  const start = [0, Math.floor((height - high) / 2), Math.floor((width - wide) / 2), 0];
  return slice(images, start, [batch, high, wide, channels]);
}

/** The same part of all images, from a row and column that are computed. */
export function partFrom(images: GraphNode, top: GraphNode, left: GraphNode, [high, wide]: ImageSize): GraphNode {
  const places = [images.shape[0]!, high, wide]; // four axes
  const row = broadcastTo(add(iota([1, high, 1], 1), top), places);
  const column = broadcastTo(add(iota([1, 1, wide], 2), left), places);
  return pixelsAt(images, row, column);
}

/** The largest part with the wanted aspect ratio, resized. */
export function fitted(size: ImageSize): Transformation {
  const options = { cropToAspectRatio: true };
  return {
    images: (images) => resize(images, size, options),
    masks: (masks) => resize(masks, size, { ...options, interpolation: 'nearest' }),
  };
}
