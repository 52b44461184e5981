/** Images whose values fill the whole range. */
import { add, clip, divide, multiply, subtract } from '../../../kernels/elementwise/arithmetic.ts';
import { greater, where } from '../../../kernels/elementwise/comparison.ts';
import { max, min } from '../../../kernels/reduce.ts';
import type { GraphNode } from '../../../runtime/graph.ts';
import { type Interval, valueRangeOf } from './factors.ts';
import { ImageLayer, type ImageLayerOptions, type Transformation } from './imageLayer.ts';

export interface AutoContrastOptions extends ImageLayerOptions {
  /** The smallest and largest value of pixels; default `[0, 255]`. */
  readonly valueRange?: Interval | undefined;
}

/**
 * Stretches the values of each channel of each image over the whole value range, in training and outside of it. A channel
 * with one value stays as it is.
 *
 * Shapes: `[..., height, width, channels]` -> the same.
 *
 * @example
 * layers.autoContrast({ valueRange: [0, 1] });
 */
export class AutoContrast extends ImageLayer {
  static override readonly className = 'AutoContrast';
  readonly valueRange: Interval;

  constructor(options: AutoContrastOptions = {}) {
    super(options);
    this.valueRange = valueRangeOf(this.who, options.valueRange);
  }

  #stretched(images: GraphNode): GraphNode {
    const [low, high] = this.valueRange;
    const darkest = min(images, [1, 2], { keepDims: true });
    const range = subtract(max(images, [1, 2], { keepDims: true }), darkest);
    const differs = greater(range, 0);
    const scale = divide(high - low, where(differs, range, 1));
    const stretched = clip(add(multiply(subtract(images, darkest), scale), low), low, high);
    return where(differs, stretched, images);
  }

  override transformation(): Transformation {
    return { images: (images) => this.#stretched(images) };
  }

  protected override resting(): Transformation {
    return this.transformation();
  }

  protected override configOptions(): Readonly<Record<string, unknown>> {
    return { ...super.configOptions(), valueRange: this.valueRange };
  }
}
