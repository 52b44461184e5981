/** A model as Keras 3 writes it into `config.json`: its configuration, how it was built, how it was compiled. */
import { InputLayer } from '../layers/core/input.ts';
import { Layer } from '../layers/layer.ts';
import { Functional } from '../models/functional.ts';
import { Model } from '../models/model.ts';
import { compileObject } from './compileObject.ts';
import { type Config, observed, type SerializedObject, serialize } from './config.ts';

/** What Keras writes besides `{ module, class_name, config, registered_name }`. */
interface FullObject extends SerializedObject {
  build_config?: Config;
  compile_config?: Config;
  shared_object_id?: number;
}

/** Layers that have an option which is not for computing in floats. */
const QUANTIZABLE = ['Dense', 'EinsumDense', 'Embedding'];

/** Element types are written as policies, but for inputs. */
function withPolicy(layer: Layer, config: Config): Config {
  if (layer instanceof InputLayer || typeof config['dtype'] !== 'string') return config;
  const policy = {
    module: 'keras',
    class_name: 'DTypePolicy',
    config: { name: config['dtype'] },
    registered_name: null,
  };
  const quantization = QUANTIZABLE.includes(layer.className) ? { quantization_config: null } : {};
  return { ...config, dtype: policy, ...quantization };
}

/** Numbers for layers that several others hold: a file has such a layer once. */
function sharedLayers(model: Model): ReadonlyMap<Layer, number> {
  const holders = new Map<Layer, number>();
  const seen = new Set<Layer>();
  const visit = (layer: Layer) => {
    if (seen.has(layer)) return;
    seen.add(layer);
    for (const each of layer.sublayers) {
      holders.set(each, (holders.get(each) ?? 0) + 1);
      visit(each);
    }
  };
  visit(model);
  const shared = [...holders].filter(([, count]) => count > 1).map(([layer]) => layer);
  return new Map(shared.map((layer, index) => [layer, index + 1]));
}

/** The object in `config.json`. */
export function modelObject(model: Model): SerializedObject {
  const shared = sharedLayers(model);
  const complete = (object: unknown, plain: SerializedObject): SerializedObject => {
    if (!(object instanceof Layer)) return plain;
    const full: FullObject = { ...plain, config: withPolicy(object, plain.config) };
    const build = buildConfig(object);
    if (build) full.build_config = build;
    if (object instanceof Model && object.compileOptions) full.compile_config = compileObject(object);
    const id = shared.get(object);
    if (id !== undefined) full.shared_object_id = id;
    return full;
  };
  return observed(complete, () => serialize(model));
}

/** Shapes for which a layer was built; null for layers that make nothing. */
function buildConfig(layer: Layer): Config | null {
  if (layer instanceof Functional) return { input_shape: null };
  const shapes = layer.builtFor;
  return shapes ? { input_shape: shapes } : null;
}
