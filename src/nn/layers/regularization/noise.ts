/** What layers have in common that change their input at random in training, and only there. */
import { type RandomSource, randomSource } from '../../../kernels/random.ts';
import type { GraphNode } from '../../../runtime/graph.ts';
import { type CallArguments, Layer, type LayerOptions } from '../layer.ts';

export interface NoiseOptions extends LayerOptions {
  /** With a seed the numbers do not depend on the global seed; they still differ from step to step. */
  readonly seed?: number | null | undefined;
}

/** The base of layers that change their input at random in training. Otherwise they are the identity. */
export abstract class Noise extends Layer {
  readonly seed: number | null;

  constructor(options: NoiseOptions) {
    super(options);
    this.seed = options.seed ?? null;
    this.supportsMasking = true;
    this.built = true;
  }

  /** How much is changed; nothing for 0. */
  protected abstract get strength(): number;

  /** The changed input. The source gives new numbers at each step. */
  protected abstract disturb(x: GraphNode, source: RandomSource): GraphNode;

  override call(x: GraphNode, { training }: CallArguments): GraphNode {
    return training && this.strength > 0 ? this.disturb(x, randomSource(this, this.seed)) : x;
  }
}
