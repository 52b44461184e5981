/** Images with more or less colour at random. */
import { add, clip, divide, multiply, subtract } from '../../../kernels/elementwise/arithmetic.ts';
import type { GraphNode } from '../../../runtime/graph.ts';
import { fromHsv, hsvOf } from '../../ops/image/colour.ts';
import type { Draws } from './draws.ts';
import { type Factor, type Interval, intervalOf } from './factors.ts';
import { onePerImage, Recolouring, type RecolouringOptions } from './recolouring.ts';

export interface RandomSaturationOptions extends RecolouringOptions {
  /** 0: grey, 0.5: as it is, 1: as colourful as can be; from `[low, high]`, or from 0 to factor. */
  readonly factor: Factor;
}

/** Keras's epsilon: keeps the division from 0. */
const EPSILON = 1e-7;

/**
 * In training, multiplies the saturation of each image by `factor / (1 - factor)`, up to 1. Otherwise the identity.
 *
 * Shapes: `[..., height, width, 3]` -> the same.
 *
 * @example
 * layers.randomSaturation({ factor: [0.3, 0.7] });
 */
export class RandomSaturation extends Recolouring {
  static override readonly className = 'RandomSaturation';
  readonly factor: Interval;

  constructor(options: RandomSaturationOptions) {
    super(options);
    this.factor = intervalOf(this.who, 'factor', options.factor, 'from 0', [-1, 1]);
  }

  protected override recolour(images: GraphNode, draws: Draws): GraphNode {
    const factor = draws.uniform(onePerImage(images), this.factor);
    const times = divide(factor, add(subtract(1, factor), EPSILON));
    const [low] = this.valueRange;
    const [hue, saturation, value] = hsvOf(this.who, subtract(images, low)); // saturation needs black at 0, no scale
    return add(fromHsv([hue, clip(multiply(saturation, times), 0, 1), value]), low);
  }

  protected override configOptions(): Readonly<Record<string, unknown>> {
    return { ...super.configOptions(), factor: this.factor };
  }
}
