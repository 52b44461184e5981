/** Embeddings: a vector for each index. */
import { notEqual } from '../../../kernels/elementwise/comparison.ts';
import { take } from '../../../kernels/gather.ts';
import type { GraphNode } from '../../../runtime/graph.ts';
import { type ArrayLike, Tensor } from '../../../runtime/tensor.ts';
import type { ConstraintIdentifier } from '../../constraints/get.ts';
import type { InitializerIdentifier } from '../../initializers/get.ts';
import type { RegularizerIdentifier } from '../../regularizers/get.ts';
import { Layer, type LayerOptions, type Weight } from '../layer.ts';
import { positiveInteger } from '../options.ts';
import { configOfWeights, weightFor } from '../weightOptions.ts';

export interface EmbeddingOptions extends Omit<LayerOptions, 'inputDim'> {
  /** The number of indices: they go from 0 to inputDim - 1. */
  readonly inputDim: number;
  /** Size of each vector. */
  readonly outputDim: number;
  /** Default `'uniform'`: from -0.05 to 0.05. */
  readonly embeddingsInitializer?: InitializerIdentifier | undefined;
  readonly embeddingsRegularizer?: RegularizerIdentifier | null | undefined;
  readonly embeddingsConstraint?: ConstraintIdentifier | null | undefined;
  /** Whether index 0 stands for "nothing here": later layers are told by a mask. Default false. */
  readonly maskZero?: boolean | undefined;
  /** The table to start from, alone or in a list. */
  readonly weights?: ArrayLike | readonly Tensor[] | null | undefined;
  /** Older Keras: how many indices a sample has. */
  readonly inputLength?: number | null | undefined;
}

/**
 * `y[..., :] = embeddings[x[...], :]`; an index outside of the table gives zeros.
 *
 * Shapes: `[...] -> [..., outputDim]`. Weights: embeddings `[inputDim, outputDim]`. With `maskZero` the mask is `x ≠ 0`.
 *
 * @example
 * layers.embedding({ inputDim: 10000, outputDim: 16, maskZero: true });
 */
export class Embedding extends Layer {
  static override readonly className: string = 'Embedding';
  static override readonly furtherOptions: readonly string[] = ['inputLength', 'weights'];
  readonly inputDim: number;
  readonly outputDim: number;
  readonly maskZero: boolean;
  embeddings: Weight | null = null;
  declare readonly options: EmbeddingOptions;

  constructor(options: EmbeddingOptions) {
    const { inputLength } = options;
    const inputShape =
      options.inputShape ?? (inputLength === null || inputLength === undefined ? undefined : [inputLength]);
    super({ ...options, inputShape, inputDim: undefined }); // of a layer inputDim is the size of a sample
    this.inputDim = positiveInteger(this.who, 'inputDim', options.inputDim);
    this.outputDim = positiveInteger(this.who, 'outputDim', options.outputDim);
    this.maskZero = options.maskZero ?? false;
    this.supportsMasking = this.maskZero;
  }

  override build(): void {
    this.embeddings = this.addWeight(weightFor(this, 'embeddings', [this.inputDim, this.outputDim], 'uniform'));
    const { weights } = this.options;
    if (weights === null || weights === undefined) return;
    this.embeddings.assign(
      Array.isArray(weights) && weights[0] instanceof Tensor ? weights[0] : (weights as ArrayLike),
    ); // the other form
  }

  override call(x: GraphNode): GraphNode {
    return take(this.embeddings!.value, x); // build() made it
  }

  override computeMask(x: GraphNode): GraphNode | null {
    return this.maskZero ? notEqual(x, 0) : null;
  }

  protected override configOptions(): Readonly<Record<string, unknown>> {
    return {
      inputDim: this.inputDim,
      outputDim: this.outputDim,
      ...configOfWeights(this, { embeddings: 'uniform' }),
      maskZero: this.maskZero,
    };
  }
}
