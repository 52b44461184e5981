/** Depthwise convolutions over one and two spatial axes. */
import type { GraphNode } from '../../../runtime/graph.ts';
import { convolveDepthwise } from '../../ops/convolution.ts';
import type { Weight } from '../layer.ts';
import { positiveInteger } from '../options.ts';
import { type OptionsOfWeights, weightFor } from '../weightOptions.ts';
import { Convolution, type ConvolutionOptions } from './convolution.ts';

export interface DepthwiseConvOptions extends ConvolutionOptions, OptionsOfWeights<'depthwise' | 'bias'> {
  /** The number of kernels for each channel; default 1. */
  readonly depthMultiplier?: number | undefined;
}

/** The base of DepthwiseConv1D and DepthwiseConv2D. */
export abstract class DepthwiseConv extends Convolution {
  readonly depthMultiplier: number;
  kernel: Weight | null = null;
  protected readonly kernels = { depthwise: 'glorotUniform' };

  constructor(options: DepthwiseConvOptions) {
    super(options);
    this.depthMultiplier = positiveInteger(this.who, 'depthMultiplier', options.depthMultiplier ?? 1);
  }

  protected override buildKernels(channels: number): number {
    const shape = [...this.kernelSize, channels, this.depthMultiplier];
    this.kernel = this.addWeight(weightFor(this, 'depthwise', shape, this.kernels.depthwise, 'kernel'));
    return channels * this.depthMultiplier;
  }

  protected override convolve(x: GraphNode): GraphNode {
    return convolveDepthwise(this.who, x, this.kernel!.value, this.settings); // build() made it
  }

  protected override ownOptions(): Readonly<Record<string, unknown>> {
    return { depthMultiplier: this.depthMultiplier };
  }
}

/**
 * Convolution of every channel with its own kernels:
 * `y[n, o, c·depthMultiplier + m] = activation(Σ x[n, o·stride + t·dilation, c] · kernel[t, c, m] + bias)`.
 *
 * Shapes: `[batch, steps, channels] -> [batch, output, channels · depthMultiplier]`, output as in Conv1D. Weights: kernel
 * `[kernelSize, channels, depthMultiplier]`, bias `[channels · depthMultiplier]`.
 *
 * @example
 * layers.depthwiseConv1d({ kernelSize: 5, padding: 'same' });
 */
export class DepthwiseConv1D extends DepthwiseConv {
  static override readonly className = 'DepthwiseConv1D';
  static override readonly rank = 1;
}

/**
 * Convolution of every channel with its own kernels, over height and width; otherwise as DepthwiseConv1D.
 *
 * Shapes: `[batch, height, width, channels] -> [batch, ...output, channels · depthMultiplier]`.
 *
 * @example
 * layers.depthwiseConv2d({ kernelSize: 3, padding: 'same', depthMultiplier: 2 });
 */
export class DepthwiseConv2D extends DepthwiseConv {
  static override readonly className = 'DepthwiseConv2D';
  static override readonly rank = 2;
}
