/** Weights as Keras 2 keeps them: a group for each layer, paired with the layers of the model in order. */
import { FileFormatError } from '../../../runtime/errors.ts';
import { sameShape, showShape } from '../../../runtime/spec.ts';
import type { Variable } from '../../../runtime/variable.ts';
import { InputLayer } from '../../layers/core/input.ts';
import type { Layer } from '../../layers/layer.ts';
import type { Model } from '../../models/model.ts';
import { saved } from '../checkpoint.ts';
import { arrayAt, type H5Array, type H5Group, textsAttribute } from '../files/h5Tree.ts';
import type { Assignment, MatchOptions } from '../weightFile.ts';

export interface OlderMatchOptions extends MatchOptions {
  /** Whether layers are paired by their names: others stay as they are. Default: in order. */
  readonly byName?: boolean | undefined;
}

/** Whether a group holds weights in this form. */
export function isOlderWeights(group: H5Group): boolean {
  return textsAttribute(group, 'layer_names') !== null;
}

/** Weights in the order in which a layer had them then: all that are trained, then the others. */
function weightsOf(layer: Layer): readonly Variable[] {
  return [...layer.trainableWeights, ...layer.nonTrainableWeights];
}

interface StoredLayer {
  readonly name: string;
  readonly arrays: readonly H5Array[];
}

/** The layers of a file that have weights. */
function storedLayers(who: string, root: H5Group): StoredLayer[] {
  const layers = (textsAttribute(root, 'layer_names') ?? []).map((name) => {
    const group = root.groups.get(name);
    const arrays = (group ? textsAttribute(group, 'weight_names') : null)?.map((path) => {
      const array = group && arrayAt(group, path);
      if (array) return array;
      throw new FileFormatError({ who, expected: `the weight "${path}" of layer "${name}", which the file lists` });
    });
    return { name, arrays: arrays ?? [] };
  });
  return layers.filter(({ arrays }) => arrays.length > 0);
}

/** Pairs of layers of the model and of the file. */
function pairs(who: string, model: Model, root: H5Group, byName: boolean): readonly (readonly [Layer, StoredLayer])[] {
  const own = model.layers.filter((layer) => !(layer instanceof InputLayer) && layer.weights.length > 0);
  const stored = storedLayers(who, root);
  if (byName) {
    const found = new Map(stored.map((each) => [each.name, each]));
    return own.flatMap((layer) => (found.has(layer.name) ? [[layer, found.get(layer.name)!] as const] : [])); // it has
  }
  if (own.length === stored.length) return own.map((layer, index) => [layer, stored[index]!] as const); // as many
  throw new FileFormatError({
    who,
    expected: `weights for ${own.length} layers (${own.map(({ name }) => name).join(', ')})`,
    received: `${stored.length} layers (${stored.map(({ name }) => name).join(', ')})`,
    fix:
      own.length === 0
        ? 'Build the model first: start it with input(shape), or call it on data.'
        : 'Make the same model as the one that was saved, or pass { byName: true } to load layers of equal names.',
  });
}

/**
 * Values of a file for the weights of a model.
 *
 * @throws FileFormatError that names the layer whose weights differ in number or shape.
 */
export function matchOlderWeights(
  who: string,
  model: Model,
  root: H5Group,
  { byName = false, skipMismatch = false }: OlderMatchOptions,
): readonly Assignment[] {
  return pairs(who, model, root, byName).flatMap(([layer, { name, arrays }]) => {
    const weights = weightsOf(layer);
    const fits =
      weights.length === arrays.length && weights.every(({ shape }, at) => sameShape(shape, arrays[at]!.shape)); // as many
    if (fits) return weights.map((weight, at) => ({ variable: saved(weight), value: arrays[at]!.read() })); // as many
    const expected = `${layer.who} expects weights of shapes ${weights.map(({ shape }) => showShape(shape)).join(', ')}`;
    const received = `${arrays.map(({ shape }) => showShape(shape)).join(', ')} of "${name}"`;
    if (!skipMismatch) throw new FileFormatError({ who, expected, received });
    console.warn(`${who}: ${expected}, received ${received}; left as it is.`);
    return [];
  });
}
