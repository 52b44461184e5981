/** Depthwise separable convolutions (Chollet, "Xception", CVPR 2017) over one and two spatial axes. */
import type { GraphNode } from '../../../runtime/graph.ts';
import { convolveSeparable } from '../../ops/convolution.ts';
import type { Weight } from '../layer.ts';
import { positiveInteger } from '../options.ts';
import { type OptionsOfWeights, weightFor } from '../weightOptions.ts';
import { Convolution, type ConvolutionOptions } from './convolution.ts';

export interface SeparableConvOptions extends ConvolutionOptions, OptionsOfWeights<'depthwise' | 'pointwise' | 'bias'> {
  /** The number of channels of the result. */
  readonly filters: number;
  /** The number of depthwise kernels for each channel; default 1. */
  readonly depthMultiplier?: number | undefined;
}

/** The base of SeparableConv1D and SeparableConv2D. */
export abstract class SeparableConv extends Convolution {
  readonly filters: number;
  readonly depthMultiplier: number;
  depthwiseKernel: Weight | null = null;
  pointwiseKernel: Weight | null = null;
  protected readonly kernels = { depthwise: 'glorotUniform', pointwise: 'glorotUniform' };

  constructor(options: SeparableConvOptions) {
    super(options);
    this.filters = positiveInteger(this.who, 'filters', options.filters);
    this.depthMultiplier = positiveInteger(this.who, 'depthMultiplier', options.depthMultiplier ?? 1);
  }

  protected override buildKernels(channels: number): number {
    const { depthwise, pointwise } = this.kernels;
    const separate = channels * this.depthMultiplier;
    const shape = [...this.kernelSize, channels, this.depthMultiplier];
    const mixture = [...this.kernelSize.map(() => 1), separate, this.filters];
    this.depthwiseKernel = this.addWeight(weightFor(this, 'depthwise', shape, depthwise, 'depthwise_kernel'));
    this.pointwiseKernel = this.addWeight(weightFor(this, 'pointwise', mixture, pointwise, 'pointwise_kernel'));
    return this.filters;
  }

  protected override convolve(x: GraphNode): GraphNode {
    const [depthwise, pointwise] = [this.depthwiseKernel!.value, this.pointwiseKernel!.value]; // build() made them
    return convolveSeparable(this.who, x, depthwise, pointwise, this.settings);
  }

  protected override ownOptions(): Readonly<Record<string, unknown>> {
    return { filters: this.filters, depthMultiplier: this.depthMultiplier };
  }
}

/**
 * A depthwise convolution, then a mixture of the channels of each place, then bias and activation.
 *
 * Shapes: `[batch, steps, channels] -> [batch, output, filters]`, output as in Conv1D. Weights: depthwise kernel
 * `[kernelSize, channels, depthMultiplier]`, pointwise kernel `[1, channels · depthMultiplier, filters]`, bias `[filters]`.
 *
 * @example
 * layers.separableConv1d({ filters: 32, kernelSize: 5, activation: 'relu' });
 */
export class SeparableConv1D extends SeparableConv {
  static override readonly className = 'SeparableConv1D';
  static override readonly rank = 1;
}

/**
 * A depthwise convolution over height and width, then a mixture of the channels of each place, then bias and activation.
 *
 * Shapes: `[batch, height, width, channels] -> [batch, ...output, filters]`. Weights: depthwise kernel
 * `[...kernelSize, channels, depthMultiplier]`, pointwise kernel `[1, 1, channels · depthMultiplier, filters]`,
 * bias `[filters]`.
 *
 * @example
 * layers.separableConv2d({ filters: 64, kernelSize: 3, padding: 'same', activation: 'relu' });
 */
export class SeparableConv2D extends SeparableConv {
  static override readonly className = 'SeparableConv2D';
  static override readonly rank = 2;
}
