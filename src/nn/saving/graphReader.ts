/** Reads the calls of a functional model from its configuration. */

import * as kernels from '../../kernels/index.ts';
import { FileFormatError } from '../../runtime/errors.ts';
import { type NestedArray, type TensorDType, tensor } from '../../runtime/tensor.ts';
import * as functions from '../activations/functions.ts';
import { InputLayer } from '../layers/core/input.ts';
import type { CallArguments, Layer } from '../layers/layer.ts';
import { gelu } from '../ops/gelu.ts';
import { applyFunction } from '../ops/symbolic.ts';
import { isRecord, leavesOf, type Structure } from '../structure.ts';
import { KerasTensor } from '../symbolic.ts';
import { isSerializedObject, type SerializedObject, toCamel } from './config.ts';
import { getItem } from './getItem.ts';
import { operationCall } from './operations.ts';

/** One call of a layer as Keras writes it. */
interface CallConfig {
  readonly args: readonly unknown[];
  readonly kwargs: Readonly<Record<string, unknown>>;
}

/** An input of a call as Keras 2 writes it. */
type OldPlace = readonly [name: string, call: number, output: number, kwargs?: Readonly<Record<string, unknown>>];

export interface LayerConfig extends SerializedObject {
  readonly name?: string;
  readonly inbound_nodes?: readonly (CallConfig | readonly OldPlace[])[];
}

/** `[layer name, call, output]` */
type TensorPlace = readonly [string, number, number];

/** Makes a call: gives its outputs for its arguments. */
type Caller = (args: readonly unknown[], kwargs: Readonly<Record<string, unknown>>) => readonly KerasTensor[];

function isPlace(value: unknown): value is TensorPlace {
  return Array.isArray(value) && value.length === 3 && typeof value[0] === 'string';
}

const MISSING = Symbol('not computed yet');

function hasMissing(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(hasMissing);
  return value === MISSING || (isRecord(value) && Object.values(value).some(hasMissing));
}

/** A call in Keras 3's form. */
function callOf(config: CallConfig | readonly OldPlace[]): CallConfig {
  if (!Array.isArray(config)) return config as CallConfig; // the other form is a list
  const places = config as readonly OldPlace[]; // a list
  const tensors = places.map((place) => ({
    class_name: '__keras_tensor__',
    config: { keras_history: place.slice(0, 3) },
  }));
  return { args: tensors.length === 1 ? tensors : [tensors], kwargs: places[0]?.[3] ?? {} };
}

/** A layer takes its inputs as one, as a list or by name; in Keras some take them one by one. */
function layerCaller(layer: Layer): Caller {
  return ([inputs, ...rest], kwargs) => {
    const further = rest.filter((each) => each instanceof KerasTensor);
    const given = further.length > 0 && inputs instanceof KerasTensor ? [inputs, ...further] : inputs;
    const named = Object.fromEntries(Object.entries(kwargs).map(([key, value]) => [toCamel(key), value]));
    return layer.applyAll(given as Structure<KerasTensor>, named as CallArguments) as readonly KerasTensor[]; // symbolic in, symbolic out
  };
}

/** Whether Keras's object is a function, which may have the name of a layer. */
function isOperation({ module }: SerializedObject): boolean {
  return /^keras(\.src)?\.(ops|activations)\b/.test(module ?? '');
}

function operationCaller({ class_name: className, config }: SerializedObject, name: string): Caller {
  return (args, kwargs) => {
    const call = operationCall({ className, config, args: [...args, ...Object.values(kwargs)] });
    const known: Readonly<Record<string, unknown>> = { ...functions, ...kernels, gelu, getItem };
    const body = call && known[call.functionName];
    if (typeof body !== 'function')
      throw new FileFormatError({ who: 'modelFromConfig', expected: 'functions that are known', received: className });
    const own = call?.args ?? [];
    return leavesOf<KerasTensor>(applyFunction(call?.functionName ?? '', body as never, own, name)); // checked when it is called
  };
}

/** An array as Keras writes it. */
function arrayFrom({ value, dtype }: { readonly value: NestedArray; readonly dtype: string }) {
  const type: TensorDType = dtype.includes('int') ? 'int32' : dtype === 'bool' ? 'bool' : 'float32';
  return tensor(value, undefined, type);
}

/** Makes the calls whose inputs exist, again and again, until all are made. */
export class GraphReader {
  readonly #layerFrom: (config: LayerConfig) => Layer;
  readonly #callers = new Map<string, Caller>();
  readonly #outputs = new Map<string, readonly KerasTensor[]>();
  /** Names of functional models inside. */
  readonly #graphs = new Set<string>();

  constructor(layerFrom: (config: LayerConfig) => Layer) {
    this.#layerFrom = layerFrom;
  }

  read(configs: readonly LayerConfig[]): void {
    const waiting: { readonly name: string; readonly call: CallConfig; readonly index: number }[] = [];
    for (const config of configs) {
      const name = this.#prepare(config);
      config.inbound_nodes?.forEach((call, index) => waiting.push({ name, call: callOf(call), index }));
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

  /** Makes a layer, or finds a function; gives its name. */
  #prepare(config: LayerConfig): string {
    if (isOperation(config)) {
      const name = config.name ?? String(config.config['name']);
      this.#callers.set(name, operationCaller(config, name));
      return name;
    }
    const layer = this.#layerFrom(config);
    const name = config.name ?? layer.name;
    this.#callers.set(name, layerCaller(layer));
    if (layer.className === 'Functional') this.#graphs.add(name);
    if (layer instanceof InputLayer) this.#outputs.set(`${name} 0`, [layer.output]);
    return name;
  }

  /** Makes a call if its inputs exist. */
  #make(name: string, { args, kwargs }: CallConfig, index: number): boolean {
    const own = args.map((each) => this.#value(each));
    const named = Object.fromEntries(Object.entries(kwargs ?? {}).map(([key, value]) => [key, this.#value(value)]));
    if (hasMissing(own) || hasMissing(named)) return false;
    this.#outputs.set(`${name} ${index}`, this.#callers.get(name)!(own, named)); // put there by read()
    return true;
  }

  /** The value of an argument: symbolic tensors by their place; `MISSING` when the place is not computed yet. */
  #value(value: unknown): unknown {
    if (Array.isArray(value)) return value.map((each) => this.#value(each));
    if (isSerializedObject(value)) {
      if (value.class_name === '__keras_tensor__')
        return this.tensor((value.config as { keras_history: TensorPlace }).keras_history); // Keras's form
      if (['__numpy__', '__tensor__'].includes(value.class_name)) return arrayFrom(value.config as never); // Keras's form
      return value;
    }
    if (!isRecord(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, this.#value(each)]));
  }

  tensor([name, call, output]: TensorPlace): KerasTensor | typeof MISSING {
    return this.#outputs.get(`${name} ${call}`)?.[output] ?? MISSING;
  }

  /** Inputs or outputs of the model: a tensor, a list or an object. Calls of models inside are written with 1 added. */
  structure(value: unknown): Structure<KerasTensor> {
    if (isPlace(value)) {
      const [name, call, output] = value;
      const tensor = this.tensor([name, this.#graphs.has(name) ? call - 1 : call, output]);
      if (tensor !== MISSING) return tensor;
      throw new FileFormatError({ who: 'modelFromConfig', expected: 'inputs and outputs that exist', received: value });
    }
    if (Array.isArray(value)) return value.map((each) => this.structure(each));
    return Object.fromEntries(Object.entries(value as object).map(([key, each]) => [key, this.structure(each)])); // places by name
  }
}
