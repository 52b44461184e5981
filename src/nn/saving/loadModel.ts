/** Loading models. What reads files is loaded with the first of them. */
import type { Model } from '../models/model.ts';
import type { FileSource } from './files/source.ts';
import type { LoadModelOptions } from './load.ts';

/**
 * Loads a model with its weights: Keras 3's `.keras` files, `.h5` files of Keras 2, and the `model.json` of TensorFlow.js with
 * its binary files. A model that was compiled can go on with its training where it was saved.
 *
 * @param source - A URL, `indexeddb://name`, `opfs://name`, in Node a path; a `Blob` or `File`; bytes; several `File`s when
 *   a model has several.
 * @param options - `customObjects`: classes and functions of your own by name; `compile`: false for a model that only predicts.
 * @throws FileFormatError for files that are damaged or of another kind, for classes that are not known, and for weights that
 *   do not fit.
 * @example
 * const m = await loadModel('models/digits.keras');
 * const custom = await loadModel(file, { customObjects: { Scale } });
 */
export async function loadModel(source: FileSource, options: LoadModelOptions = {}): Promise<Model> {
  const { readModel } = await import('./load.ts');
  return readModel(source, options);
}
