/** Inputs of functional models. */

import { InvalidArgumentError, ShapeError } from '../../../runtime/errors.ts';
import type { GraphNode } from '../../../runtime/graph.ts';
import type { DType } from '../../../runtime/spec.ts';
import type { Config } from '../../saving/config.ts';
import { KerasTensor, type OpenShape } from '../../symbolic.ts';
import { Layer, type LayerOptions } from '../layer.ts';

export interface InputOptions {
  readonly name?: string | undefined;
  /** Default `float32`. Keras's further types are read as the nearest of `float32`, `int32` and `bool`. */
  readonly dtype?: string | undefined;
  /** A fixed batch size; default: open. */
  readonly batchSize?: number | null | undefined;
}

export interface InputLayerOptions extends LayerOptions {
  /** The shape of one sample, without the batch. */
  readonly shape?: OpenShape | undefined;
  /** A fixed batch size; default: open. */
  readonly batchSize?: number | null | undefined;
  /** Instead of `shape` and `batchSize`: with the batch in front, `[null, 784]`. */
  readonly batchShape?: OpenShape | undefined;
  readonly dtype?: unknown;
}

/** The type in which data of one of Keras's types is kept. @throws InvalidArgumentError for others. */
function dtypeOf(who: string, dtype: unknown): DType {
  const name = String(dtype);
  if (/^b?float(16|32|64)$/.test(name)) return 'float32';
  if (/^u?int(8|16|32|64)$/.test(name)) return 'int32';
  if (name === 'bool') return 'bool';
  throw new InvalidArgumentError({ who, expected: 'dtype must be one of float32, int32, bool', received: dtype });
}

/** The place where data enters a model. */
export class InputLayer extends Layer {
  static override readonly className = 'InputLayer';
  static override readonly furtherOptions = ['shape', 'batchSize'];
  readonly #output: KerasTensor;
  readonly batchShape: OpenShape;
  readonly dtype: DType;
  declare readonly options: InputLayerOptions;

  constructor(options: InputLayerOptions) {
    super({ ...options, name: options.name ?? undefined });
    const { shape, batchSize = null, batchShape } = options;
    if ((shape === undefined) === (batchShape === undefined))
      throw new InvalidArgumentError({ who: this.who, expected: 'either shape or batchShape', received: options });
    this.batchShape = batchShape ?? [batchSize, ...(shape ?? [])];
    const bad = this.batchShape.some((length) => length !== null && (!Number.isInteger(length) || length < 1));
    if (bad)
      throw new ShapeError({
        who: this.who,
        expected: 'sizes must be positive integers or null',
        received: this.batchShape,
        fix: 'Use null for sizes that vary.',
      });
    this.dtype = dtypeOf(this.who, options.dtype ?? 'float32');
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
    const { dtype = 'float32' } = this.options;
    return { batchShape: this.batchShape, dtype, sparse: false, ragged: false, optional: false };
  }

  override getConfig(): Config {
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
  return new InputLayer({ ...options, shape }).output;
}
