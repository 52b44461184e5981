/** Indices of categories as vectors. */
import { cast } from '../../../kernels/elementwise/operands.ts';
import { InvalidArgumentError, ShapeError } from '../../../runtime/errors.ts';
import { constant, GraphNode } from '../../../runtime/graph.ts';
import { type ArrayLike, tensor } from '../../../runtime/tensor.ts';
import { type CallArguments, Layer, type LayerOptions } from '../layer.ts';
import { positiveInteger } from '../options.ts';
import { encoded, type OtherTensors, outputModeOf, requireDense } from './encoding.ts';

const MODES = ['multi_hot', 'one_hot', 'count'] as const;

export interface CategoryEncodingOptions extends LayerOptions, OtherTensors {
  /** The number of categories: indices lie from 0 to numTokens - 1. */
  readonly numTokens: number;
  /** `'multiHot'` (default), `'oneHot'` or `'count'`. */
  readonly outputMode?: string | undefined;
}

/**
 * Indices of categories as vectors: `oneHot`: a vector for each index; `multiHot`: 1 at all indices of a sample; `count`:
 * how often each index is in a sample, or (with the call argument `countWeights`) the sum of its weights.
 *
 * Shapes: `multiHot`, `count`: `[batch, length] -> [batch, numTokens]`; `oneHot`: `[...] -> [..., numTokens]`, where a
 * last axis of size 1 is left out. Indices that are no category count nowhere.
 *
 * @example
 * await layers.categoryEncoding({ numTokens: 4 }).run(tensor([[0, 2]], [1, 2], 'int32')); // [[1, 0, 1, 0]]
 */
export class CategoryEncoding extends Layer {
  static override readonly className = 'CategoryEncoding';
  readonly numTokens: number;
  readonly outputMode: (typeof MODES)[number];

  constructor(options: CategoryEncodingOptions) {
    super(options);
    requireDense(this.who, options);
    this.numTokens = positiveInteger(this.who, 'numTokens', options.numTokens);
    this.outputMode = outputModeOf(this.who, options.outputMode, 'multi_hot', MODES);
    this.built = true;
  }

  /** The weights as a node. @throws when the output mode does not use them, or shapes differ. */
  #weights(indices: GraphNode, given: unknown): GraphNode | null {
    if (given === null || given === undefined) return null;
    if (this.outputMode !== 'count') {
      throw new InvalidArgumentError({
        who: this.who,
        expected: "countWeights are for outputMode 'count'",
        received: this.outputMode,
      });
    }
    const node = given instanceof GraphNode ? given : constantOf(given as ArrayLike); // all else that is accepted
    if (node.shape.join() === indices.shape.join()) return node;
    throw new ShapeError({
      who: this.who,
      expected: `countWeights of the shape of the indices, [${indices.shape.join(', ')}]`,
      received: node.shape,
    });
  }

  override call(x: GraphNode, { countWeights }: CallArguments): GraphNode {
    return encoded(cast(x, 'int32'), this.outputMode, this.numTokens, this.#weights(x, countWeights));
  }

  protected override configOptions(): Readonly<Record<string, unknown>> {
    return { numTokens: this.numTokens, outputMode: this.outputMode, sparse: false };
  }
}

function constantOf(values: ArrayLike): GraphNode {
  const { data, shape } = tensor(values, undefined, 'float32');
  return constant(data as Float32Array, shape); // made as floats
}
