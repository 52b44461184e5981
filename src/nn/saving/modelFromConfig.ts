/** Models from Keras configurations: `Sequential` and `Functional`. */
import { FileFormatError } from '../../runtime/errors.ts';
import { InputLayer } from '../layers/core/input.ts';
import { readLayer } from '../layers/deserialize.ts';
import type { Layer } from '../layers/layer.ts';
import { Functional } from '../models/functional.ts';
import { Model } from '../models/model.ts';
import { Sequential } from '../models/sequential.ts';
import { customObjectNamed } from '../registry.ts';
import type { OpenShapes } from '../symbolic.ts';
import { isSerializedObject, type SerializedObject } from './config.ts';
import { GraphReader, type LayerConfig } from './graphReader.ts';
import { inKeras3, isOlderModel } from './older/modelConfig.ts';
import { type CustomObject, type CustomObjects, customObjectScope } from './registered.ts';

export interface ModelFromConfigOptions {
  /** Classes and functions of your own by the names that the configuration has for them: `{ Scale }`. */
  readonly customObjects?: CustomObjects | undefined;
}

function layersOf(config: SerializedObject): readonly LayerConfig[] {
  const { layers } = config.config as { readonly layers?: unknown }; // checked next
  if (Array.isArray(layers) && layers.every(isSerializedObject)) return layers;
  throw new FileFormatError({
    who: 'modelFromConfig',
    expected: `the configuration of a ${config.class_name} must have a list of layers`,
    received: layers,
  });
}

/** What Keras writes for models. */
interface ModelConfig {
  readonly name?: string;
  readonly trainable?: boolean;
  readonly build_input_shape?: readonly (number | null)[] | null;
  readonly input_layers?: unknown;
  readonly output_layers?: unknown;
}

/** @param Class - `Sequential`, or a class of the user's own that extends it. */
function sequentialFrom(config: SerializedObject, Class: typeof Sequential = Sequential): Sequential {
  const { name, build_input_shape: shape } = config.config as ModelConfig; // Keras's form
  const model = new Class({ name });
  for (const each of layersOf(config)) {
    const layer = layerFrom(each);
    model.add(layer instanceof InputLayer ? layer.output : layer);
  }
  if (!model.built && shape) model.build(shape);
  return model;
}

/** @param Class - `Functional`, or a class of the user's own that extends it. */
function functionalFrom(config: SerializedObject, Class: typeof Functional = Functional): Functional {
  const { name, input_layers, output_layers } = config.config as ModelConfig; // Keras's form
  const reader = new GraphReader(layerFrom);
  reader.read(layersOf(config));
  return new Class({ name, inputs: reader.structure(input_layers), outputs: reader.structure(output_layers) });
}

const MODELS = { Sequential: sequentialFrom, Functional: functionalFrom, Model: functionalFrom };

function isModelClass(name: string): name is keyof typeof MODELS {
  return name in MODELS;
}

/** Layers that several others hold, by the numbers that a file has for them. */
let shared = new Map<number, Layer>();

interface FullConfig extends LayerConfig {
  readonly shared_object_id?: number;
  readonly build_config?: { readonly input_shape?: OpenShapes | null } | null;
}

/** A layer, or a model inside of a model; one that was made already when it is the same. */
function layerFrom(config: FullConfig): Layer {
  const { shared_object_id: id } = config;
  const known = id === undefined ? undefined : shared.get(id);
  if (known) return known;
  const layer = modelOf(config) ?? readLayer(config, layerFrom);
  if (id !== undefined) shared.set(id, layer);
  return layer;
}

/** A model; null for layers. */
function modelOf(config: FullConfig): Model | null {
  const own = customObjectNamed(config);
  const model = own
    ? ownModel(config, own)
    : isModelClass(config.class_name)
      ? MODELS[config.class_name](config)
      : null;
  if (model && (config.config as ModelConfig).trainable === false) model.trainable = false; // Keras's form
  return model;
}

/** A model of the user's own class; null when the class is not one of models. */
function ownModel(config: FullConfig, Class: CustomObject): Model | null {
  if (Class.prototype instanceof Sequential) return sequentialFrom(config, Class as typeof Sequential); // it extends it
  if (Class.prototype instanceof Functional && 'input_layers' in config.config)
    return functionalFrom(config, Class as typeof Functional); // it extends it
  if (!(Class.prototype instanceof Model)) return null;
  const model = readLayer(config, layerFrom) as Model; // it extends it
  const shape = config.build_config?.input_shape;
  if (!model.built && shape) model.build(shape);
  return model;
}

/**
 * A model from Keras's configuration, with new initial weights.
 *
 * @param config - `{ class_name: 'Sequential' | 'Functional', config }`, as in `config.json` or of `model.to_json()`.
 * @throws FileFormatError, or InvalidArgumentError for layers that are not known.
 * @example
 * const m = modelFromConfig(JSON.parse(text));
 */
export function modelFromConfig(config: SerializedObject, { customObjects = {} }: ModelFromConfigOptions = {}): Model {
  shared = new Map();
  const model = customObjectScope(customObjects, () => modelOf(isOlderModel(config) ? inKeras3(config) : config));
  if (model) return model;
  throw new FileFormatError({
    who: 'modelFromConfig',
    expected: "class_name must be 'Sequential', 'Functional' or a model class of your own (customObjects)",
    received: config.class_name,
  });
}
