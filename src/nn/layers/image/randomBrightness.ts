/** Images made brighter or darker at random. */
import { add, clip, multiply } from '../../../kernels/elementwise/arithmetic.ts';
import type { GraphNode } from '../../../runtime/graph.ts';
import type { Draws } from './draws.ts';
import { type Factor, type Interval, intervalOf } from './factors.ts';
import { onePerImage, Recolouring, type RecolouringOptions } from './recolouring.ts';

export interface RandomBrightnessOptions extends RecolouringOptions {
  /** What is added, as a part of the value range; from `[low, high]`, or from -factor to factor. */
  readonly factor: Factor;
}

/**
 * In training, adds a number to each image, `factor · (high - low)`, and limits it to the value range. Otherwise the
 * identity.
 *
 * Shapes: `[..., height, width, channels]` -> the same.
 *
 * @example
 * layers.randomBrightness({ factor: 0.2, valueRange: [0, 1] });
 */
export class RandomBrightness extends Recolouring {
  static override readonly className = 'RandomBrightness';
  readonly factor: Interval;

  constructor(options: RandomBrightnessOptions) {
    super(options);
    this.factor = intervalOf(this.who, 'factor', options.factor, 'around 0', [-1, 1]);
  }

  protected override recolour(images: GraphNode, draws: Draws): GraphNode {
    const [low, high] = this.valueRange;
    const added = multiply(draws.uniform(onePerImage(images), this.factor), high - low);
    return clip(add(images, added), low, high);
  }

  protected override configOptions(): Readonly<Record<string, unknown>> {
    return { ...super.configOptions(), factor: this.factor };
  }
}
