/** Dropout of whole feature maps (Tompson et al., 2015), over one, two and three spatial axes. */
import type { Shape } from '../../../runtime/spec.ts';
import { axesOf } from '../../ops/spatial.ts';
import { type DataFormat, dataFormatOf } from '../options.ts';
import { Dropout } from './dropout.ts';
import type { NoiseShape } from './keep.ts';
import type { NoiseOptions } from './noise.ts';

export interface SpatialDropout1DOptions extends NoiseOptions {
  /** Share of the feature maps that are set to 0, from 0 to 1. */
  readonly rate: number;
}

export interface SpatialDropoutOptions extends SpatialDropout1DOptions {
  /** Default `channelsLast`. */
  readonly dataFormat?: string | null | undefined;
}

/** The base of the spatial dropouts: one decision for each sample and channel. */
export abstract class SpatialDropout extends Dropout {
  /** The number of spatial axes. */
  static readonly rank: number;
  readonly dataFormat: DataFormat;

  constructor(options: SpatialDropoutOptions) {
    super({ ...options, noiseShape: null });
    this.dataFormat = dataFormatOf(this.who, options.dataFormat);
    const { rank } = this.constructor as typeof SpatialDropout; // every subclass has a rank
    this.inputSpec = { axes: axesOf(rank, this.dataFormat) };
  }

  protected override maskShape(input: Shape): NoiseShape {
    const channels = this.dataFormat === 'channels_first' ? 1 : input.length - 1;
    return input.map((_, axis) => (axis === 0 || axis === channels ? null : 1));
  }

  protected override configOptions(): Readonly<Record<string, unknown>> {
    return { rate: this.rate, seed: this.seed, dataFormat: this.dataFormat };
  }

  /** Without `trainable`, as Keras writes it. */
  override getConfig() {
    const { trainable: _, ...config } = super.getConfig();
    return config;
  }
}

/**
 * In training, sets a random share of the channels of each sample to 0 at all steps, and scales the others by
 * 1 / (1 - rate). Otherwise the identity (Tompson et al., 2015). Shapes: `[batch, steps, channels]`.
 *
 * @example
 * layers.spatialDropout1d({ rate: 0.2 });
 */
export class SpatialDropout1D extends SpatialDropout {
  static override readonly className = 'SpatialDropout1D';
  static override readonly rank = 1;

  constructor(options: SpatialDropout1DOptions) {
    super(options);
  }

  protected override configOptions(): Readonly<Record<string, unknown>> {
    return { rate: this.rate, seed: this.seed };
  }
}

/**
 * In training, sets a random share of the channels of each image to 0 at all places, and scales the others by
 * 1 / (1 - rate). Otherwise the identity (Tompson et al., 2015).
 *
 * Shapes: `[batch, height, width, channels]`; with `channelsFirst` the channels follow the batch.
 *
 * @example
 * layers.spatialDropout2d({ rate: 0.2 });
 */
export class SpatialDropout2D extends SpatialDropout {
  static override readonly className = 'SpatialDropout2D';
  static override readonly rank = 2;
}

/**
 * In training, sets a random share of the channels of each volume to 0 at all places, and scales the others by
 * 1 / (1 - rate). Otherwise the identity (Tompson et al., 2015).
 *
 * Shapes: `[batch, depth, height, width, channels]`; with `channelsFirst` the channels follow the batch.
 *
 * @example
 * layers.spatialDropout3d({ rate: 0.2 });
 */
export class SpatialDropout3D extends SpatialDropout {
  static override readonly className = 'SpatialDropout3D';
  static override readonly rank = 3;
}
