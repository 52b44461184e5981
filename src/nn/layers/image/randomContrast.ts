/** Images with more or less contrast at random. */
import { add, clip, multiply, subtract } from '../../../kernels/elementwise/arithmetic.ts';
import { mean } from '../../../kernels/reduce.ts';
import type { GraphNode } from '../../../runtime/graph.ts';
import type { Draws } from './draws.ts';
import { type Factor, type Interval, intervalOf } from './factors.ts';
import { onePerImage, Recolouring, type RecolouringOptions } from './recolouring.ts';

export interface RandomContrastOptions extends RecolouringOptions {
  /** `[lower, upper]`: contrasts are multiplied by numbers from `1 - lower` to `1 + upper`. One number is both. */
  readonly factor: Factor;
}

/**
 * In training, multiplies the contrast of each image: `y = (x - mean) · contrast + mean` with the mean of each channel,
 * limited to the value range. Otherwise the identity.
 *
 * Shapes: `[..., height, width, channels]` -> the same.
 *
 * @example
 * layers.randomContrast({ factor: 0.3 });
 */
export class RandomContrast extends Recolouring {
  static override readonly className = 'RandomContrast';
  readonly factor: Interval;

  constructor(options: RandomContrastOptions) {
    super(options);
    this.factor = intervalOf(this.who, 'factor', options.factor, 'itself', [0, 1]);
  }

  protected override recolour(images: GraphNode, draws: Draws): GraphNode {
    const [lower, upper] = this.factor;
    const contrast = draws.uniform(onePerImage(images), [1 - lower, 1 + upper]);
    const middle = mean(images, [1, 2], { keepDims: true });
    return clip(add(multiply(subtract(images, middle), contrast), middle), ...this.valueRange);
  }

  protected override configOptions(): Readonly<Record<string, unknown>> {
    return { ...super.configOptions(), factor: this.factor };
  }
}
