/** A model as Keras 3 writes it into `config.json`: its configuration, how it was built, how it was compiled. */
import { InputLayer } from '../layers/core/input.ts';
import { Layer } from '../layers/layer.ts';
import { Functional } from '../models/functional.ts';
import { Model } from '../models/model.ts';
import { Sequential } from '../models/sequential.ts';
import { mapStructure } from '../structure.ts';
import { compileObject } from './compileObject.ts';
import { type Config, observed, type SerializedObject, serialize } from './config.ts';

/** What Keras writes besides `{ module, class_name, config, registered_name }`. */
interface FullObject extends SerializedObject {
  build_config?: Config;
  compile_config?: Config;
  shared_object_id?: number;
}

/** Options that Keras lists for a class, and that mean nothing here. */
const FURTHER: Readonly<Record<string, Config>> = {
  Dense: { quantization_config: null },
  EinsumDense: { activity_regularizer: null, quantization_config: null },
  Embedding: { activity_regularizer: null, quantization_config: null },
};

/** A configuration with all that Keras lists. Element types are written as policies, but for inputs. */
function fullConfig(layer: Layer, config: Config): Config {
  if (layer instanceof InputLayer || typeof config['dtype'] !== 'string') return config;
  const policy = {
    module: 'keras',
    class_name: 'DTypePolicy',
    config: { name: config['dtype'] },
    registered_name: null,
  };
  return { ...FURTHER[layer.className], ...config, dtype: policy };
}

/** Numbers for layers that several others hold: a file has such a layer once. */
function sharedLayers(model: Layer): ReadonlyMap<Layer, number> {
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
export function modelObject(model: Layer): SerializedObject {
  const shared = sharedLayers(model);
  const complete = (object: unknown, plain: SerializedObject): SerializedObject => {
    if (!(object instanceof Layer)) return plain;
    const full: FullObject = { ...plain, config: fullConfig(object, plain.config) };
    const build = buildConfig(object);
    if (build) full.build_config = build;
    if (object instanceof Model && object.compileOptions) full.compile_config = compileObject(object);
    const id = shared.get(object);
    if (id !== undefined) full.shared_object_id = id;
    return full;
  };
  return observed(complete, () => serialize(model));
}

/** Names of the arguments of layers that Keras calls on one argument for each input: of all attention layers. */
const ARGUMENTS = ['query_shape', 'value_shape', 'key_shape'];

/** Classes that Keras takes for built from the start. */
const NEVER_BUILT =
  /^(InputLayer|Activation|ActivityRegularization|\w*Dropout\w*|(Global)?(Average|Max)Pooling[123]D|ELU|GaussianNoise|Identity|LeakyReLU|ReLU|Reshape|Softmax|UnitNormalization|Masking|Lambda)$/;

/** The shapes of a layer's inputs. */
function inputShapes(layer: Layer): unknown {
  if (layer instanceof Sequential) return layer.inputs[0]?.shape;
  const inputs = layer.inboundNodes[0]?.inputs;
  return layer.builtFor ?? (inputs && mapStructure(inputs, ({ shape }) => shape as unknown)); // shapes in the place of tensors
}

/** What a layer was built for; null for layers that make nothing. */
function buildConfig(layer: Layer): Config | null {
  if (layer instanceof Functional) return { input_shape: null };
  const shapes = NEVER_BUILT.test(layer.className) ? null : inputShapes(layer);
  if (!shapes) return null;
  if (!layer.spreadsInputs || !Array.isArray(shapes)) return { input_shape: shapes };
  const named = shapes.map((shape, index) => [ARGUMENTS[index] ?? `input_${index}_shape`, shape]);
  return { shapes_dict: Object.fromEntries(named) };
}
