/** Layers that only move values: classes, and factories with the same name in camelCase. */
import { factory } from '../factory.ts';
import { Cropping1D, type Cropping1DOptions, Cropping2D, Cropping3D, type CroppingOptions } from './cropping.ts';
import { Flatten, type FlattenOptions } from './flatten.ts';
import { Permute, type PermuteOptions } from './permute.ts';
import { RepeatVector, type RepeatVectorOptions } from './repeatVector.ts';
import { Reshape, type ReshapeOptions } from './reshape.ts';
import {
  UpSampling1D,
  type UpSampling1DOptions,
  UpSampling2D,
  type UpSampling2DOptions,
  UpSampling3D,
  type UpSamplingOptions,
} from './upSampling.ts';
import { ZeroPadding1D, ZeroPadding2D, ZeroPadding3D, type ZeroPaddingOptions } from './zeroPadding.ts';

export {
  Cropping1D,
  Cropping2D,
  Cropping3D,
  Flatten,
  Permute,
  RepeatVector,
  Reshape,
  UpSampling1D,
  UpSampling2D,
  UpSampling3D,
  ZeroPadding1D,
  ZeroPadding2D,
  ZeroPadding3D,
};

export const cropping1d: (options?: Cropping1DOptions) => Cropping1D = /* @__PURE__ */ factory(Cropping1D);
export const cropping2d: (options?: CroppingOptions) => Cropping2D = /* @__PURE__ */ factory(Cropping2D);
export const cropping3d: (options?: CroppingOptions) => Cropping3D = /* @__PURE__ */ factory(Cropping3D);
export const flatten: (options?: FlattenOptions) => Flatten = /* @__PURE__ */ factory(Flatten);
export const permute: (options: PermuteOptions) => Permute = /* @__PURE__ */ factory(Permute);
export const repeatVector: (options: RepeatVectorOptions) => RepeatVector = /* @__PURE__ */ factory(RepeatVector);
export const reshape: (options: ReshapeOptions) => Reshape = /* @__PURE__ */ factory(Reshape);
export const upSampling1d: (options?: UpSampling1DOptions) => UpSampling1D = /* @__PURE__ */ factory(UpSampling1D);
export const upSampling2d: (options?: UpSampling2DOptions) => UpSampling2D = /* @__PURE__ */ factory(UpSampling2D);
export const upSampling3d: (options?: UpSamplingOptions) => UpSampling3D = /* @__PURE__ */ factory(UpSampling3D);
export const zeroPadding1d: (options?: ZeroPaddingOptions) => ZeroPadding1D = /* @__PURE__ */ factory(ZeroPadding1D);
export const zeroPadding2d: (options?: ZeroPaddingOptions) => ZeroPadding2D = /* @__PURE__ */ factory(ZeroPadding2D);
export const zeroPadding3d: (options?: ZeroPaddingOptions) => ZeroPadding3D = /* @__PURE__ */ factory(ZeroPadding3D);
