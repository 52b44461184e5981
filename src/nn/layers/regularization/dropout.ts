/** Dropout (Srivastava et al., JMLR 2014). */
import type { RandomSource } from '../../../kernels/random.ts';
import type { GraphNode } from '../../../runtime/graph.ts';
import type { Shape } from '../../../runtime/spec.ts';
import { checkedRate } from '../options.ts';
import { dropped, type NoiseShape, noiseShapeOf } from './keep.ts';
import { Noise, type NoiseOptions } from './noise.ts';

export interface DropoutOptions extends NoiseOptions {
  /** Share of the elements that are set to 0, from 0 to 1. */
  readonly rate: number;
  /** Shape of the mask, repeated where it is 1 (null: the input's size); default: the input's shape. */
  readonly noiseShape?: NoiseShape | null | undefined;
}

/**
 * In training, sets a random share of the elements to 0 and scales the others by 1 / (1 - rate). Otherwise the identity.
 *
 * @example
 * layers.dropout({ rate: 0.5 });
 */
export class Dropout extends Noise {
  static override readonly className: string = 'Dropout';
  readonly rate: number;
  readonly noiseShape: NoiseShape | null;
  declare readonly options: DropoutOptions;

  constructor(options: DropoutOptions) {
    super(options);
    this.rate = checkedRate(this.who, options.rate);
    this.noiseShape = noiseShapeOf(this.who, options.noiseShape);
  }

  protected override get strength(): number {
    return this.rate;
  }

  /** The shape of the mask for an input. */
  protected maskShape(_input: Shape): NoiseShape | null {
    return this.noiseShape;
  }

  protected override disturb(x: GraphNode, source: RandomSource): GraphNode {
    return dropped(this.who, x, this.rate, source, this.maskShape(x.shape));
  }

  protected override configOptions(): Readonly<Record<string, unknown>> {
    return { rate: this.rate, seed: this.seed, noiseShape: this.noiseShape };
  }
}
