/** Images moved at random. */
import { multiply } from '../../../kernels/elementwise/arithmetic.ts';
import type { GraphNode } from '../../../runtime/graph.ts';
import { sizesOf } from '../../ops/image/images.ts';
import type { Transform } from '../../ops/image/transform.ts';
import type { Draws } from './draws.ts';
import { type Factor, type Interval, intervalOf } from './factors.ts';
import { PlacedAugmentation, type PlacedOptions } from './placedAugmentation.ts';

export interface RandomTranslationOptions extends PlacedOptions {
  /** How far down, as a part of the height; from `[low, high]`, or from -factor to factor. */
  readonly heightFactor: Factor;
  /** How far to the right, as a part of the width; from `[low, high]`, or from -factor to factor. */
  readonly widthFactor: Factor;
}

/**
 * In training, moves each image down and to the right. Otherwise the identity. Masks are moved with their images.
 *
 * Shapes: `[..., height, width, channels]` -> the same.
 *
 * @example
 * layers.randomTranslation({ heightFactor: 0.1, widthFactor: 0.1, fillMode: 'constant' });
 */
export class RandomTranslation extends PlacedAugmentation {
  static override readonly className = 'RandomTranslation';
  readonly heightFactor: Interval;
  readonly widthFactor: Interval;
  declare readonly options: RandomTranslationOptions;

  constructor(options: RandomTranslationOptions) {
    super(options);
    this.heightFactor = intervalOf(this.who, 'heightFactor', options.heightFactor, 'around 0', [-1, 1]);
    this.widthFactor = intervalOf(this.who, 'widthFactor', options.widthFactor, 'around 0', [-1, 1]);
  }

  override transform(images: GraphNode, draws: Draws): Transform {
    const { batch, height, width } = sizesOf(images);
    const down = multiply(draws.uniform([batch], this.heightFactor), -height);
    const right = multiply(draws.uniform([batch], this.widthFactor), -width);
    return [1, 0, right, 0, 1, down];
  }

  protected override configOptions(): Readonly<Record<string, unknown>> {
    const { heightFactor, widthFactor } = this.options;
    return { ...super.configOptions(), heightFactor, widthFactor }; // as they were given, as in Keras
  }
}
