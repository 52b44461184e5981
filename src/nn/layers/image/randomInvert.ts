/** Images with inverted colours at random. */
import { subtract } from '../../../kernels/elementwise/arithmetic.ts';
import { where } from '../../../kernels/elementwise/comparison.ts';
import type { GraphNode } from '../../../runtime/graph.ts';
import type { Draws } from './draws.ts';
import { type Factor, type Interval, probabilityOf } from './factors.ts';
import { onePerImage, Recolouring, type RecolouringOptions } from './recolouring.ts';

export interface RandomInvertOptions extends RecolouringOptions {
  /** The probability that an image is inverted; from `[low, high]`, or from 0 to factor; default 1. */
  readonly factor?: Factor | undefined;
}

/**
 * In training, inverts the colours of some images: `y = low + high - x` with the ends of the value range. Otherwise the
 * identity.
 *
 * Shapes: `[..., height, width, channels]` -> the same.
 *
 * @example
 * layers.randomInvert({ factor: [0.1, 0.1] }); // one image of ten
 */
export class RandomInvert extends Recolouring {
  static override readonly className = 'RandomInvert';
  readonly factor: Interval;

  constructor(options: RandomInvertOptions = {}) {
    super(options);
    this.factor = probabilityOf(this.who, 'factor', options.factor ?? 1);
  }

  protected override recolour(images: GraphNode, draws: Draws): GraphNode {
    const [low, high] = this.valueRange;
    return where(draws.chance(onePerImage(images), this.factor), subtract(low + high, images), images);
  }

  protected override configOptions(): Readonly<Record<string, unknown>> {
    return { ...super.configOptions(), factor: this.factor };
  }
}
