/** Saving models and weights. */
import { InvalidArgumentError } from '../../runtime/errors.ts';
import type { Model } from '../models/model.ts';
import { writeHdf5 } from './files/hdf5.ts';
import { type SaveTarget, writeTo } from './files/places.ts';
import { kerasFileOf } from './kerasFile.ts';
import { weightFileOf } from './weightFile.ts';

/** @throws InvalidArgumentError when a name says that the file is of another kind. */
function checkName(who: string, target: SaveTarget | undefined, wrong: RegExp, ending: string): void {
  if (typeof target === 'function' || target === undefined || !wrong.test(String(target))) return;
  throw new InvalidArgumentError({
    who,
    expected: `a name that ends in ${ending}, as it is the format of the file`,
    received: String(target),
  });
}

/** Saves a model; gives its bytes. */
export async function saveModel(model: Model, target?: SaveTarget): Promise<Uint8Array> {
  const who = `save of ${model.who}`;
  checkName(who, target, /\.(h5|hdf5|json)$/i, '.keras');
  await model.loadOptimizer();
  const bytes = await kerasFileOf(model);
  if (target !== undefined) await writeTo(who, target, `${model.name}.keras`, bytes);
  return bytes;
}

/** Saves the weights of a model and the state of its optimizer; gives the bytes. */
export async function saveWeights(model: Model, target?: SaveTarget): Promise<Uint8Array> {
  const who = `saveWeights of ${model.who}`;
  checkName(who, target, /(\.keras|\.json|(?<!\.weights)\.h5)$/i, '.weights.h5');
  await model.loadOptimizer();
  const bytes = await writeHdf5(await weightFileOf(model));
  if (target !== undefined) await writeTo(who, target, `${model.name}.weights.h5`, bytes);
  return bytes;
}
