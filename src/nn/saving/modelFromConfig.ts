/** Models from Keras configurations: `Sequential` and `Functional`. */
import { FileFormatError } from '../../runtime/errors.ts';
import { InputLayer } from '../layers/core/input.ts';
import { readLayer } from '../layers/deserialize.ts';
import type { Layer } from '../layers/layer.ts';
import { Functional } from '../models/functional.ts';
import type { Model } from '../models/model.ts';
import { Sequential } from '../models/sequential.ts';
import { isSerializedObject, type SerializedObject } from './config.ts';
import { type CustomObjects, customObjectScope } from './customObjects.ts';
import { GraphReader, type LayerConfig } from './graphReader.ts';
import { inKeras3, isOlderModel } from './older/modelConfig.ts';

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

function sequentialFrom(config: SerializedObject): Sequential {
  const { name, build_input_shape: shape } = config.config as ModelConfig; // Keras's form
  const model = new Sequential({ name });
  for (const each of layersOf(config)) {
    const layer = layerFrom(each);
    model.add(layer instanceof InputLayer ? layer.output : layer);
  }
  if (!model.built && shape) model.build(shape);
  return model;
}

function functionalFrom(config: SerializedObject): Functional {
  const { name, input_layers, output_layers } = config.config as ModelConfig; // Keras's form
  const reader = new GraphReader(layerFrom);
  reader.read(layersOf(config));
  return new Functional({ name, inputs: reader.structure(input_layers), outputs: reader.structure(output_layers) });
}

const MODELS = { Sequential: sequentialFrom, Functional: functionalFrom, Model: functionalFrom };

function isModelClass(name: string): name is keyof typeof MODELS {
  return name in MODELS;
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
  return customObjectScope(customObjects, () => modelOf(isOlderModel(config) ? inKeras3(config) : config));
}

/** A layer, or a model inside of a model. */
function layerFrom(config: LayerConfig): Layer {
  return isModelClass(config.class_name) ? modelOf(config) : readLayer(config, layerFrom);
}

function modelOf(config: SerializedObject): Model {
  const { class_name: kind } = config;
  if (!isModelClass(kind)) {
    throw new FileFormatError({
      who: 'modelFromConfig',
      expected: "class_name must be 'Sequential' or 'Functional'",
      received: kind,
    });
  }
  const model = MODELS[kind](config);
  if ((config.config as ModelConfig).trainable === false) model.trainable = false; // Keras's form
  return model;
}
