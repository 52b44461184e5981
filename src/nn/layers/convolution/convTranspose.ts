/** Transposed convolutions over one, two and three spatial axes (Dumoulin and Visin, "A guide to convolution arithmetic for deep learning", 2016). */
import type { GraphNode } from '../../../runtime/graph.ts';
import { type ConvTransposeOptions, type ConvTransposeSettings, convTransposeSettings } from '../../ops/convOptions.ts';
import { convolveTransposed } from '../../ops/convolution.ts';
import type { Weight } from '../layer.ts';
import { positiveInteger } from '../options.ts';
import { type OptionsOfWeights, weightFor } from '../weightOptions.ts';
import { Convolution, type ConvolutionOptions } from './convolution.ts';

export interface ConvTransposeLayerOptions
  extends ConvolutionOptions,
    ConvTransposeOptions,
    OptionsOfWeights<'kernel' | 'bias'> {
  /** The number of channels of the result. */
  readonly filters: number;
}

/** The base of Conv1DTranspose, Conv2DTranspose and Conv3DTranspose. */
export abstract class ConvTranspose extends Convolution {
  readonly filters: number;
  kernel: Weight | null = null;
  readonly #transposed: ConvTransposeSettings;
  protected readonly kernels = { kernel: 'glorotUniform' };

  constructor(options: ConvTransposeLayerOptions) {
    super(options);
    this.filters = positiveInteger(this.who, 'filters', options.filters);
    this.#transposed = convTransposeSettings(this.who, this.settings.rank, options);
  }

  protected override buildKernels(channels: number): number {
    const shape = [...this.kernelSize, this.filters, channels];
    this.kernel = this.addWeight(weightFor(this, 'kernel', shape, this.kernels.kernel));
    return this.filters;
  }

  protected override convolve(x: GraphNode): GraphNode {
    return convolveTransposed(this.who, x, this.kernel!.value, this.#transposed); // build() made it
  }

  protected override ownOptions(): Readonly<Record<string, unknown>> {
    return { filters: this.filters, outputPadding: this.#transposed.outputPadding };
  }
}

/**
 * Transposed convolution over steps: `y[n, i·stride + t·dilation, f] += Σ x[n, i, c] · kernel[t, f, c]`, then bias and
 * activation.
 *
 * Shapes: `[batch, steps, channels] -> [batch, output, filters]`; output is `steps · stride` with padding `'same'`, and
 * `(steps - 1) · stride + max(reach, stride)` with `'valid'`, where `reach = (kernelSize - 1) · dilationRate + 1`.
 * `outputPadding` replaces the choice: `(steps - 1) · stride + reach + outputPadding` (`'same'`: `reach % 2` instead of
 * `reach`). Weights: kernel `[kernelSize, filters, channels]`, bias `[filters]`.
 *
 * @example
 * layers.conv1dTranspose({ filters: 16, kernelSize: 4, strides: 2, padding: 'same' });
 */
export class Conv1DTranspose extends ConvTranspose {
  static override readonly className = 'Conv1DTranspose';
  static override readonly rank = 1;
}

/**
 * Transposed convolution over height and width; sizes as in Conv1DTranspose, for each axis.
 *
 * Shapes: `[batch, height, width, channels] -> [batch, ...output, filters]`. Weights: kernel
 * `[...kernelSize, filters, channels]`, bias `[filters]`.
 *
 * @example
 * layers.conv2dTranspose({ filters: 16, kernelSize: 3, strides: 2, padding: 'same', activation: 'relu' });
 */
export class Conv2DTranspose extends ConvTranspose {
  static override readonly className = 'Conv2DTranspose';
  static override readonly rank = 2;
}

/**
 * Transposed convolution over depth, height and width; sizes as in Conv1DTranspose, for each axis.
 *
 * Shapes: `[batch, depth, height, width, channels] -> [batch, ...output, filters]`.
 *
 * @example
 * layers.conv3dTranspose({ filters: 4, kernelSize: 2, strides: 2 });
 */
export class Conv3DTranspose extends ConvTranspose {
  static override readonly className = 'Conv3DTranspose';
  static override readonly rank = 3;
}
