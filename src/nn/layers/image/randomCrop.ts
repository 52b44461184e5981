/** A random part of images. */
import type { GraphNode } from '../../../runtime/graph.ts';
import { sizesOf } from '../../ops/image/images.ts';
import type { ImageSize } from '../../ops/image/resize.ts';
import { positiveInteger } from '../options.ts';
import { type CropOptions, fitted, holds, partFrom } from './crop.ts';
import type { Draws } from './draws.ts';
import { Augmentation, type AugmentationOptions, type Transformation } from './imageLayer.ts';

export interface RandomCropOptions extends CropOptions, AugmentationOptions {}

/**
 * In training, a part of the images, at a random place that is the same for all images of a batch. Outside of training,
 * and where images are smaller than the part, the largest middle part with the wanted aspect ratio is resized.
 *
 * Shapes: `[..., height, width, channels] -> [..., options.height, options.width, channels]`.
 *
 * @example
 * layers.randomCrop({ height: 24, width: 24 });
 */
export class RandomCrop extends Augmentation {
  static override readonly className = 'RandomCrop';
  readonly height: number;
  readonly width: number;

  constructor(options: RandomCropOptions) {
    super(options);
    this.height = positiveInteger(this.who, 'height', options.height);
    this.width = positiveInteger(this.who, 'width', options.width);
  }

  override transformation(images: GraphNode, draws: Draws): Transformation {
    const size: ImageSize = [this.height, this.width];
    if (!holds(images, size)) return fitted(size);
    const { height, width } = sizesOf(images);
    const top = draws.whole([], [0, height - this.height + 1]);
    const left = draws.whole([], [0, width - this.width + 1]);
    const part = (x: GraphNode) => partFrom(x, top, left, size);
    return { images: part, masks: part };
  }

  protected override resting(): Transformation {
    return fitted([this.height, this.width]);
  }

  protected override configOptions(): Readonly<Record<string, unknown>> {
    return { ...super.configOptions(), height: this.height, width: this.width };
  }
}
