/** Layers one after another, as a layer. */
import { InvalidArgumentError } from '../../../runtime/errors.ts';
import type { GraphNode } from '../../../runtime/graph.ts';
import { type CallArguments, Layer, type LayerOptions, type Several } from '../layer.ts';

export interface PipelineOptions extends LayerOptions {
  /** Applied in this order. */
  readonly layers: readonly Layer[];
}

/**
 * Applies layers one after another: preprocessing as one layer. Unlike a model it has no fixed input, and called outside
 * of a model it does what it does in training, as in Keras.
 *
 * @example
 * const augment = layers.pipeline({ layers: [layers.randomFlip(), layers.randomRotation({ factor: 0.1 })] });
 * const changed = await augment.run(images);
 */
export class Pipeline extends Layer {
  static override readonly className = 'Pipeline';
  protected override readonly trainsAlone = true;
  readonly layers: readonly Layer[];

  constructor(options: PipelineOptions) {
    super(options);
    const wrong: unknown = Array.isArray(options.layers)
      ? options.layers.find((each) => !(each instanceof Layer))
      : options.layers;
    if (wrong !== undefined || !options.layers?.length) {
      throw new InvalidArgumentError({
        who: this.who,
        expected: 'layers must be a list of layers',
        received: wrong ?? [],
      });
    }
    this.layers = options.layers;
    this.built = true;
  }

  override call(inputs: Several<GraphNode>, { training }: CallArguments): Several<GraphNode> {
    return this.layers.reduce((x, layer) => {
      const outputs = layer.applyAll(x, { training }) as readonly GraphNode[]; // nodes in, nodes out
      return outputs.length === 1 && !Array.isArray(x) ? outputs[0]! : outputs; // one output
    }, inputs);
  }

  /** Without `trainable` and `dtype`, as Keras writes it. */
  override getConfig() {
    const { name, layers } = super.getConfig();
    return { name, layers };
  }

  protected override configOptions(): Readonly<Record<string, unknown>> {
    return { layers: this.layers };
  }
}
