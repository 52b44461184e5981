/** Random numbers for augmentations: one for each image, drawn anew at every step. */

import { add } from '../../../kernels/elementwise/arithmetic.ts';
import { less, where } from '../../../kernels/elementwise/comparison.ts';
import { cast } from '../../../kernels/elementwise/operands.ts';
import { floor } from '../../../kernels/elementwise/rounding.ts';
import { full } from '../../../kernels/full.ts';
import { type RandomSource, randomNormal, randomSource, randomUniform } from '../../../kernels/random.ts';
import { randomBeta, randomDirichlet } from '../../../kernels/randomGamma.ts';
import { randomOrder } from '../../../kernels/randomOrder.ts';
import type { GraphNode } from '../../../runtime/graph.ts';
import type { Shape } from '../../../runtime/spec.ts';
import type { Interval } from './factors.ts';

/** The draws of one call of a layer. Each has a stream of its own. */
export class Draws {
  readonly #who: object;
  readonly #seed: number | null;

  /**
   * @param who - The layer to which the numbers belong.
   * @param seed - With a seed they do not depend on the global seed.
   */
  constructor(who: object, seed: number | null) {
    this.#who = who;
    this.#seed = seed;
  }

  #source(): RandomSource {
    return randomSource(this.#who, this.#seed);
  }

  /** Uniform from low up to high; a range of one point gives that. */
  uniform(shape: Shape, [low, high]: Interval): GraphNode {
    return low === high ? full(shape, low) : randomUniform(this.#source(), shape, low, high);
  }

  /** Standard normal. */
  normal(shape: Shape): GraphNode {
    return randomNormal(this.#source(), shape);
  }

  /** True with a probability that is itself drawn, for each element. */
  chance(shape: Shape, probability: Interval): GraphNode {
    return less(this.uniform(shape, [0, 1]), this.uniform(shape, probability));
  }

  /** -1 or 1. */
  sign(shape: Shape): GraphNode {
    return where(this.chance(shape, [0.5, 0.5]), 1, -1);
  }

  /** A whole number from low up to (not including) high; low when there is none between. */
  whole(shape: Shape, [low, high]: Interval): GraphNode {
    if (high <= low + 1) return full(shape, low, 'int32');
    return add(cast(floor(this.uniform(shape, [0, high - low])), 'int32'), low);
  }

  /** 0 to count - 1 in random order. */
  order(count: number): GraphNode {
    return randomOrder(this.#source(), count);
  }

  /** A share between 0 and 1, from the beta distribution with both parameters equal. */
  share(shape: Shape, parameter: GraphNode | number): GraphNode {
    return randomBeta(this.#source(), shape, parameter);
  }

  /** Shares that add up to 1, from the symmetric Dirichlet distribution. */
  shares(count: number, parameter: number): GraphNode {
    return randomDirichlet(this.#source(), count, parameter);
  }
}
