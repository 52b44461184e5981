/** Dropout for self-normalising networks (Klambauer et al., 2017). */
import { add, multiply } from '../../../kernels/elementwise/arithmetic.ts';
import { where } from '../../../kernels/elementwise/comparison.ts';
import type { RandomSource } from '../../../kernels/random.ts';
import type { GraphNode } from '../../../runtime/graph.ts';
import { rateBelow1 } from '../options.ts';
import { keepMask, type NoiseShape, noiseShapeOf } from './keep.ts';
import { Noise, type NoiseOptions } from './noise.ts';

export interface AlphaDropoutOptions extends NoiseOptions {
  /** Share of the elements that are set to the lower limit of selu, from 0 up to (not including) 1. */
  readonly rate: number;
  /** Shape of the mask, repeated where it is 1 (null: the input's size); default: the input's shape. */
  readonly noiseShape?: NoiseShape | null | undefined;
}

/** The limit of selu for large negative inputs. */
const LOWEST = -1.6732632423543772 * 1.0507009873554805;

/**
 * In training, sets a random share of the elements to the lower limit p of selu, then restores mean and variance:
 * `y = a · (keep ? x : p) + b` with `a = ((1 - rate)(1 + rate p²))^-½`, `b = -a p rate`. Otherwise the identity.
 *
 * @example
 * layers.alphaDropout({ rate: 0.1 });
 */
export class AlphaDropout extends Noise {
  static override readonly className = 'AlphaDropout';
  readonly rate: number;
  readonly noiseShape: NoiseShape | null;

  constructor(options: AlphaDropoutOptions) {
    super(options);
    this.rate = rateBelow1(this.who, options.rate);
    this.noiseShape = noiseShapeOf(this.who, options.noiseShape);
  }

  protected override get strength(): number {
    return this.rate;
  }

  protected override disturb(x: GraphNode, source: RandomSource): GraphNode {
    const { rate } = this;
    const a = ((1 - rate) * (1 + rate * LOWEST ** 2)) ** -0.5;
    const keep = keepMask(this.who, source, x.shape, this.noiseShape, 1 - rate);
    return add(multiply(where(keep, x, LOWEST), a), -a * LOWEST * rate);
  }

  protected override configOptions(): Readonly<Record<string, unknown>> {
    return { rate: this.rate, seed: this.seed, noiseShape: this.noiseShape };
  }
}
