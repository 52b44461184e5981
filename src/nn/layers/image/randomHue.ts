/** Images in other hues at random. */
import { add, clip, multiply } from '../../../kernels/elementwise/arithmetic.ts';
import type { GraphNode } from '../../../runtime/graph.ts';
import { fromHsv, hsvOf } from '../../ops/image/colour.ts';
import type { Draws } from './draws.ts';
import { type Factor, type Interval, intervalOf } from './factors.ts';
import { onePerImage, Recolouring, type RecolouringOptions, rescaled } from './recolouring.ts';

export interface RandomHueOptions extends RecolouringOptions {
  /** How far the hue is turned, in half turns; from `[low, high]`, or from 0 to factor; the direction is random. */
  readonly factor: Factor;
}

/** The range of hue, saturation and value. */
const UNIT: Interval = [0, 1];

/**
 * In training, turns the hue of each image by up to half a turn, in a random direction. Otherwise the identity.
 *
 * Shapes: `[..., height, width, 3]` -> the same.
 *
 * @example
 * layers.randomHue({ factor: 0.2 });
 */
export class RandomHue extends Recolouring {
  static override readonly className = 'RandomHue';
  readonly factor: Interval;

  constructor(options: RandomHueOptions) {
    super(options);
    this.factor = intervalOf(this.who, 'factor', options.factor, 'from 0', UNIT);
  }

  protected override recolour(images: GraphNode, draws: Draws): GraphNode {
    const shape = onePerImage(images);
    const turn = multiply(multiply(draws.sign(shape), draws.uniform(shape, this.factor)), 0.5);
    const [hue, saturation, value] = hsvOf(this.who, rescaled(images, this.valueRange, UNIT));
    const turned = clip(fromHsv([add(hue, turn), saturation, value]), ...UNIT);
    return rescaled(turned, UNIT, this.valueRange);
  }

  protected override configOptions(): Readonly<Record<string, unknown>> {
    return { ...super.configOptions(), factor: this.factor };
  }
}
