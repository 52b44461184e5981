/** Dense layers whose connections are written as an einsum. */
import { einsum } from '../../../kernels/einsum/einsum.ts';
import { add } from '../../../kernels/elementwise/arithmetic.ts';
import { reshape } from '../../../kernels/movement/reshape.ts';
import type { GraphNode } from '../../../runtime/graph.ts';
import { sizeOf } from '../../../runtime/spec.ts';
import { type Activation, type ActivationIdentifier, activationName, getActivation } from '../../activations/get.ts';
import { getInitializer } from '../../initializers/get.ts';
import { VarianceScaling } from '../../initializers/varianceScaling.ts';
import type { OpenShape } from '../../symbolic.ts';
import type { InputSpec } from '../inputSpec.ts';
import { Layer, type LayerOptions, type Weight } from '../layer.ts';
import { configOfWeights, type OptionsOfWeights, weightFor } from '../weightOptions.ts';
import { type EinsumTerms, einsumShapes, einsumTerms } from './einsumShapes.ts';

export interface EinsumDenseOptions extends LayerOptions, OptionsOfWeights<'kernel' | 'bias'> {
  /** Input, kernel and output: `'abc,cd->abd'`; with an ellipsis at the left or the right of input and output. */
  readonly equation: string;
  /** Sizes of the output's letters, without the batch and what is under an ellipsis; null where the input tells them. */
  readonly outputShape: number | readonly (number | null)[];
  /** Default: none. */
  readonly activation?: ActivationIdentifier | undefined;
  /** Letters of the output that have a bias of their own; default: no bias. */
  readonly biasAxes?: string | null | undefined;
}

/**
 * `y = activation(einsum(equation, x, kernel) + bias)`.
 *
 * Weights: kernel with the sizes of its letters; bias with the output's sizes from the first of `biasAxes` on, 1 for
 * letters that are not among these. Initializers count the letters that are summed over as inputs.
 *
 * @example
 * layers.einsumDense({ equation: 'abc,cde->abde', outputShape: [null, 4, 16], biasAxes: 'de' }); // four heads of 16
 */
export class EinsumDense extends Layer {
  static override readonly className = 'EinsumDense';
  readonly equation: string;
  readonly outputShape: OpenShape;
  readonly biasAxes: string | null;
  readonly activation: Activation;
  readonly #terms: EinsumTerms;
  kernel: Weight | null = null;
  bias: Weight | null = null;
  declare readonly options: EinsumDenseOptions;

  constructor(options: EinsumDenseOptions) {
    super(options);
    this.#terms = einsumTerms(this.who, options.equation);
    this.equation = options.equation;
    this.outputShape = [options.outputShape].flat();
    this.biasAxes = options.biasAxes ?? null;
    this.activation = getActivation(options.activation, this.who);
  }

  override build(inputShape: OpenShape): void {
    const shapes = einsumShapes(this.who, this.#terms, inputShape, this.outputShape, this.biasAxes);
    const kernel = weightFor(this, 'kernel', shapes.kernel, 'glorotUniform');
    const initializer = getInitializer(kernel.initializer ?? 'glorotUniform', this.who);
    const own =
      initializer instanceof VarianceScaling ? initializer.along(shapes.inputAxes, shapes.outputAxes) : initializer;
    this.kernel = this.addWeight({ ...kernel, initializer: own });
    if (shapes.bias) this.bias = this.addWeight(weightFor(this, 'bias', shapes.bias, 'zeros'));
    this.inputSpec = this.#specFor(inputShape);
  }

  /** Every axis by its letter; those that the kernel has too keep their sizes. */
  #specFor(shape: OpenShape): InputSpec {
    const { input, kernel, ellipsis } = this.#terms;
    const first = ellipsis === 'left' ? shape.length - input.length : 0;
    const letters = shape.map((_, axis) => input[axis - first] ?? '...');
    const shared = letters.flatMap((letter, axis) => (kernel.includes(letter) ? [[axis, shape[axis] ?? null]] : []));
    return {
      axes: letters,
      sizes: Object.fromEntries(shared),
      fix: 'Change the equation, or bring the data into shape before with layers.reshape({ targetShape }).',
    };
  }

  override call(x: GraphNode): GraphNode {
    const product = einsum(this.equation, x, this.kernel!.value); // build() made it
    return this.activation(this.bias ? withBias(product, this.bias.value) : product);
  }

  protected override configOptions(): Readonly<Record<string, unknown>> {
    return {
      outputShape: this.outputShape,
      equation: this.equation,
      activation: activationName(this.activation),
      biasAxes: this.biasAxes,
      ...configOfWeights(this, { kernel: 'glorotUniform', bias: 'zeros' }),
    };
  }
}

/** A bias of all last axes is added as a vector: the product's kernel knows the column. */
function withBias(product: GraphNode, bias: GraphNode): GraphNode {
  const width = sizeOf(bias.shape);
  const whole = width === sizeOf(product.shape.slice(product.shape.length - bias.shape.length));
  if (!whole) return add(product, bias);
  return reshape(add(reshape(product, [-1, width]), reshape(bias, [width])), product.shape);
}
