/** Fully connected layers. */
import { add } from '../../../kernels/elementwise/arithmetic.ts';
import { cast } from '../../../kernels/elementwise/operands.ts';
import { matmul } from '../../../kernels/matmul/matmul.ts';
import { reshape } from '../../../kernels/movement/reshape.ts';
import type { GraphNode } from '../../../runtime/graph.ts';
import { sizeOf } from '../../../runtime/spec.ts';
import { type Activation, type ActivationIdentifier, activationName, getActivation } from '../../activations/get.ts';
import type { OpenShape } from '../../symbolic.ts';
import { Layer, type LayerOptions, type Weight } from '../layer.ts';
import { positiveInteger } from '../options.ts';
import { configOfWeights, type OptionsOfWeights, weightFor } from '../weightOptions.ts';

export interface DenseOptions extends LayerOptions, OptionsOfWeights<'kernel' | 'bias'> {
  /** Size of the output. */
  readonly units: number;
  /** Default: none. */
  readonly activation?: ActivationIdentifier | undefined;
  /** Default true. */
  readonly useBias?: boolean | undefined;
}

/**
 * `y = activation(x · kernel + bias)` on the last axis.
 *
 * Shapes: `[..., inputs] -> [..., units]`. Weights: kernel `[inputs, units]`, bias `[units]`.
 *
 * @example
 * layers.dense({ units: 64, activation: 'relu' });
 */
export class Dense extends Layer {
  static override readonly className = 'Dense';
  readonly units: number;
  readonly activation: Activation;
  readonly useBias: boolean;
  kernel: Weight | null = null;
  bias: Weight | null = null;
  declare readonly options: DenseOptions;

  constructor(options: DenseOptions) {
    super(options);
    this.units = positiveInteger(this.who, 'units', options.units);
    this.activation = getActivation(options.activation, this.who);
    this.useBias = options.useBias ?? true;
    this.supportsMasking = true;
    this.inputSpec = { minRank: 2, sizes: { [-1]: null } };
  }

  override build(inputShape: OpenShape): void {
    const inputs = inputShape[inputShape.length - 1]!; // checked by inputSpec
    this.inputSpec = { minRank: 2, sizes: { [-1]: inputs } };
    this.kernel = this.addWeight(weightFor(this, 'kernel', [inputs, this.units], 'glorotUniform'));
    if (this.useBias) this.bias = this.addWeight(weightFor(this, 'bias', [this.units], 'zeros'));
  }

  override call(x: GraphNode): GraphNode {
    const kernel = this.kernel!; // build() made it
    const inputs = kernel.shape[0]!; // a kernel has two axes
    const rows = reshape(cast(x, 'float32'), [sizeOf(x.shape) / inputs, inputs]);
    const product = matmul(rows, kernel.value);
    const biased = this.bias ? add(product, this.bias.value) : product;
    return this.activation(reshape(biased, [...x.shape.slice(0, -1), this.units]));
  }

  protected override configOptions(): Readonly<Record<string, unknown>> {
    return {
      units: this.units,
      activation: activationName(this.activation),
      useBias: this.useBias,
      ...configOfWeights(this, { kernel: 'glorotUniform', bias: 'zeros' }),
    };
  }
}
