/** Poolings: classes, and factories with the same name in camelCase. */
import {
  AdaptiveAveragePooling1D,
  AdaptiveAveragePooling2D,
  AdaptiveAveragePooling3D,
  AdaptiveMaxPooling1D,
  AdaptiveMaxPooling2D,
  AdaptiveMaxPooling3D,
  type AdaptivePoolingOptions,
} from './adaptivePooling.ts';
import {
  GlobalAveragePooling1D,
  GlobalAveragePooling2D,
  GlobalAveragePooling3D,
  GlobalMaxPooling1D,
  GlobalMaxPooling2D,
  GlobalMaxPooling3D,
  type GlobalPoolingOptions,
} from './globalPooling.ts';
import {
  AveragePooling1D,
  AveragePooling2D,
  AveragePooling3D,
  MaxPooling1D,
  MaxPooling2D,
  MaxPooling3D,
  type MaxPoolingOptions,
  type PoolingOptions,
} from './pooling.ts';

export {
  AdaptiveAveragePooling1D,
  AdaptiveAveragePooling2D,
  AdaptiveAveragePooling3D,
  AdaptiveMaxPooling1D,
  AdaptiveMaxPooling2D,
  AdaptiveMaxPooling3D,
  AveragePooling1D,
  AveragePooling2D,
  AveragePooling3D,
  GlobalAveragePooling1D,
  GlobalAveragePooling2D,
  GlobalAveragePooling3D,
  GlobalMaxPooling1D,
  GlobalMaxPooling2D,
  GlobalMaxPooling3D,
  MaxPooling1D,
  MaxPooling2D,
  MaxPooling3D,
};

export const adaptiveAveragePooling1d = (options: AdaptivePoolingOptions): AdaptiveAveragePooling1D =>
  new AdaptiveAveragePooling1D(options);
export const adaptiveAveragePooling2d = (options: AdaptivePoolingOptions): AdaptiveAveragePooling2D =>
  new AdaptiveAveragePooling2D(options);
export const adaptiveAveragePooling3d = (options: AdaptivePoolingOptions): AdaptiveAveragePooling3D =>
  new AdaptiveAveragePooling3D(options);
export const adaptiveMaxPooling1d = (options: AdaptivePoolingOptions): AdaptiveMaxPooling1D =>
  new AdaptiveMaxPooling1D(options);
export const adaptiveMaxPooling2d = (options: AdaptivePoolingOptions): AdaptiveMaxPooling2D =>
  new AdaptiveMaxPooling2D(options);
export const adaptiveMaxPooling3d = (options: AdaptivePoolingOptions): AdaptiveMaxPooling3D =>
  new AdaptiveMaxPooling3D(options);
export const globalAveragePooling1d = (options?: GlobalPoolingOptions): GlobalAveragePooling1D =>
  new GlobalAveragePooling1D(options);
export const globalAveragePooling2d = (options?: GlobalPoolingOptions): GlobalAveragePooling2D =>
  new GlobalAveragePooling2D(options);
export const globalAveragePooling3d = (options?: GlobalPoolingOptions): GlobalAveragePooling3D =>
  new GlobalAveragePooling3D(options);
export const globalMaxPooling1d = (options?: GlobalPoolingOptions): GlobalMaxPooling1D =>
  new GlobalMaxPooling1D(options);
export const globalMaxPooling2d = (options?: GlobalPoolingOptions): GlobalMaxPooling2D =>
  new GlobalMaxPooling2D(options);
export const globalMaxPooling3d = (options?: GlobalPoolingOptions): GlobalMaxPooling3D =>
  new GlobalMaxPooling3D(options);
export const averagePooling1d = (options: PoolingOptions): AveragePooling1D => new AveragePooling1D(options);
export const averagePooling2d = (options: PoolingOptions): AveragePooling2D => new AveragePooling2D(options);
export const averagePooling3d = (options: PoolingOptions): AveragePooling3D => new AveragePooling3D(options);
export const maxPooling1d = (options?: MaxPoolingOptions): MaxPooling1D => new MaxPooling1D(options);
export const maxPooling2d = (options?: MaxPoolingOptions): MaxPooling2D => new MaxPooling2D(options);
export const maxPooling3d = (options?: MaxPoolingOptions): MaxPooling3D => new MaxPooling3D(options);
