/** What all convolution layers have in common. A family says which kernels it has and how it convolves, a class its rank. */
import { add } from '../../../kernels/elementwise/arithmetic.ts';
import type { GraphNode } from '../../../runtime/graph.ts';
import {
  type Activation,
  type ActivationIdentifier,
  activationName,
  getActivation,
  isElementwise,
} from '../../activations/get.ts';
import { type ConvOptions, type ConvSettings, convSettings } from '../../ops/convOptions.ts';
import { axesOf, channelAxis, inFormat, type Padding, type PerAxis, perAxis } from '../../ops/spatial.ts';
import type { OpenShape } from '../../symbolic.ts';
import { Layer, type LayerOptions, type Weight } from '../layer.ts';
import { configOfWeights, weightFor } from '../weightOptions.ts';

/** Options of every convolution layer. */
export interface ConvolutionOptions extends LayerOptions, ConvOptions {
  /** Size of the kernels: one number, or one for each spatial axis. */
  readonly kernelSize: PerAxis;
  /** Default: none. */
  readonly activation?: ActivationIdentifier | undefined;
  /** Default true. */
  readonly useBias?: boolean | undefined;
}

/** The base of convolution layers: `y = activation(convolution(x) + bias)`. */
export abstract class Convolution extends Layer {
  /** The number of spatial axes; a static field, as it belongs to the class. */
  static readonly rank: number = 2;
  /** What `padding` may be. */
  protected static paddings(_rank: number): readonly Padding[] {
    return ['valid', 'same'];
  }

  readonly kernelSize: readonly number[];
  readonly activation: Activation;
  readonly useBias: boolean;
  bias: Weight | null = null;
  /** The checked options that convolutions have, as layers and as ops. */
  protected readonly settings: ConvSettings;
  declare readonly options: ConvolutionOptions;

  constructor(options: ConvolutionOptions) {
    super(options);
    const { rank, paddings } = this.constructor as typeof Convolution; // every constructor is such a class
    this.settings = convSettings(this.who, rank, options, paddings(rank));
    this.kernelSize = perAxis(this.who, 'kernelSize', options.kernelSize, rank);
    this.activation = getActivation(options.activation, this.who);
    this.useBias = options.useBias ?? true;
    this.#expect(null);
  }

  #expect(channels: number | null): void {
    const { rank, dataFormat } = this.settings;
    this.inputSpec = { axes: axesOf(rank, dataFormat), sizes: { [channelAxis(dataFormat)]: channels } };
  }

  /** Makes the kernels for a number of channels; the number of channels of the result. */
  protected abstract buildKernels(channels: number, input: OpenShape): number;

  /** The convolution, without bias; the result has its channels last. */
  protected abstract convolve(x: GraphNode): GraphNode;

  /** The default initializer of each kernel. */
  protected abstract readonly kernels: Readonly<Record<string, string>>;

  /** Options that a family has besides those of all. */
  protected abstract ownOptions(): Readonly<Record<string, unknown>>;

  override build(input: OpenShape): void {
    const channels = input.at(channelAxis(this.settings.dataFormat))!; // checked by inputSpec
    const filters = this.buildKernels(channels, input);
    this.#expect(channels);
    if (this.useBias) this.bias = this.addWeight(weightFor(this, 'bias', [filters], 'zeros'));
  }

  override call(x: GraphNode): GraphNode {
    const y = this.convolve(x);
    const biased = this.bias ? add(y, this.bias.value) : y;
    const { dataFormat } = this.settings;
    // Elementwise activations come first, so that they are part of the convolution's kernel.
    if (isElementwise(this.activation)) return inFormat(this.activation(biased), dataFormat);
    return this.activation(inFormat(biased, dataFormat));
  }

  protected override configOptions(): Readonly<Record<string, unknown>> {
    const { strides, padding, dataFormat, dilationRate } = this.settings;
    return {
      kernelSize: this.kernelSize,
      strides,
      padding,
      dataFormat,
      dilationRate,
      ...this.ownOptions(),
      activation: activationName(this.activation),
      useBias: this.useBias,
      ...configOfWeights(this, { ...this.kernels, bias: 'zeros' }),
      activityRegularizer: this.activityRegularizer,
    };
  }
}
