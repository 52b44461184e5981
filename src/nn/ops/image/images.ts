/** Images as the functions of this folder take them: a batch with the channels last. */
import { reshape } from '../../../kernels/movement/reshape.ts';
import { ShapeError } from '../../../runtime/errors.ts';
import type { GraphNode } from '../../../runtime/graph.ts';
import { type DataFormat, dataFormatOf } from '../../layers/options.ts';
import type { OpenShape } from '../../symbolic.ts';
import { channelsLast, inFormat } from '../spatial.ts';

export interface ImageOptions {
  /** `'channelsLast'` (default) or `'channelsFirst'`. */
  readonly dataFormat?: string | null | undefined;
}

/** Names of the axes of one image. */
export function axesOfImage(dataFormat: DataFormat): readonly string[] {
  return dataFormat === 'channels_first' ? ['channels', 'height', 'width'] : ['height', 'width', 'channels'];
}

/** Checks that a shape is that of a batch of images, or of one image. @throws ShapeError that names the axes. */
export function checkImages(who: string, shape: OpenShape, dataFormat: DataFormat): void {
  if (shape.length === 3 || shape.length === 4) return;
  const axes = axesOfImage(dataFormat).join(', ');
  throw new ShapeError({
    who,
    expected: `images [batch, ${axes}], or one image [${axes}]`,
    received: shape,
    fix: 'Images of one colour need a channel axis too: reshape them with a size 1 there.',
  });
}

/**
 * Applies a function on `[batch, height, width, channels]` to images in either data format, and to a single image.
 *
 * @throws ShapeError when the input is neither.
 */
export function onImages(
  who: string,
  x: GraphNode,
  options: ImageOptions,
  body: (images: GraphNode) => GraphNode,
): GraphNode {
  const dataFormat = dataFormatOf(who, options.dataFormat);
  checkImages(who, x.shape, dataFormat);
  const one = x.shape.length === 3;
  const y = inFormat(body(channelsLast(one ? reshape(x, [1, ...x.shape]) : x, dataFormat)), dataFormat);
  return one ? reshape(y, y.shape.slice(1)) : y;
}

/** The sizes of `[batch, height, width, channels]`. */
export function sizesOf(images: GraphNode): { batch: number; height: number; width: number; channels: number } {
  const [batch, height, width, channels] = images.shape as [number, number, number, number]; // onImages gives four axes
  return { batch, height, width, channels };
}
