/** Blurred images. */
import { divide, multiply, square } from '../../../kernels/elementwise/arithmetic.ts';
import { lessEqual, where } from '../../../kernels/elementwise/comparison.ts';
import { exp } from '../../../kernels/elementwise/exponential.ts';
import { resample } from '../../../kernels/image/resample.ts';
import { type Taps, tapsOf } from '../../../kernels/image/taps.ts';
import { reshape } from '../../../kernels/movement/reshape.ts';
import { sum } from '../../../kernels/reduce.ts';
import { InvalidArgumentError } from '../../../runtime/errors.ts';
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
 * Weights `[1, reach]` by distance from the middle: `exp(-½ (distance / sigma)²)`, scaled to a sum of 1.
 *
 * @param sigma - A number or a scalar node.
 * @param within - Pixels further away have weight 0; default: none.
 */
export function bell(reach: number, sigma: GraphNode | number, within: GraphNode | null = null): GraphNode {
  const distances = Array.from({ length: reach }, (_, tap) => tap - (reach - 1) / 2);
  const width = sigma instanceof GraphNode ? reshape(sigma, [1, 1]) : sigma;
  const heights = exp(multiply(square(divide(constant(distances, [1, reach]), width)), -0.5));
  const counted = within
    ? where(lessEqual(constant(distances.map(Math.abs), [1, reach]), within), heights, 0)
    : heights;
  return divide(counted, sum(counted));
}

/** An axis of `[batch, height, width, channels]` blurred with weights `[1, reach]`. Outside of the image there are zeros. */
export function blurred(images: GraphNode, axis: number, weights: GraphNode): GraphNode {
  const [size, reach] = [images.shape[axis]!, weights.shape[1]!]; // an axis of the images, two axes
  const table = neighbours(size, reach);
  return resample(images, axis, table, multiply(weights, constant(table.weights, [size, reach])));
}

/** Width and height of the window. @throws InvalidArgumentError when one is even: it would have no middle. */
export function windowOf(who: string, kernelSize: unknown = 3): readonly [wide: number, high: number] {
  const sizes = perAxis(who, 'kernelSize', kernelSize, 2) as [number, number]; // two axes
  if (sizes.every((size) => size % 2 === 1)) return sizes;
  throw new InvalidArgumentError({ who, expected: 'kernelSize must be odd', received: kernelSize });
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
  const [wide, high] = windowOf(who, options.kernelSize);
  const { sigma = 1 } = options;
  const widths = typeof sigma === 'number' ? [sigma, sigma] : sigma;
  if (widths.length !== 2 || !widths.every((width) => width > 0))
    throw new InvalidArgumentError({
      who,
      expected: 'sigma must be a positive number, or a list of two of them',
      received: sigma,
    });
  const [sigmaX, sigmaY] = widths as [number, number]; // checked
  return onImages(who, images, options, (x) => blurred(blurred(x, 1, bell(high, sigmaY)), 2, bell(wide, sigmaX)));
}
