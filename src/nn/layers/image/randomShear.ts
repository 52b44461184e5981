/** Images sheared at random. */
import { multiply } from '../../../kernels/elementwise/arithmetic.ts';
import type { GraphNode } from '../../../runtime/graph.ts';
import { sizesOf } from '../../ops/image/images.ts';
import type { Transform } from '../../ops/image/transform.ts';
import type { Draws } from './draws.ts';
import { type Factor, type Interval, intervalOf } from './factors.ts';
import { PlacedAugmentation, type PlacedOptions } from './placedAugmentation.ts';

export interface RandomShearOptions extends PlacedOptions {
  /** How far rows move sideways for each row down; from `[low, high]`, or from 0 to factor; default 0. */
  readonly xFactor?: Factor | undefined;
  /** How far columns move up or down for each column to the right; from `[low, high]`, or from 0 to factor; default 0. */
  readonly yFactor?: Factor | undefined;
}

/**
 * In training, shears each image: the pixel at column x and row y is read at column `x ± xFactor · y` and row
 * `y ± yFactor · x`, with equal signs, at random. Otherwise the identity. Masks are sheared with their images.
 *
 * Shapes: `[..., height, width, channels]` -> the same.
 *
 * @example
 * layers.randomShear({ xFactor: 0.3, yFactor: 0.3 });
 */
export class RandomShear extends PlacedAugmentation {
  static override readonly className = 'RandomShear';
  readonly xFactor: Interval;
  readonly yFactor: Interval;

  constructor(options: RandomShearOptions = {}) {
    super(options);
    this.xFactor = intervalOf(this.who, 'xFactor', options.xFactor ?? 0, 'from 0', [-1, 1]);
    this.yFactor = intervalOf(this.who, 'yFactor', options.yFactor ?? 0, 'from 0', [-1, 1]);
  }

  override transform(images: GraphNode, draws: Draws): Transform {
    const { batch } = sizesOf(images);
    const sign = draws.sign([batch]);
    const right = multiply(draws.uniform([batch], this.xFactor), sign);
    const down = multiply(draws.uniform([batch], this.yFactor), sign);
    return [1, right, 0, down, 1, 0];
  }

  protected override configOptions(): Readonly<Record<string, unknown>> {
    return { ...super.configOptions(), xFactor: this.xFactor, yFactor: this.yFactor };
  }
}
