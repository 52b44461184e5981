/** Layers that only move values: classes, and factories with the same name in camelCase. */
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

export const cropping1d = (options?: Cropping1DOptions): Cropping1D => new Cropping1D(options);
export const cropping2d = (options?: CroppingOptions): Cropping2D => new Cropping2D(options);
export const cropping3d = (options?: CroppingOptions): Cropping3D => new Cropping3D(options);
export const flatten = (options?: FlattenOptions): Flatten => new Flatten(options);
export const permute = (options: PermuteOptions): Permute => new Permute(options);
export const repeatVector = (options: RepeatVectorOptions): RepeatVector => new RepeatVector(options);
export const reshape = (options: ReshapeOptions): Reshape => new Reshape(options);
export const upSampling1d = (options?: UpSampling1DOptions): UpSampling1D => new UpSampling1D(options);
export const upSampling2d = (options?: UpSampling2DOptions): UpSampling2D => new UpSampling2D(options);
export const upSampling3d = (options?: UpSamplingOptions): UpSampling3D => new UpSampling3D(options);
export const zeroPadding1d = (options?: ZeroPaddingOptions): ZeroPadding1D => new ZeroPadding1D(options);
export const zeroPadding2d = (options?: ZeroPaddingOptions): ZeroPadding2D => new ZeroPadding2D(options);
export const zeroPadding3d = (options?: ZeroPaddingOptions): ZeroPadding3D => new ZeroPadding3D(options);
