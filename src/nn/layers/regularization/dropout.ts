/** Dropout (Srivastava et al., JMLR 2014). */
import { multiply, where } from '../../../kernels/elementwise/arithmetic.ts';
import { broadcastTo } from '../../../kernels/movement.ts';
import { randomKeep, randomSource } from '../../../kernels/random.ts';
import type { GraphNode } from '../../../runtime/graph.ts';
import type { Shape } from '../../../runtime/spec.ts';
import { type CallArguments, Layer, type LayerOptions } from '../layer.ts';
import { checkedRate } from '../options.ts';

export interface DropoutOptions extends LayerOptions {
  /** Share of the elements that are set to 0, from 0 to 1. */
  readonly rate: number;
  /** Shape of the mask, repeated where it is 1 (null: the input's size); default: the input's shape. */
  readonly noiseShape?: readonly (number | null)[] | null | undefined;
  /** With a seed the masks do not depend on the global seed; they still differ from step to step. */
  readonly seed?: number | null | undefined;
}

/**
 * In training, sets a random share of the elements to 0 and scales the others by 1 / (1 - rate). Otherwise the identity.
 *
 * @example
 * layers.dropout({ rate: 0.5 });
 */
export class Dropout extends Layer {
  static override readonly className: string = 'Dropout';
  readonly rate: number;
  readonly seed: number | null;
  declare readonly options: DropoutOptions;

  constructor(options: DropoutOptions) {
    super(options);
    this.rate = checkedRate(this.who, options.rate);
    this.seed = options.seed ?? null;
    this.supportsMasking = true;
    this.built = true;
  }

  /** The shape of the mask for an input. */
  protected maskShape(input: Shape): Shape {
    return this.options.noiseShape?.map((length, axis) => length ?? input[axis]!) ?? input; // one entry per axis
  }

  override call(x: GraphNode, { training }: CallArguments): GraphNode {
    if (!training || this.rate === 0) return x;
    if (this.rate === 1) return multiply(x, 0);
    const source = randomSource(this, this.seed);
    const keep = broadcastTo(randomKeep(source, this.maskShape(x.shape), 1 - this.rate), x.shape);
    return where(keep, multiply(x, 1 / (1 - this.rate)), 0);
  }

  protected override configOptions(): Readonly<Record<string, unknown>> {
    return { rate: this.rate, seed: this.seed, noiseShape: this.options.noiseShape ?? null };
  }
}
