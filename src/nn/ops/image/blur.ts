/** Blurred images. */
import { divide, exp, multiply, square } from '../../../kernels/elementwise/arithmetic.ts';
import { resample } from '../../../kernels/image/resample.ts';
import { type Taps, tapsOf } from '../../../kernels/image/taps.ts';
import { reshape } from '../../../kernels/movement.ts';
import { sum } from '../../../kernels/reduce.ts';
import { constant, GraphNode } from '../../../runtime/graph.ts';
import { perAxis } from '../spatial.ts';
import { type ImageOptions, onImages } from './images.ts';

/** For each of `size` pixels the `reach` pixels around it; those outside of the image have weight 0. */
function neighbours(size: number, reach: number): Taps {
  return tapsOf(
    size,
    Array.from({ length: size }, (_, place) =>
      Array.from({ length: reach }, (__, tap): [number, number] => {
        const at = place + tap - Math.floor(reach / 2);
        return at >= 0 && at < size ? [at, 1] : [0, 0];
      }),
    ),
  );
}

/**
 * An axis of `[batch, height, width, channels]` blurred by `exp(-½ (distance / sigma)²)`, scaled to a sum of 1, over
 * `reach` pixels. Outside of the image there are zeros.
 *
 * @param sigma - A number or a scalar node.
 */
export function blurred(images: GraphNode, axis: number, reach: number, sigma: GraphNode | number): GraphNode {
  const size = images.shape[axis]!; // an axis of the images
  const table = neighbours(size, reach);
  const distances = constant(
    Array.from({ length: reach }, (_, tap) => tap - (reach - 1) / 2),
    [1, reach],
  );
  const spread = sigma instanceof GraphNode ? reshape(sigma, [1, 1]) : sigma;
  const bell = exp(multiply(square(divide(distances, spread)), -0.5));
  const weights = multiply(divide(bell, sum(bell)), constant(table.weights, [size, reach]));
  return resample(images, axis, table, weights);
}

export interface BlurOptions extends ImageOptions {
  /** How many pixels count, in width and height; odd; default 3. */
  readonly kernelSize?: number | readonly number[] | undefined;
  /** Width of the bell in pixels, in width and height; default 1. */
  readonly sigma?: number | readonly number[] | undefined;
}

/**
 * Images blurred by a Gaussian bell; outside of the image there are zeros.
 *
 * Shapes: `[batch, height, width, channels]` or one image -> the same.
 */
export function gaussianBlur(images: GraphNode, options: BlurOptions = {}): GraphNode {
  const who = 'image.gaussianBlur';
  const [wide, high] = perAxis(who, 'kernelSize', options.kernelSize ?? 3, 2) as [number, number]; // two axes
  const { sigma = 1 } = options;
  const [sigmaX, sigmaY] = (typeof sigma === 'number' ? [sigma, sigma] : sigma) as [number, number]; // in width and height
  return onImages(who, images, options, (x) => blurred(blurred(x, 1, high, sigmaY), 2, wide, sigmaX));
}
