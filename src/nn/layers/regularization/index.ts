/** Layers that regularise by noise or penalties: classes, and factories with the same name in camelCase. */
import { factory } from '../factory.ts';
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

export const activityRegularization: (options?: ActivityRegularizationOptions) => ActivityRegularization =
  /* @__PURE__ */ factory(ActivityRegularization);
export const alphaDropout: (options: AlphaDropoutOptions) => AlphaDropout = /* @__PURE__ */ factory(AlphaDropout);
export const dropout: (options: DropoutOptions) => Dropout = /* @__PURE__ */ factory(Dropout);
export const gaussianDropout: (options: GaussianDropoutOptions) => GaussianDropout =
  /* @__PURE__ */ factory(GaussianDropout);
export const gaussianNoise: (options: GaussianNoiseOptions) => GaussianNoise = /* @__PURE__ */ factory(GaussianNoise);
export const spatialDropout1d: (options: SpatialDropout1DOptions) => SpatialDropout1D =
  /* @__PURE__ */ factory(SpatialDropout1D);
export const spatialDropout2d: (options: SpatialDropoutOptions) => SpatialDropout2D =
  /* @__PURE__ */ factory(SpatialDropout2D);
export const spatialDropout3d: (options: SpatialDropoutOptions) => SpatialDropout3D =
  /* @__PURE__ */ factory(SpatialDropout3D);
