/** Fully connected layers. */
import { add, cast } from '../../kernels/elementwise/arithmetic.ts';
import { matmul } from '../../kernels/matmul/matmul.ts';
import { reshape } from '../../kernels/movement.ts';
import { InvalidArgumentError, ShapeError } from '../../runtime/errors.ts';
import type { GraphNode } from '../../runtime/graph.ts';
import { showShape, sizeOf } from '../../runtime/spec.ts';
import { type Activation, type ActivationIdentifier, activationName, getActivation } from '../activations/get.ts';
import { type ConstraintIdentifier, getConstraint } from '../constraints/get.ts';
import { getInitializer, type InitializerIdentifier } from '../initializers/get.ts';
import { getRegularizer, type RegularizerIdentifier } from '../regularizers/get.ts';
import type { OpenShape } from '../symbolic.ts';
import { Layer, type LayerOptions, type Weight } from './layer.ts';

export interface DenseOptions extends LayerOptions {
  /** Size of the output. */
  readonly units: number;
  /** Default: none. */
  readonly activation?: ActivationIdentifier | undefined;
  /** Default true. */
  readonly useBias?: boolean | undefined;
  /** Default `glorotUniform`. */
  readonly kernelInitializer?: InitializerIdentifier | undefined;
  /** Default `zeros`. */
  readonly biasInitializer?: InitializerIdentifier | undefined;
  readonly kernelRegularizer?: RegularizerIdentifier | undefined;
  readonly biasRegularizer?: RegularizerIdentifier | undefined;
  readonly kernelConstraint?: ConstraintIdentifier | undefined;
  readonly biasConstraint?: ConstraintIdentifier | undefined;
}

/** A positive whole number, or an error that names the layer and the option. */
export function positiveInteger(who: string, option: string, value: unknown): number {
  if (typeof value === 'number' && Number.isInteger(value) && value > 0) return value;
  throw new InvalidArgumentError({ who, expected: `${option} must be a positive integer`, received: value });
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
  }

  override build(inputShape: OpenShape): void {
    const inputs = inputShape[inputShape.length - 1];
    if (inputShape.length < 2 || inputs === null || inputs === undefined) {
      throw new ShapeError({
        who: this.who,
        expected: 'an input of at least 2 axes with a known last size',
        received: inputShape,
      });
    }
    const { kernelInitializer, kernelRegularizer, kernelConstraint, biasRegularizer, biasConstraint } = this.options;
    this.kernel = this.addWeight({
      name: 'kernel',
      shape: [inputs, this.units],
      initializer: kernelInitializer,
      regularizer: kernelRegularizer,
      constraint: kernelConstraint,
    });
    if (!this.useBias) return;
    this.bias = this.addWeight({
      name: 'bias',
      shape: [this.units],
      initializer: this.options.biasInitializer ?? 'zeros',
      regularizer: biasRegularizer,
      constraint: biasConstraint,
    });
  }

  override call(x: GraphNode): GraphNode {
    const kernel = this.kernel!; // build() made it
    const inputs = kernel.shape[0]!; // a kernel has two axes
    if (x.shape[x.shape.length - 1] !== inputs) {
      throw new ShapeError({
        who: this.who,
        expected: `the last axis of the input must have size ${inputs}, as when the layer was built`,
        received: x.shape,
        fix: `Give it data of shape ${showShape([...x.shape.slice(0, -1), inputs])}, or make a new layer.`,
      });
    }
    const rows = reshape(cast(x, 'float32'), [sizeOf(x.shape) / inputs, inputs]);
    const product = matmul(rows, kernel.value);
    const biased = this.bias ? add(product, this.bias.value) : product;
    return this.activation(reshape(biased, [...x.shape.slice(0, -1), this.units]));
  }

  protected override configOptions(): Readonly<Record<string, unknown>> {
    const { options, who } = this;
    return {
      units: this.units,
      activation: activationName(this.activation),
      useBias: this.useBias,
      kernelInitializer: getInitializer(options.kernelInitializer ?? 'glorotUniform', who),
      biasInitializer: getInitializer(options.biasInitializer ?? 'zeros', who),
      kernelRegularizer: getRegularizer(options.kernelRegularizer, who),
      biasRegularizer: getRegularizer(options.biasRegularizer, who),
      kernelConstraint: getConstraint(options.kernelConstraint, who),
      biasConstraint: getConstraint(options.biasConstraint, who),
    };
  }
}
