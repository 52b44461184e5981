/** Models from Keras configurations: `Sequential` and `Functional`. */
import { FileFormatError } from '../../runtime/errors.ts';
import { InputLayer } from '../layers/core/input.ts';
import { deserialize } from '../layers/deserialize.ts';
import type { CallArguments, Layer, Several } from '../layers/layer.ts';
import { Functional } from '../models/functional.ts';
import type { Model } from '../models/model.ts';
import { Sequential } from '../models/sequential.ts';
import { KerasTensor } from '../symbolic.ts';
import { isSerializedObject, type SerializedObject, toCamel } from './config.ts';

/** One call of a layer as Keras writes it. */
interface CallConfig {
  readonly args: readonly unknown[];
  readonly kwargs: Readonly<Record<string, unknown>>;
}

interface LayerConfig extends SerializedObject {
  readonly name?: string;
  readonly inbound_nodes?: readonly CallConfig[];
}

/** `[layer name, call, output]` */
type TensorPlace = readonly [string, number, number];

function isPlace(value: unknown): value is TensorPlace {
  return Array.isArray(value) && value.length === 3 && typeof value[0] === 'string';
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

/** A layer, or a model inside of a model. */
function layerFrom(config: LayerConfig): Layer {
  return config.class_name === 'Sequential' || config.class_name === 'Functional'
    ? modelFromConfig(config)
    : deserialize(config);
}

function sequentialFrom(config: SerializedObject): Sequential {
  const { name } = config.config as { readonly name?: string }; // a text where Keras writes one
  const model = new Sequential({ name });
  for (const each of layersOf(config)) {
    const layer = layerFrom(each);
    model.add(layer instanceof InputLayer ? layer.output : layer);
  }
  return model;
}

/** Makes the calls whose inputs exist, again and again, until all are made. */
class GraphReader {
  readonly #layers = new Map<string, Layer>();
  readonly #outputs = new Map<string, readonly KerasTensor[]>();

  read(configs: readonly LayerConfig[]): void {
    const waiting: { readonly name: string; readonly call: CallConfig; readonly index: number }[] = [];
    for (const config of configs) {
      const layer = layerFrom(config);
      const name = config.name ?? layer.name;
      this.#layers.set(name, layer);
      if (layer instanceof InputLayer) this.#outputs.set(`${name} 0`, [layer.output]);
      config.inbound_nodes?.forEach((call, index) => waiting.push({ name, call, index }));
    }
    for (let left = waiting; left.length > 0; ) {
      const next = left.filter((each) => !this.#make(each.name, each.call, each.index));
      if (next.length === left.length) {
        throw new FileFormatError({
          who: 'modelFromConfig',
          expected: 'layers whose inputs exist',
          received: next.map(({ name }) => name),
        });
      }
      left = next;
    }
  }

  /** Makes a call if its inputs exist. */
  #make(name: string, { args, kwargs }: CallConfig, index: number): boolean {
    const layer = this.#layers.get(name)!; // put there by read()
    const [inputs, ...rest] = args.map((each) => this.#value(each));
    const named = Object.fromEntries(
      Object.entries(kwargs ?? {}).map(([key, value]) => [toCamel(key), this.#value(value)]),
    );
    if ([inputs, ...rest, ...Object.values(named)].some(hasMissing)) return false;
    const list = rest.filter((each) => each instanceof KerasTensor);
    const given = list.length > 0 && inputs instanceof KerasTensor ? [inputs, ...list] : inputs;
    const outputs = layer.applyAll(given as Several<KerasTensor>, named as CallArguments) as readonly KerasTensor[]; // symbolic in, symbolic out
    this.#outputs.set(`${name} ${index}`, outputs);
    return true;
  }

  /** The value of an argument: symbolic tensors by their place; `MISSING` when the place is not computed yet. */
  #value(value: unknown): unknown {
    if (isSerializedObject(value) && value.class_name === '__keras_tensor__')
      return this.tensor((value.config as { keras_history: TensorPlace }).keras_history); // Keras's form
    return Array.isArray(value) ? value.map((each) => this.#value(each)) : value;
  }

  tensor([name, call, output]: TensorPlace): KerasTensor | typeof MISSING {
    return this.#outputs.get(`${name} ${call}`)?.[output] ?? MISSING;
  }

  /** Inputs or outputs of the model: a tensor, a list or an object. Calls of models inside are written with 1 added. */
  structure(value: unknown): KerasTensor | KerasTensor[] | Record<string, KerasTensor> {
    if (isPlace(value)) {
      const found = this.tensor(value);
      const tensor = found === MISSING ? this.tensor([value[0], value[1] - 1, value[2]]) : found;
      if (tensor !== MISSING) return tensor;
      throw new FileFormatError({ who: 'modelFromConfig', expected: 'inputs and outputs that exist', received: value });
    }
    if (Array.isArray(value)) return value.map((each) => this.structure(each) as KerasTensor); // a list of places
    return Object.fromEntries(
      Object.entries(value as object).map(([key, each]) => [key, this.structure(each) as KerasTensor]),
    ); // places by name
  }
}

const MISSING = Symbol('not computed yet');

function hasMissing(value: unknown): boolean {
  return value === MISSING || (Array.isArray(value) && value.some(hasMissing));
}

function functionalFrom(config: SerializedObject): Functional {
  const { name, input_layers, output_layers } = config.config as {
    readonly name?: string;
    readonly input_layers: unknown;
    readonly output_layers: unknown;
  }; // Keras's form
  const reader = new GraphReader();
  reader.read(layersOf(config));
  return new Functional({ name, inputs: reader.structure(input_layers), outputs: reader.structure(output_layers) });
}

/**
 * A model from Keras's configuration, with new initial weights.
 *
 * @param config - `{ class_name: 'Sequential' | 'Functional', config }`, as in `config.json` or of `model.to_json()`.
 * @throws FileFormatError, or InvalidArgumentError for layers that are not known.
 * @example
 * const m = modelFromConfig(JSON.parse(text));
 */
export function modelFromConfig(config: SerializedObject): Model {
  if (config.class_name === 'Sequential') return sequentialFrom(config);
  if (config.class_name === 'Functional' || config.class_name === 'Model') return functionalFrom(config);
  throw new FileFormatError({
    who: 'modelFromConfig',
    expected: "class_name must be 'Sequential' or 'Functional'",
    received: config.class_name,
  });
}
