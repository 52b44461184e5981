/** Normal factors with the variance of dropout (Srivastava et al., JMLR 2014, section 10). */
import { multiply } from '../../../kernels/elementwise/arithmetic.ts';
import { type RandomSource, randomNormal } from '../../../kernels/random.ts';
import type { GraphNode } from '../../../runtime/graph.ts';
import { rateBelow1 } from '../options.ts';
import { Noise, type NoiseOptions } from './noise.ts';

export interface GaussianDropoutOptions extends NoiseOptions {
  /** The rate of the dropout with the same variance, from 0 up to (not including) 1. */
  readonly rate: number;
}

/**
 * In training, multiplies with normal noise: `y = x · N(1, √(rate / (1 - rate)))`. Otherwise the identity.
 *
 * @example
 * layers.gaussianDropout({ rate: 0.5 });
 */
export class GaussianDropout extends Noise {
  static override readonly className = 'GaussianDropout';
  readonly rate: number;

  constructor(options: GaussianDropoutOptions) {
    super(options);
    this.rate = rateBelow1(this.who, options.rate);
  }

  protected override get strength(): number {
    return this.rate;
  }

  protected override disturb(x: GraphNode, source: RandomSource): GraphNode {
    return multiply(x, randomNormal(source, x.shape, 1, Math.sqrt(this.rate / (1 - this.rate))));
  }

  protected override configOptions(): Readonly<Record<string, unknown>> {
    return { rate: this.rate, seed: this.seed };
  }
}
