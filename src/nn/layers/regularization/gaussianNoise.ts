/** Normal noise. */
import { add } from '../../../kernels/elementwise/arithmetic.ts';
import { type RandomSource, randomNormal } from '../../../kernels/random.ts';
import { InvalidArgumentError } from '../../../runtime/errors.ts';
import type { GraphNode } from '../../../runtime/graph.ts';
import { Noise, type NoiseOptions } from './noise.ts';

export interface GaussianNoiseOptions extends NoiseOptions {
  /** Standard deviation of the noise, from 0 to 1. */
  readonly stddev: number;
}

/**
 * In training, adds normal noise with mean 0: `y = x + N(0, stddev)`. Otherwise the identity.
 *
 * @example
 * layers.gaussianNoise({ stddev: 0.1 });
 */
export class GaussianNoise extends Noise {
  static override readonly className = 'GaussianNoise';
  readonly stddev: number;

  constructor(options: GaussianNoiseOptions) {
    super(options);
    const { stddev } = options;
    if (!(typeof stddev === 'number' && stddev >= 0 && stddev <= 1)) {
      throw new InvalidArgumentError({
        who: this.who,
        expected: 'stddev must be a number from 0 to 1',
        received: stddev,
      });
    }
    this.stddev = stddev;
  }

  protected override get strength(): number {
    return this.stddev;
  }

  protected override disturb(x: GraphNode, source: RandomSource): GraphNode {
    return add(x, randomNormal(source, x.shape, 0, this.stddev));
  }

  protected override configOptions(): Readonly<Record<string, unknown>> {
    return { stddev: this.stddev, seed: this.seed };
  }
}
