/** Layers that normalize values or weights: classes, and factories with the same name in camelCase. */
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

export const batchNormalization = (options?: BatchNormalizationOptions): BatchNormalization =>
  new BatchNormalization(options);
export const groupNormalization = (options?: GroupNormalizationOptions): GroupNormalization =>
  new GroupNormalization(options);
export const layerNormalization = (options?: LayerNormalizationOptions): LayerNormalization =>
  new LayerNormalization(options);
export const rmsNormalization = (options?: RMSNormalizationOptions): RMSNormalization => new RMSNormalization(options);
export const spectralNormalization = (options: SpectralNormalizationOptions): SpectralNormalization =>
  new SpectralNormalization(options);
export const unitNormalization = (options?: UnitNormalizationOptions): UnitNormalization =>
  new UnitNormalization(options);
