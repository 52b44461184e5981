/** The middle of images. */
import type { GraphNode } from '../../../runtime/graph.ts';
import type { ImageSize } from '../../ops/image/resize.ts';
import { positiveInteger } from '../options.ts';
import { type CropOptions, fitted, holds, middle } from './crop.ts';
import { ImageLayer, type Transformation } from './imageLayer.ts';

/**
 * The middle of images: `[..., height, width, channels] -> [..., options.height, options.width, channels]`, in training
 * and outside of it. Of images that are smaller, the largest part with the wanted aspect ratio is resized.
 *
 * @example
 * layers.centerCrop({ height: 24, width: 24 });
 */
export class CenterCrop extends ImageLayer {
  static override readonly className = 'CenterCrop';
  readonly height: number;
  readonly width: number;

  constructor(options: CropOptions) {
    super(options);
    this.height = positiveInteger(this.who, 'height', options.height);
    this.width = positiveInteger(this.who, 'width', options.width);
  }

  override transformation(images: GraphNode): Transformation {
    const size: ImageSize = [this.height, this.width];
    const part = (x: GraphNode) => middle(x, size);
    return holds(images, size) ? { images: part, masks: part } : fitted(size);
  }

  protected override resting(images: GraphNode): Transformation {
    return this.transformation(images);
  }

  protected override configOptions(): Readonly<Record<string, unknown>> {
    return { ...super.configOptions(), height: this.height, width: this.width };
  }
}
