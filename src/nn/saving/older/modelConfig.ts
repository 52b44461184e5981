/** Models as Keras 2 and TensorFlow.js write them, brought into the form of Keras 3. */
import { FileFormatError } from '../../../runtime/errors.ts';
import { type Config, isSerializedObject, type SerializedObject, toSnake } from '../config.ts';
import { isKeras3, layerOptions } from './layerConfig.ts';

/** `[layer, call, output]`, behind it further arguments of the call by name. */
type OlderPlace = readonly [name: string, call: number, output: number, kwargs?: Config];

/** Keras 3 writes calls as objects, also into files of the older kind. */
type Call = readonly OlderPlace[] | Config;

interface GraphLayer extends SerializedObject {
  readonly name: string;
  readonly inbound_nodes: readonly Call[];
}

function isOlderCall(call: Call): call is readonly OlderPlace[] {
  return Array.isArray(call);
}

/** Whether a model was written by Keras 2 or TensorFlow.js, told by what Keras 3 writes in another way. */
export function isOlderModel(config: SerializedObject): boolean {
  if (isKeras3(config)) return false;
  if (Array.isArray(config.config)) return true;
  const layers: unknown = config.config?.['layers'];
  if (!Array.isArray(layers)) return false;
  return layers.some(
    (each: Partial<GraphLayer>) =>
      each.inbound_nodes?.some(isOlderCall) ||
      'batch_input_shape' in (each.config ?? {}) ||
      isOlderModel(each as GraphLayer), // a layer, or a model inside
  );
}

/** A configuration of Keras 2 or TensorFlow.js in the form of Keras 3. */
export function inKeras3(config: SerializedObject): SerializedObject {
  if (isKeras3(config)) return config;
  if (config.class_name === 'Sequential') return sequential(config);
  if (config.class_name === 'Model' || config.class_name === 'Functional') return functional(config);
  const options = layerOptions(config.class_name, config.config ?? {}, inKeras3);
  return { class_name: config.class_name, config: options };
}

function layersIn(config: SerializedObject): readonly SerializedObject[] {
  const { config: body } = config;
  const layers: unknown = Array.isArray(body) ? body : body['layers'];
  if (Array.isArray(layers) && layers.every(isSerializedObject)) return layers;
  throw new FileFormatError({ who: 'modelFromConfig', expected: `a ${config.class_name} with layers`, received: body });
}

/** Older Sequential models are a bare list, and may tell the shape of their input in the first layer. */
function sequential(config: SerializedObject): SerializedObject {
  const layers = layersIn(config);
  const [first] = layers;
  const name = Array.isArray(config.config) ? undefined : config.config['name'];
  const started = first && first.class_name !== 'InputLayer' ? inputFor(first) : [];
  return { class_name: 'Sequential', config: { name, layers: [...started, ...layers.map(inKeras3)] } };
}

interface WithShape {
  readonly name?: string;
  readonly batch_input_shape?: readonly (number | null)[];
  readonly dtype?: unknown;
  readonly layer?: SerializedObject;
}

/** The input of a layer that tells its shape, also of one that is held by the layer. */
function inputFor({ class_name: className, config }: SerializedObject): SerializedObject[] {
  const { name, batch_input_shape: shape, layer } = config as WithShape; // Keras's form
  if (!shape) return layer ? inputFor(layer) : [];
  const dtype = className === 'Embedding' ? 'int32' : 'float32';
  return [
    { class_name: 'InputLayer', config: { batch_shape: shape, dtype, ...(name ? { name: `${name}_input` } : {}) } },
  ];
}

const MODELS = ['Sequential', 'Model', 'Functional'];

/** Layers whose further inputs are their first states. */
const RECURRENT = /^(SimpleRNN|LSTM|GRU|RNN|ConvLSTM[123]D|Bidirectional)$/;

function functional(config: SerializedObject): SerializedObject {
  const layers = layersIn(config) as readonly GraphLayer[]; // in a graph they have names and calls
  if (!layers.some((layer) => layer.inbound_nodes.some(isOlderCall))) {
    const converted = layers.map((layer) => ({ ...layer, ...inKeras3(layer) }));
    return { class_name: 'Functional', config: { ...config.config, layers: converted } };
  }
  const { input_layers, output_layers, ...rest } = config.config as Config &
    Record<'input_layers' | 'output_layers', unknown>; // Keras's form
  const shifts = shiftsOf(layers, [input_layers, output_layers]);
  const shifted = ([name, call, output]: OlderPlace) => [name, call - (shifts.get(name) ?? 0), output] as const;
  const graphs = new Set(layers.filter((each) => /^(Model|Functional)$/.test(each.class_name)).map(({ name }) => name));
  const end = (place: OlderPlace) => {
    const [name, call, output] = shifted(place);
    return [name, call + (graphs.has(name) ? 1 : 0), output]; // Keras 3 counts a first call of its own there
  };
  return {
    class_name: 'Functional',
    config: {
      ...rest,
      layers: layers.map((layer) => ({
        ...inKeras3(layer),
        name: layer.name,
        inbound_nodes: layer.inbound_nodes
          .filter(isOlderCall)
          .map((places) => callOf(layer.class_name, places, shifted)),
      })),
      input_layers: mapPlaces(input_layers, end),
      output_layers: mapPlaces(output_layers, end),
    },
  };
}

function isPlace(value: unknown): value is OlderPlace {
  return Array.isArray(value) && typeof value[0] === 'string' && typeof value[1] === 'number';
}

/** A value with the places inside of it replaced. */
function mapPlaces(value: unknown, map: (place: OlderPlace) => unknown): unknown {
  if (isPlace(value)) return map(value);
  if (Array.isArray(value)) return value.map((each) => mapPlaces(each, map));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, mapPlaces(each, map)]));
}

/** Calls of models inside were counted from 1: a model had a call of its own. Told by a call that would not be there else. */
function shiftsOf(layers: readonly GraphLayer[], ends: unknown): Map<string, number> {
  const last = new Map<string, number>();
  mapPlaces([layers.map((layer) => layer.inbound_nodes), ends], ([name, call]) => {
    last.set(name, Math.max(last.get(name) ?? 0, call));
  });
  const shifted = layers.filter(
    (layer) => MODELS.includes(layer.class_name) && (last.get(layer.name) ?? 0) >= layer.inbound_nodes.length,
  );
  return new Map(shifted.map(({ name }) => [name, 1]));
}

/** A call with its tensors; states of recurrent layers are written as further inputs. */
function callOf(className: string, places: readonly OlderPlace[], shifted: (place: OlderPlace) => readonly unknown[]) {
  const tensor = (place: OlderPlace) => ({ class_name: '__keras_tensor__', config: { keras_history: shifted(place) } });
  const tensors = places.map(tensor);
  const named = mapPlaces(places[0]?.[3] ?? {}, tensor) as Config; // an object stays one
  const kwargs = Object.fromEntries(Object.entries(named).map(([key, value]) => [toSnake(key), value]));
  const [first, ...states] = tensors;
  if (states.length === 0) return { args: [first], kwargs };
  if (RECURRENT.test(className)) return { args: [first], kwargs: { ...kwargs, initial_state: states } };
  return { args: [tensors], kwargs };
}
