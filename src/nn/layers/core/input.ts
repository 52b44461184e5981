/** Inputs of functional models. */

import { InvalidArgumentError } from '../../../runtime/errors.ts';
import type { GraphNode } from '../../../runtime/graph.ts';
import type { DType } from '../../../runtime/spec.ts';
import { KerasTensor, type OpenShape } from '../../symbolic.ts';
import { Layer, type LayerOptions } from '../layer.ts';

export interface InputOptions {
  readonly name?: string | undefined;
  /** Default `float32`. */
  readonly dtype?: DType | undefined;
  /** A fixed batch size; default: open. */
  readonly batchSize?: number | null | undefined;
}

export interface InputLayerOptions extends LayerOptions {
  /** With the batch in front: `[null, 784]`. */
  readonly batchShape: OpenShape;
  readonly dtype?: unknown;
}

/** The place where data enters a model. */
export class InputLayer extends Layer {
  static override readonly className = 'InputLayer';
  readonly #output: KerasTensor;
  readonly batchShape: OpenShape;
  readonly dtype: DType;

  constructor(options: InputLayerOptions) {
    super({ ...options, name: options.name ?? undefined });
    const bad = options.batchShape.some((length) => length !== null && (!Number.isInteger(length) || length < 1));
    if (bad)
      throw new InvalidArgumentError({
        who: this.who,
        expected: 'sizes must be positive integers or null',
        received: options.batchShape,
      });
    this.batchShape = options.batchShape;
    this.dtype = (options.dtype as DType | undefined) ?? 'float32'; // written as text by Keras
    this.built = true;
    this.#output = new KerasTensor(this.batchShape, this.dtype, this.name);
    const call = { layer: this, inputs: [], args: {}, outputs: [this.#output], result: this.#output };
    this.#output.node = call;
    this.inboundNodes.push(call);
  }

  override get output(): KerasTensor {
    return this.#output;
  }

  override call(x: GraphNode): GraphNode {
    return x;
  }

  protected override configOptions(): Readonly<Record<string, unknown>> {
    return { batchShape: this.batchShape, dtype: this.dtype, sparse: false, ragged: false, optional: false };
  }

  override getConfig() {
    const { trainable: _, ...config } = super.getConfig();
    return config;
  }
}

/**
 * A symbolic tensor for the data of a model.
 *
 * @param shape - The shape of one sample, without the batch; null for sizes that vary.
 * @example
 * const x = input([784], { name: 'pixels' });
 */
export function input(shape: OpenShape, options: InputOptions = {}): KerasTensor {
  return new InputLayer({
    name: options.name,
    dtype: options.dtype ?? 'float32',
    batchShape: [options.batchSize ?? null, ...shape],
  }).output;
}
