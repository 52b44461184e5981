/** What layers keep beside their weights: vocabularies, in text files of their own. */
import { Layer } from '../layers/layer.ts';
import type { Model } from '../models/model.ts';
import { checkpointOf } from './checkpoint.ts';

/** Texts by path: `layers/string_lookup/vocabulary.txt`. */
export type Assets = ReadonlyMap<string, string>;

/** A layer that keeps more than weights. */
export interface HasAssets {
  /** Texts by file name; none when the configuration says everything. */
  assets(): Readonly<Record<string, string>>;
  /** Values that are kept among the weights under names of their own. */
  ownVariables(): Readonly<Record<string, Float32Array>>;
  /** Takes what `assets` and `ownVariables` gave. */
  loadAssets(assets: Readonly<Record<string, string>>, variables: Readonly<Record<string, ArrayLike<number>>>): void;
}

/** Whether an object of a model keeps more than weights. */
export function hasAssets(object: unknown): object is Layer & HasAssets {
  return object instanceof Layer && ['assets', 'ownVariables', 'loadAssets'].every((method) => method in object);
}

/** The texts of all layers. */
export function assetsOf(model: Model): Assets {
  const files = checkpointOf(model).flatMap(({ path, owner }) =>
    hasAssets(owner) ? Object.entries(owner.assets()).map(([name, text]) => [`${path}/${name}`, text] as const) : [],
  );
  return new Map(files);
}
