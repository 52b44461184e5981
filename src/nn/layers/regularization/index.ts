/** Layers that regularise by noise or penalties: classes, and factories with the same name in camelCase. */
import { ActivityRegularization, type ActivityRegularizationOptions } from './activityRegularization.ts';
import { AlphaDropout, type AlphaDropoutOptions } from './alphaDropout.ts';
import { Dropout, type DropoutOptions } from './dropout.ts';
import { GaussianDropout, type GaussianDropoutOptions } from './gaussianDropout.ts';
import { GaussianNoise, type GaussianNoiseOptions } from './gaussianNoise.ts';
import {
  SpatialDropout1D,
  type SpatialDropout1DOptions,
  SpatialDropout2D,
  SpatialDropout3D,
  type SpatialDropoutOptions,
} from './spatialDropout.ts';

export {
  ActivityRegularization,
  AlphaDropout,
  Dropout,
  GaussianDropout,
  GaussianNoise,
  SpatialDropout1D,
  SpatialDropout2D,
  SpatialDropout3D,
};

export const activityRegularization = (options?: ActivityRegularizationOptions): ActivityRegularization =>
  new ActivityRegularization(options);
export const alphaDropout = (options: AlphaDropoutOptions): AlphaDropout => new AlphaDropout(options);
export const dropout = (options: DropoutOptions): Dropout => new Dropout(options);
export const gaussianDropout = (options: GaussianDropoutOptions): GaussianDropout => new GaussianDropout(options);
export const gaussianNoise = (options: GaussianNoiseOptions): GaussianNoise => new GaussianNoise(options);
export const spatialDropout1d = (options: SpatialDropout1DOptions): SpatialDropout1D => new SpatialDropout1D(options);
export const spatialDropout2d = (options: SpatialDropoutOptions): SpatialDropout2D => new SpatialDropout2D(options);
export const spatialDropout3d = (options: SpatialDropoutOptions): SpatialDropout3D => new SpatialDropout3D(options);
