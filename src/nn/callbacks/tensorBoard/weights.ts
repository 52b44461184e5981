/** Weights with names that tell them apart. */
import type { Layer, Weight } from '../../layers/layer.ts';

/** The weights of a layer with the names of the layers around them: `block/dense/kernel`. */
export function weightsOf(layer: Layer, prefix = ''): [path: string, weight: Weight][] {
  const path = `${prefix}${layer.name}/`;
  const inner = new Set(layer.sublayers.flatMap((each) => each.weights));
  const own = layer.weights.filter((weight) => !inner.has(weight));
  return [
    ...own.map((weight): [string, Weight] => [`${path}${weight.name}`, weight]),
    ...layer.sublayers.flatMap((each) => weightsOf(each, path)),
  ];
}
