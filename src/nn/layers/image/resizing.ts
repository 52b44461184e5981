/** Images in another size. */
import type { Interpolation } from '../../../kernels/image/taps.ts';
import type { GraphNode } from '../../../runtime/graph.ts';
import { checkedResize, type ImageSize, type ResizeImageOptions, resize } from '../../ops/image/resize.ts';
import type { LayerOptions } from '../layer.ts';
import { positiveInteger } from '../options.ts';
import { ImageLayer, type Transformation } from './imageLayer.ts';

export interface ResizingOptions extends LayerOptions, ResizeImageOptions {
  /** Height of the results. */
  readonly height: number;
  /** Width of the results. */
  readonly width: number;
}

/**
 * Images in another size: `[..., height, width, channels] -> [..., options.height, options.width, channels]`, in training
 * and outside of it. Masks are resized with `'nearest'`.
 *
 * @example
 * layers.resizing({ height: 32, width: 32, cropToAspectRatio: true });
 */
export class Resizing extends ImageLayer {
  static override readonly className = 'Resizing';
  readonly height: number;
  readonly width: number;
  readonly interpolation: Interpolation;
  declare readonly options: ResizingOptions;

  constructor(options: ResizingOptions) {
    super(options);
    this.height = positiveInteger(this.who, 'height', options.height);
    this.width = positiveInteger(this.who, 'width', options.width);
    this.interpolation = checkedResize(this.who, options);
  }

  override transformation(): Transformation {
    const { antialias, cropToAspectRatio, padToAspectRatio, fillValue } = this.options;
    const size: ImageSize = [this.height, this.width];
    const common = { antialias, cropToAspectRatio, padToAspectRatio, fillValue };
    return {
      images: (images) => resize(images, size, { ...common, interpolation: this.interpolation }),
      masks: (masks) => resize(masks, size, { ...common, interpolation: 'nearest' }),
    };
  }

  protected override resting(_images: GraphNode): Transformation {
    return this.transformation();
  }

  protected override configOptions(): Readonly<Record<string, unknown>> {
    const { antialias, cropToAspectRatio, padToAspectRatio, fillMode, fillValue } = this.options;
    return {
      ...super.configOptions(),
      height: this.height,
      width: this.width,
      interpolation: this.interpolation,
      cropToAspectRatio: cropToAspectRatio ?? false,
      padToAspectRatio: padToAspectRatio ?? false,
      fillMode: fillMode ?? 'constant',
      fillValue: fillValue ?? 0,
      antialias: antialias ?? false,
    };
  }
}
