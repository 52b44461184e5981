/** Images in another size. */
import { cast } from '../../../kernels/elementwise/operands.ts';
import { round } from '../../../kernels/elementwise/rounding.ts';
import { resizeAxes } from '../../../kernels/image/resample.ts';
import type { Interpolation } from '../../../kernels/image/taps.ts';
import { pad } from '../../../kernels/movement/pad.ts';
import { slice } from '../../../kernels/movement/slice.ts';
import { InvalidArgumentError } from '../../../runtime/errors.ts';
import type { GraphNode } from '../../../runtime/graph.ts';
import { oneOf } from '../../checks.ts';
import { type ImageOptions, onImages, sizesOf } from './images.ts';

export const INTERPOLATIONS: readonly Interpolation[] = ['nearest', 'bilinear', 'bicubic', 'lanczos3', 'lanczos5'];

/** Height and width. */
export type ImageSize = readonly [height: number, width: number];

export interface ResizeImageOptions extends ImageOptions {
  /** `'nearest'`, `'bilinear'` (default), `'bicubic'`, `'lanczos3'` or `'lanczos5'`. */
  readonly interpolation?: string | undefined;
  /** Whether pixels of a smaller image are means over all that they stand for (not with `'nearest'`); default false. */
  readonly antialias?: boolean | undefined;
  /** Whether the largest middle part with the new aspect ratio is resized, instead of all; default false. */
  readonly cropToAspectRatio?: boolean | undefined;
  /** Whether the image is padded to the new aspect ratio before; default false. */
  readonly padToAspectRatio?: boolean | undefined;
  /** Only `'constant'`. */
  readonly fillMode?: string | undefined;
  /** What is added by `padToAspectRatio`; default 0. */
  readonly fillValue?: number | undefined;
}

/** Checks options; the name of the interpolation. */
export function checkedResize(who: string, options: ResizeImageOptions): Interpolation {
  if (options.cropToAspectRatio && options.padToAspectRatio) {
    throw new InvalidArgumentError({
      who,
      expected: 'at most one of cropToAspectRatio and padToAspectRatio',
      received: 'both',
    });
  }
  oneOf(who, 'fillMode', options.fillMode ?? 'constant', ['constant']);
  return oneOf(who, 'interpolation', options.interpolation ?? 'bilinear', INTERPOLATIONS);
}

/** The size of the largest part of an image (at most all of it) with an aspect ratio. */
export function largestPart(height: number, width: number, [high, wide]: ImageSize): ImageSize {
  const within = (wanted: number, most: number) => Math.max(1, Math.min(most, Math.trunc(wanted)));
  return [within((width * high) / wide, height), within((height * wide) / high, width)];
}

/** The middle part with an aspect ratio. */
function cropped(images: GraphNode, size: ImageSize): GraphNode {
  const { batch, height, width, channels } = sizesOf(images);
  const [high, wide] = largestPart(height, width, size);
  const start = [0, Math.trunc((height - high) / 2), Math.trunc((width - wide) / 2), 0];
  return slice(images, start, [batch, high, wide, channels]);
}

/** Padded equally on both sides to an aspect ratio; an odd pixel is left out, as in Keras. */
function padded(images: GraphNode, [high, wide]: ImageSize, value: number): GraphNode {
  const { height, width } = sizesOf(images);
  const rows = Math.trunc((Math.max(height, Math.trunc((width * high) / wide)) - height) / 2);
  const columns = Math.trunc((Math.max(width, Math.trunc((height * wide) / high)) - width) / 2);
  return pad(
    images,
    [
      [0, 0],
      [rows, rows],
      [columns, columns],
      [0, 0],
    ],
    value,
  );
}

/**
 * Images in another size. Pixels are areas; the outermost pixels go on outside. `bicubic` has a = -0.75, and -0.5 with
 * `antialias`, as in PyTorch. Integers are rounded.
 *
 * Shapes: `[batch, height, width, channels] -> [batch, ...size, channels]`; the same without batch.
 *
 * @param size - Height and width.
 * @example
 * const small = await jit((x) => ops.image.resize(x, [32, 32], { antialias: true }))(photos);
 */
export function resize(images: GraphNode, size: ImageSize, options: ResizeImageOptions = {}): GraphNode {
  const who = 'image.resize';
  const interpolation = checkedResize(who, options);
  if (size.length !== 2 || size.some((length) => !Number.isInteger(length) || length < 1))
    throw new InvalidArgumentError({
      who,
      expected: 'size must be two positive integers [height, width]',
      received: size,
    });
  return onImages(who, images, options, (x) => {
    const part = options.cropToAspectRatio
      ? cropped(x, size)
      : options.padToAspectRatio
        ? padded(x, size, options.fillValue ?? 0)
        : x;
    const y = resizeAxes(part, [1, 2], size, { interpolation, antialias: options.antialias });
    return x.dtype === 'float32' ? y : cast(round(y), x.dtype);
  });
}
