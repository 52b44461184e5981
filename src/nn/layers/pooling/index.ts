/** Poolings: classes, and factories with the same name in camelCase. */
import { factory } from '../factory.ts';
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

export const adaptiveAveragePooling1d: (options: AdaptivePoolingOptions) => AdaptiveAveragePooling1D =
  /* @__PURE__ */ factory(AdaptiveAveragePooling1D);
export const adaptiveAveragePooling2d: (options: AdaptivePoolingOptions) => AdaptiveAveragePooling2D =
  /* @__PURE__ */ factory(AdaptiveAveragePooling2D);
export const adaptiveAveragePooling3d: (options: AdaptivePoolingOptions) => AdaptiveAveragePooling3D =
  /* @__PURE__ */ factory(AdaptiveAveragePooling3D);
export const adaptiveMaxPooling1d: (options: AdaptivePoolingOptions) => AdaptiveMaxPooling1D =
  /* @__PURE__ */ factory(AdaptiveMaxPooling1D);
export const adaptiveMaxPooling2d: (options: AdaptivePoolingOptions) => AdaptiveMaxPooling2D =
  /* @__PURE__ */ factory(AdaptiveMaxPooling2D);
export const adaptiveMaxPooling3d: (options: AdaptivePoolingOptions) => AdaptiveMaxPooling3D =
  /* @__PURE__ */ factory(AdaptiveMaxPooling3D);
export const globalAveragePooling1d: (options?: GlobalPoolingOptions) => GlobalAveragePooling1D =
  /* @__PURE__ */ factory(GlobalAveragePooling1D);
export const globalAveragePooling2d: (options?: GlobalPoolingOptions) => GlobalAveragePooling2D =
  /* @__PURE__ */ factory(GlobalAveragePooling2D);
export const globalAveragePooling3d: (options?: GlobalPoolingOptions) => GlobalAveragePooling3D =
  /* @__PURE__ */ factory(GlobalAveragePooling3D);
export const globalMaxPooling1d: (options?: GlobalPoolingOptions) => GlobalMaxPooling1D =
  /* @__PURE__ */ factory(GlobalMaxPooling1D);
export const globalMaxPooling2d: (options?: GlobalPoolingOptions) => GlobalMaxPooling2D =
  /* @__PURE__ */ factory(GlobalMaxPooling2D);
export const globalMaxPooling3d: (options?: GlobalPoolingOptions) => GlobalMaxPooling3D =
  /* @__PURE__ */ factory(GlobalMaxPooling3D);
export const averagePooling1d: (options: PoolingOptions) => AveragePooling1D =
  /* @__PURE__ */ factory(AveragePooling1D);
export const averagePooling2d: (options: PoolingOptions) => AveragePooling2D =
  /* @__PURE__ */ factory(AveragePooling2D);
export const averagePooling3d: (options: PoolingOptions) => AveragePooling3D =
  /* @__PURE__ */ factory(AveragePooling3D);
export const maxPooling1d: (options?: MaxPoolingOptions) => MaxPooling1D = /* @__PURE__ */ factory(MaxPooling1D);
export const maxPooling2d: (options?: MaxPoolingOptions) => MaxPooling2D = /* @__PURE__ */ factory(MaxPooling2D);
export const maxPooling3d: (options?: MaxPoolingOptions) => MaxPooling3D = /* @__PURE__ */ factory(MaxPooling3D);
