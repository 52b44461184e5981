/** Images with fewer shades at random. */
import { clip, multiply } from '../../../kernels/elementwise/arithmetic.ts';
import { equal, where } from '../../../kernels/elementwise/comparison.ts';
import { floor } from '../../../kernels/elementwise/rounding.ts';
import type { GraphNode } from '../../../runtime/graph.ts';
import { wholeFrom } from '../../checks.ts';
import type { Draws } from './draws.ts';
import { type Factor, type Interval, intervalOf } from './factors.ts';
import { BYTE, onePerImage, Recolouring, type RecolouringOptions, rescaled } from './recolouring.ts';

export interface RandomPosterizationOptions extends RecolouringOptions {
  /** How many of the 8 bits of each value are kept, or `[low, high]`: from low up to (not including) high. */
  readonly factor: Factor;
}

/** 2 to the power of `sign · (8 - bits)`, exactly. */
function stepOf(bits: GraphNode, sign: 1 | -1): GraphNode {
  const powers = Array.from({ length: 8 }, (_, index) => 2 ** (sign * (7 - index)));
  return powers.reduce<GraphNode>(
    (step, power, index) => where(equal(bits, index + 1), power, step),
    multiply(bits, 0),
  );
}

/**
 * In training, keeps the highest bits of each value, scaled to 8 bits. Otherwise the identity.
 *
 * Shapes: `[..., height, width, channels]` -> the same.
 *
 * @example
 * layers.randomPosterization({ factor: 4 }); // 16 shades of each colour
 */
export class RandomPosterization extends Recolouring {
  static override readonly className = 'RandomPosterization';
  readonly factor: Interval;

  constructor(options: RandomPosterizationOptions) {
    super(options);
    this.factor = intervalOf(this.who, 'factor', options.factor, 'itself', [1, 8]);
    for (const bits of this.factor) wholeFrom(this.who, 'factor', bits, 1);
  }

  protected override recolour(images: GraphNode, draws: Draws): GraphNode {
    const bits = draws.whole(onePerImage(images), this.factor);
    const bytes = floor(clip(rescaled(images, this.valueRange, BYTE), ...BYTE));
    const kept = multiply(floor(multiply(bytes, stepOf(bits, -1))), stepOf(bits, 1));
    return rescaled(kept, BYTE, this.valueRange);
  }

  protected override configOptions(): Readonly<Record<string, unknown>> {
    return { ...super.configOptions(), factor: this.factor };
  }
}
