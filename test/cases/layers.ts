/**
 * Layers: what golden vectors do not show. Masks, options that they leave out, random numbers. Every row is also checked
 * for its configuration (read again it must say the same) and its symbolic output shape; in the browser both executors
 * must agree. See test/layerFindings.ts.
 */
import type { Layer } from '../../src/index.ts';
import type { NestedArray } from '../../src/runtime/tensor.ts';
import { activationLayers } from './layers/activations.ts';
import { attentionLayers } from './layers/attention.ts';
import { coreLayers } from './layers/core.ts';
import { hashingLayers } from './layers/hashing.ts';
import { imageLayers } from './layers/image.ts';
import { lookupLayers } from './layers/lookups.ts';
import { mergingLayers } from './layers/merging.ts';
import { preprocessingLayers } from './layers/preprocessing.ts';
import { regularizationLayers } from './layers/regularization.ts';
import { reshapingLayers } from './layers/reshaping.ts';

export interface LayerCase {
  readonly make: () => Layer;
  /** One input, or a list for layers that take several. */
  readonly x?: NestedArray;
  readonly list?: readonly NestedArray[];
  /** Element type of the inputs; default float32. */
  readonly dtype?: 'int32';
  /** One mask for each input; null: none. */
  readonly masks?: readonly (NestedArray | null)[];
  /** Default false. */
  readonly training?: boolean;
  /** Further arguments of the call. A `mask` is a list of values. */
  readonly args?: Readonly<Record<string, unknown>>;
  /** Which output is looked at; default: the first. */
  readonly output?: number;
  /** The output. */
  readonly gives?: NestedArray;
  /** The mask of the output; null: none. Left out: not checked. */
  readonly mask?: NestedArray | null;
  /** The shape of the output. */
  readonly shape?: readonly number[];
  /** What the configuration must say, among other things. */
  readonly config?: Readonly<Record<string, unknown>>;
  /** Whether a second call must give other values, and a new layer the same again. */
  readonly random?: boolean;
  /** What must hold for the output; returns what is wrong. */
  readonly holds?: (output: Float32Array) => string | null;
}

/** Rows by name. */
export type LayerCases = Readonly<Record<string, LayerCase>>;

export const layerCases: LayerCases = {
  ...activationLayers,
  ...attentionLayers,
  ...coreLayers,
  ...hashingLayers,
  ...imageLayers,
  ...lookupLayers,
  ...mergingLayers,
  ...preprocessingLayers,
  ...regularizationLayers,
  ...reshapingLayers,
};
