/** Images with less colour at random. */
import { add, clip, multiply, subtract } from '../../../kernels/elementwise/arithmetic.ts';
import type { GraphNode } from '../../../runtime/graph.ts';
import { brightnessOf } from '../../ops/image/colour.ts';
import type { Draws } from './draws.ts';
import { type Factor, type Interval, intervalOf } from './factors.ts';
import { onePerImage, Recolouring, type RecolouringOptions } from './recolouring.ts';

export interface RandomColorDegenerationOptions extends RecolouringOptions {
  /** 0: as it is, 1: grey; from `[low, high]`, or from 0 to factor. */
  readonly factor: Factor;
}

/**
 * In training, takes colour away from each image: `y = x + factor · (grey(x) - x)`, limited to the value range. Otherwise
 * the identity.
 *
 * Shapes: `[..., height, width, 3]` -> the same.
 *
 * @example
 * layers.randomColorDegeneration({ factor: 0.5 });
 */
export class RandomColorDegeneration extends Recolouring {
  static override readonly className = 'RandomColorDegeneration';
  readonly factor: Interval;

  constructor(options: RandomColorDegenerationOptions) {
    super(options);
    this.factor = intervalOf(this.who, 'factor', options.factor, 'from 0', [-1, 1]);
  }

  protected override recolour(images: GraphNode, draws: Draws): GraphNode {
    const factor = draws.uniform(onePerImage(images), this.factor);
    const change = subtract(brightnessOf(this.who, images), images);
    return clip(add(images, multiply(factor, change)), ...this.valueRange);
  }

  protected override configOptions(): Readonly<Record<string, unknown>> {
    return { ...super.configOptions(), factor: this.factor };
  }
}
