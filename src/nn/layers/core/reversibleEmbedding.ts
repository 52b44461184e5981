/** Embeddings that also go back from vectors to indices, as language models need. */
import { divide, multiply } from '../../../kernels/elementwise/arithmetic.ts';
import { notEqual } from '../../../kernels/elementwise/comparison.ts';
import { tanh } from '../../../kernels/elementwise/exponential.ts';
import { matmul } from '../../../kernels/matmul/matmul.ts';
import { reshape } from '../../../kernels/movement/reshape.ts';
import { InvalidArgumentError, ShapeError } from '../../../runtime/errors.ts';
import type { GraphNode } from '../../../runtime/graph.ts';
import { sizeOf } from '../../../runtime/spec.ts';
import { setMask } from '../../forward.ts';
import type { CallArguments, Weight } from '../layer.ts';
import { weightFor } from '../weightOptions.ts';
import { Embedding, type EmbeddingOptions } from './embedding.ts';

export interface ReversibleEmbeddingOptions extends EmbeddingOptions {
  /** Whether the way back uses the same weights. Default true. */
  readonly tieWeights?: boolean | undefined;
  /** Only `float32` is computed; accepted as Keras writes it. */
  readonly reverseDtype?: unknown;
  /** Keeps what the way back gives between -c and c: `c · tanh(z / c)`. Default: no limit. */
  readonly logitSoftCap?: number | null | undefined;
}

/**
 * An embedding, and with `reverse: true` in the call the way back: `z = x · embeddingsᵀ`, one number for each index.
 *
 * Shapes: `[...] -> [..., outputDim]`, back `[..., outputDim] -> [..., inputDim]`. Weights: embeddings
 * `[inputDim, outputDim]`; with `tieWeights: false` also reverse_embeddings `[outputDim, inputDim]`.
 *
 * @example
 * const words = layers.reversibleEmbedding({ inputDim: 1000, outputDim: 32 });
 * const logits = words.apply(words.apply(tokens), { reverse: true });
 */
export class ReversibleEmbedding extends Embedding {
  static override readonly className = 'ReversibleEmbedding';
  readonly tieWeights: boolean;
  readonly logitSoftCap: number | null;
  reverseEmbeddings: Weight | null = null;
  declare readonly options: ReversibleEmbeddingOptions;

  constructor(options: ReversibleEmbeddingOptions) {
    super(options);
    this.tieWeights = options.tieWeights ?? true;
    this.logitSoftCap = options.logitSoftCap ?? null;
    if (this.logitSoftCap !== null && !(this.logitSoftCap > 0)) {
      throw new InvalidArgumentError({
        who: this.who,
        expected: 'logitSoftCap must be a positive number',
        received: options.logitSoftCap,
      });
    }
  }

  override build(): void {
    super.build();
    if (this.tieWeights) return;
    const shape = [this.outputDim, this.inputDim];
    const { name, initializer } = weightFor(this, 'embeddings', shape, 'uniform', 'reverse_embeddings');
    this.reverseEmbeddings = this.addWeight({ name, shape, initializer });
  }

  override call(x: GraphNode, { reverse }: CallArguments = {}): GraphNode {
    if (reverse) return this.#back(x);
    const vectors = super.call(x);
    if (this.maskZero) setMask(vectors, notEqual(x, 0));
    return vectors;
  }

  /** `call` attaches it: the way back has none. */
  override computeMask(): null {
    return null;
  }

  #back(x: GraphNode): GraphNode {
    const size = x.shape[x.shape.length - 1];
    if (size !== this.outputDim || x.shape.length < 2) {
      throw new ShapeError({
        who: this.who,
        expected: `reverse needs vectors of size ${this.outputDim} along the last axis`,
        received: x.shape,
        fix: 'Give it what the layer itself gives, or something of that size.',
      });
    }
    const rows = reshape(x, [sizeOf(x.shape) / size, size]);
    const product = this.reverseEmbeddings
      ? matmul(rows, this.reverseEmbeddings.value)
      : matmul(rows, this.embeddings!.value, { transposeB: true }); // build() made it
    const logits = reshape(product, [...x.shape.slice(0, -1), this.inputDim]);
    return this.logitSoftCap === null ? logits : multiply(tanh(divide(logits, this.logitSoftCap)), this.logitSoftCap);
  }

  protected override configOptions(): Readonly<Record<string, unknown>> {
    const { tieWeights, logitSoftCap } = this;
    return { ...super.configOptions(), tieWeights, reverseDtype: this.options.reverseDtype ?? null, logitSoftCap };
  }
}
