/** Images sharpened or smoothed at random. */

import { depthwiseConv } from '../../../kernels/conv/depthwise.ts';
import { add, clip, multiply, subtract } from '../../../kernels/elementwise/arithmetic.ts';
import { constant, type GraphNode } from '../../../runtime/graph.ts';
import { sizesOf } from '../../ops/image/images.ts';
import type { Draws } from './draws.ts';
import { type Factor, type Interval, intervalOf } from './factors.ts';
import { onePerImage, Recolouring, type RecolouringOptions } from './recolouring.ts';

export interface RandomSharpnessOptions extends RecolouringOptions {
  /** 0: smooth, 0.5: as it is, 1: sharp; from `[low, high]`, or from 0 to factor. */
  readonly factor: Factor;
}

/** Weights of a pixel and of its neighbours, of 13. */
const [MIDDLE, AROUND] = [5, 1];

/** Images blurred a little; outside of the image there are zeros. */
function smooth(images: GraphNode): GraphNode {
  const { channels } = sizesOf(images);
  const weights = Array.from({ length: 9 }, (_, place) => (place === 4 ? MIDDLE : AROUND) / 13);
  const kernel = constant(
    weights.flatMap((weight) => new Array<number>(channels).fill(weight)),
    [3, 3, channels, 1],
  );
  return depthwiseConv(images, kernel, {
    padding: [
      [1, 1],
      [1, 1],
    ],
  });
}

/**
 * In training, changes the sharpness of each image: `y = x + (1 - 2 · factor) · (smooth(x) - x)`, limited to the value
 * range. Otherwise the identity.
 *
 * Shapes: `[..., height, width, channels]` -> the same.
 *
 * @example
 * layers.randomSharpness({ factor: [0.3, 0.7] });
 */
export class RandomSharpness extends Recolouring {
  static override readonly className = 'RandomSharpness';
  readonly factor: Interval;

  constructor(options: RandomSharpnessOptions) {
    super(options);
    this.factor = intervalOf(this.who, 'factor', options.factor, 'from 0', [0, 1]);
  }

  protected override recolour(images: GraphNode, draws: Draws): GraphNode {
    const share = subtract(1, multiply(draws.uniform(onePerImage(images), this.factor), 2));
    return clip(add(images, multiply(share, subtract(smooth(images), images))), ...this.valueRange);
  }

  protected override configOptions(): Readonly<Record<string, unknown>> {
    return { ...super.configOptions(), factor: this.factor };
  }
}
