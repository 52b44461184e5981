/** Images rotated at random. */
import { add, multiply, negative, subtract } from '../../../kernels/elementwise/arithmetic.ts';
import type { GraphNode } from '../../../runtime/graph.ts';
import { sizesOf } from '../../ops/image/images.ts';
import type { Transform } from '../../ops/image/transform.ts';
import type { Draws } from './draws.ts';
import { type Factor, type Interval, intervalOf } from './factors.ts';
import { PlacedAugmentation, type PlacedOptions } from './placedAugmentation.ts';
import { cosineAndSine } from './turns.ts';

export interface RandomRotationOptions extends PlacedOptions {
  /** Turns, against the clock; from `[low, high]`, or from -factor to factor. 0.25 is 90 degrees. */
  readonly factor: Factor;
}

/**
 * In training, rotates each image around its middle, against the clock. Otherwise the identity. Masks are rotated with
 * their images.
 *
 * Shapes: `[..., height, width, channels]` -> the same.
 *
 * @example
 * layers.randomRotation({ factor: 0.1 });
 */
export class RandomRotation extends PlacedAugmentation {
  static override readonly className = 'RandomRotation';
  readonly factor: Interval;

  constructor(options: RandomRotationOptions) {
    super(options);
    this.factor = intervalOf(this.who, 'factor', options.factor, 'around 0', [-1, 1]);
  }

  override transform(images: GraphNode, draws: Draws): Transform {
    const { batch, height, width } = sizesOf(images);
    const [cos, sin] = cosineAndSine(draws.uniform([batch], this.factor));
    const [x, y] = [(width - 1) / 2, (height - 1) / 2];
    const left = add(subtract(x, multiply(cos, x)), multiply(sin, y));
    const top = subtract(subtract(y, multiply(sin, x)), multiply(cos, y));
    return [cos, negative(sin), left, sin, cos, top];
  }

  protected override configOptions(): Readonly<Record<string, unknown>> {
    return { ...super.configOptions(), factor: this.factor };
  }
}
