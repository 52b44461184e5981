/** Layers that normalize values or weights: classes, and factories with the same name in camelCase. */
import { factory } from '../factory.ts';
import { BatchNormalization, type BatchNormalizationOptions } from './batchNormalization.ts';
import { GroupNormalization, type GroupNormalizationOptions } from './groupNormalization.ts';
import { LayerNormalization, type LayerNormalizationOptions } from './layerNormalization.ts';
import { RMSNormalization, type RMSNormalizationOptions } from './rmsNormalization.ts';
import { SpectralNormalization, type SpectralNormalizationOptions } from './spectralNormalization.ts';
import { UnitNormalization, type UnitNormalizationOptions } from './unitNormalization.ts';

export {
  BatchNormalization,
  GroupNormalization,
  LayerNormalization,
  RMSNormalization,
  SpectralNormalization,
  UnitNormalization,
};

export const batchNormalization: (options?: BatchNormalizationOptions) => BatchNormalization =
  /* @__PURE__ */ factory(BatchNormalization);
export const groupNormalization: (options?: GroupNormalizationOptions) => GroupNormalization =
  /* @__PURE__ */ factory(GroupNormalization);
export const layerNormalization: (options?: LayerNormalizationOptions) => LayerNormalization =
  /* @__PURE__ */ factory(LayerNormalization);
export const rmsNormalization: (options?: RMSNormalizationOptions) => RMSNormalization =
  /* @__PURE__ */ factory(RMSNormalization);
export const spectralNormalization: (options: SpectralNormalizationOptions) => SpectralNormalization =
  /* @__PURE__ */ factory(SpectralNormalization);
export const unitNormalization: (options?: UnitNormalizationOptions) => UnitNormalization =
  /* @__PURE__ */ factory(UnitNormalization);
