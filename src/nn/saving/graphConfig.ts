/** The calls of a functional model as Keras writes them: `layers` with `inbound_nodes`, `input_layers`, `output_layers`. */
import { InvalidArgumentError } from '../../runtime/errors.ts';
import { GraphNode } from '../../runtime/graph.ts';
import { isTypedArray, Tensor } from '../../runtime/tensor.ts';
import { InputLayer } from '../layers/core/input.ts';
import type { Layer } from '../layers/layer.ts';
import type { CallGraph, Ends } from '../models/graph.ts';
import { FunctionLayer } from '../ops/symbolic.ts';
import { isRecord, mapStructure } from '../structure.ts';
import { type CallNode, KerasTensor, replaceTensors, tensorsIn } from '../symbolic.ts';
import { type Config, serialize, toSnake } from './config.ts';
import { operationConfig } from './operations.ts';

/** `[layer name, call, output]` */
type TensorPlace = readonly [string, number, number];

/** Which of its layer's calls in the graph a call is. */
type NumberOf = (call: CallNode) => number;

function placeOf(tensor: KerasTensor, numberOf: NumberOf): TensorPlace {
  const call = tensor.node!; // made by a call
  return [call.layer.name, numberOf(call), tensor.index];
}

/** Arguments with tensors by their places, and values as Keras writes arrays. */
function argument(value: unknown, numberOf: NumberOf): unknown {
  if (value instanceof KerasTensor) {
    const config = { shape: value.shape, dtype: value.dtype, keras_history: placeOf(value, numberOf) };
    return { class_name: '__keras_tensor__', config };
  }
  if (value instanceof Tensor)
    return { class_name: '__numpy__', config: { value: value.toNested(), dtype: value.dtype } };
  if (isTypedArray(value)) return argument(new Tensor([value.length], 'float32', Float32Array.from(value)), numberOf);
  if (value instanceof GraphNode) {
    throw new InvalidArgumentError({
      who: 'getConfig',
      expected: 'constants of a model given as tensors',
      received: value,
      fix: 'Use tensor(...) in the place of what ops compute.',
    });
  }
  if (Array.isArray(value)) return value.map((each) => argument(each, numberOf));
  if (!isRecord(value)) return value ?? null;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, argument(each, numberOf)]));
}

function callConfig({ layer, inputs, args }: CallNode, numberOf: NumberOf) {
  const positional = layer.spreadsInputs && Array.isArray(inputs) ? inputs : [inputs];
  const named = Object.entries(args).filter(([, value]) => value !== undefined);
  return {
    args: positional.map((each) => argument(each, numberOf)),
    kwargs: Object.fromEntries(named.map(([key, value]) => [toSnake(key), argument(value, numberOf)])),
  };
}

function layerConfig(layer: Layer, calls: readonly CallNode[], numberOf: NumberOf): Config {
  const inbound = layer instanceof InputLayer ? [] : calls.map((call) => callConfig(call, numberOf));
  return { ...serialize(layer), name: layer.name, inbound_nodes: inbound };
}

function functionConfig(layer: FunctionLayer, call: CallNode, numberOf: NumberOf): Config {
  const own = [...new Set(tensorsIn(layer.given))];
  const inputs = tensorsIn(call.inputs); // in the same order; in a copied graph they are others
  const given = replaceTensors(layer.given, (tensor) => inputs[own.indexOf(tensor)]) as readonly unknown[]; // a list stays one
  const { module, className, config, args } = operationConfig(layer.functionName, given);
  return {
    module,
    class_name: className,
    config: { name: layer.name, ...config },
    registered_name: className,
    name: layer.name,
    inbound_nodes: [{ args: args.map((each) => argument(each, numberOf)), kwargs: {} }],
  };
}

/** A model inside starts with a call of its own, in `input_layers` and `output_layers`; not in `inbound_nodes`. */
function isGraph(layer: Layer): boolean {
  return layer.className === 'Functional';
}

/** @throws InvalidArgumentError for calls of functions that Keras does not have. */
export function graphConfig({ calls, layers }: CallGraph, ends: Ends): Config {
  const inModel = new Set(calls);
  const callsOf = (layer: Layer) => layer.inboundNodes.filter((call) => inModel.has(call));
  const numberOf: NumberOf = (call) => callsOf(call.layer).indexOf(call);
  const end = (tensor: KerasTensor) =>
    placeOf(tensor, (call) => numberOf(call) + (isGraph(call.layer) ? 1 : 0)) as unknown; // not a structure of places
  return {
    layers: layers.map((layer) =>
      layer instanceof FunctionLayer
        ? functionConfig(layer, callsOf(layer)[0]!, numberOf) // called once in each graph
        : layerConfig(layer, callsOf(layer), numberOf),
    ),
    input_layers: mapStructure(ends.inputs, end),
    output_layers: mapStructure(ends.outputs, end),
  };
}
