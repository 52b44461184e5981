/** More steps, rows and columns: by repetition, images also by interpolation. */
import { resizeAxes } from '../../../kernels/image/resample.ts';
import type { Interpolation } from '../../../kernels/image/taps.ts';
import { repeat } from '../../../kernels/movement/repeat.ts';
import { InvalidArgumentError } from '../../../runtime/errors.ts';
import type { GraphNode } from '../../../runtime/graph.ts';
import { type PerAxis, perAxis } from '../../ops/spatial.ts';
import type { LayerOptions } from '../layer.ts';
import { positiveInteger } from '../options.ts';
import { SpatialReshape, type SpatialReshapeOptions } from './spatialReshape.ts';

export interface UpSampling1DOptions extends LayerOptions {
  /** How often each step is repeated; default 2. */
  readonly size?: number | undefined;
}

export interface UpSamplingOptions extends SpatialReshapeOptions {
  /** Factor for all spatial axes, or one for each; default 2. */
  readonly size?: PerAxis | undefined;
}

/** The base of UpSampling1D, UpSampling2D and UpSampling3D. */
export abstract class UpSampling extends SpatialReshape {
  readonly size: readonly number[];

  constructor(options: UpSamplingOptions = {}) {
    super(options);
    this.size = perAxis(this.who, 'size', options.size ?? 2, this.rank);
  }

  override call(x: GraphNode): GraphNode {
    return repeat(x, this.forAllAxes(this.size, 1));
  }

  protected override configOptions(): Readonly<Record<string, unknown>> {
    return { size: this.size, dataFormat: this.dataFormat };
  }
}

/**
 * Repeats each step: `[batch, steps, channels] -> [batch, steps · size, channels]`.
 *
 * @example
 * layers.upSampling1d({ size: 2 });
 */
export class UpSampling1D extends UpSampling {
  static override readonly className = 'UpSampling1D';
  static override readonly rank = 1;

  constructor(options: UpSampling1DOptions = {}) {
    super(options);
    positiveInteger(this.who, 'size', options.size ?? 2);
  }

  protected override configOptions(): Readonly<Record<string, unknown>> {
    return { size: this.size[0] };
  }
}

/** How values between pixels are found. */
const INTERPOLATIONS: readonly Interpolation[] = ['nearest', 'bilinear', 'bicubic', 'lanczos3', 'lanczos5'];

export interface UpSampling2DOptions extends UpSamplingOptions {
  /** Default `nearest`: pixels are repeated. */
  readonly interpolation?: Interpolation | undefined;
}

/**
 * Enlarges images: `[batch, height, width, channels] -> [batch, height · size[0], width · size[1], channels]`; with
 * `channelsFirst` the channels follow the batch.
 *
 * Interpolation takes the centres of pixels as their places, and the edge's pixels beyond the edges.
 *
 * @example
 * layers.upSampling2d({ size: 2, interpolation: 'bilinear' });
 */
export class UpSampling2D extends UpSampling {
  static override readonly className = 'UpSampling2D';
  static override readonly rank = 2;
  readonly interpolation: Interpolation;

  constructor(options: UpSampling2DOptions = {}) {
    super(options);
    const wanted = (options.interpolation ?? 'nearest').toLowerCase();
    const found = INTERPOLATIONS.find((each) => each === wanted);
    if (!found) {
      throw new InvalidArgumentError({
        who: this.who,
        expected: `interpolation must be one of ${INTERPOLATIONS.join(', ')}`,
        received: options.interpolation,
      });
    }
    this.interpolation = found;
  }

  override call(x: GraphNode): GraphNode {
    if (this.interpolation === 'nearest') return super.call(x);
    const axes = this.dataFormat === 'channels_first' ? [2, 3] : [1, 2];
    const sizes = axes.map((axis, index) => x.shape[axis]! * this.size[index]!); // two spatial axes
    return resizeAxes(x, axes, sizes, { interpolation: this.interpolation });
  }

  protected override configOptions(): Readonly<Record<string, unknown>> {
    return { ...super.configOptions(), interpolation: this.interpolation };
  }
}

/**
 * Repeats each element of volumes along depth, height and width: `[batch, depth, height, width, channels]`; with
 * `channelsFirst` the channels follow the batch.
 *
 * @example
 * layers.upSampling3d({ size: [1, 2, 2] });
 */
export class UpSampling3D extends UpSampling {
  static override readonly className = 'UpSampling3D';
  static override readonly rank = 3;
}
