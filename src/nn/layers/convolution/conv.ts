/** Convolutions over one, two and three spatial axes. */
import { InvalidArgumentError, ShapeError } from '../../../runtime/errors.ts';
import type { GraphNode } from '../../../runtime/graph.ts';
import { convPaddings } from '../../ops/convOptions.ts';
import { convolve } from '../../ops/convolution.ts';
import type { OpenShape } from '../../symbolic.ts';
import type { Weight } from '../layer.ts';
import { positiveInteger } from '../options.ts';
import { type OptionsOfWeights, weightFor } from '../weightOptions.ts';
import { Convolution, type ConvolutionOptions } from './convolution.ts';

export interface ConvLayerOptions extends ConvolutionOptions, OptionsOfWeights<'kernel' | 'bias'> {
  /** The number of channels of the result. */
  readonly filters: number;
  /** Channels are divided into so many groups, each with `filters / groups` filters of its own; default 1. */
  readonly groups?: number | undefined;
}

/** The base of Conv1D, Conv2D and Conv3D. */
export abstract class Conv extends Convolution {
  protected static override readonly paddings = convPaddings;
  readonly filters: number;
  readonly groups: number;
  kernel: Weight | null = null;
  protected readonly kernels = { kernel: 'glorotUniform' };

  constructor(options: ConvLayerOptions) {
    super(options);
    this.filters = positiveInteger(this.who, 'filters', options.filters);
    this.groups = positiveInteger(this.who, 'groups', options.groups ?? 1);
    if (this.filters % this.groups !== 0) {
      throw new InvalidArgumentError({
        who: this.who,
        expected: `filters must be a multiple of groups (${this.groups})`,
        received: this.filters,
      });
    }
  }

  protected override buildKernels(channels: number, input: OpenShape): number {
    if (channels % this.groups !== 0) {
      throw new ShapeError({
        who: this.who,
        expected: `the number of channels must be a multiple of groups (${this.groups})`,
        received: input,
        fix: 'Use another number of groups, or inputs with more channels.',
      });
    }
    const shape = [...this.kernelSize, channels / this.groups, this.filters];
    this.kernel = this.addWeight(weightFor(this, 'kernel', shape, this.kernels.kernel));
    return this.filters;
  }

  protected override convolve(x: GraphNode): GraphNode {
    return convolve(this.who, x, this.kernel!.value, this.settings); // build() made it
  }

  protected override ownOptions(): Readonly<Record<string, unknown>> {
    return { filters: this.filters, groups: this.groups };
  }
}

/**
 * Convolution over steps: `y[n, o, f] = activation(Σ x[n, o·stride + t·dilation, c] · kernel[t, c, f] + bias[f])`.
 *
 * Shapes: `[batch, steps, channels] -> [batch, output, filters]`; output is `floor((steps - reach) / stride) + 1` with
 * `reach = (kernelSize - 1) · dilationRate + 1`, or `ceil(steps / stride)` with padding `'same'` and `'causal'` (a step
 * then sees no later one). Weights: kernel `[kernelSize, channels / groups, filters]`, bias `[filters]`.
 *
 * @example
 * layers.conv1d({ filters: 32, kernelSize: 7, padding: 'causal', dilationRate: 2, activation: 'relu' });
 */
export class Conv1D extends Conv {
  static override readonly className = 'Conv1D';
  static override readonly rank = 1;
}

/**
 * Convolution over height and width: `y[n, o, f] = activation(Σ x[n, o·stride + t·dilation, c] · kernel[t, c, f] + bias[f])`.
 *
 * Shapes: `[batch, height, width, channels] -> [batch, ...output, filters]` (with `channelsFirst` the channels follow
 * the batch in both); each output size is `floor((size - reach) / stride) + 1` with `reach = (kernelSize - 1) ·
 * dilationRate + 1`, or `ceil(size / stride)` with padding `'same'`. Weights: kernel
 * `[...kernelSize, channels / groups, filters]`, bias `[filters]`.
 *
 * @example
 * layers.conv2d({ filters: 32, kernelSize: 3, activation: 'relu' });
 */
export class Conv2D extends Conv {
  static override readonly className = 'Conv2D';
  static override readonly rank = 2;
}

/**
 * Convolution over depth, height and width; otherwise as Conv2D.
 *
 * Shapes: `[batch, depth, height, width, channels] -> [batch, ...output, filters]`.
 *
 * @example
 * layers.conv3d({ filters: 8, kernelSize: [3, 3, 3], strides: 2 });
 */
export class Conv3D extends Conv {
  static override readonly className = 'Conv3D';
  static override readonly rank = 3;
}
