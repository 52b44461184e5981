/** Activations by identifier. */
import { InvalidArgumentError, unknownName } from '../../runtime/errors.ts';
import type { GraphNode } from '../../runtime/graph.ts';
import { canonical } from '../names.ts';
import { orCustomFunction } from '../registry.ts';
import {
  functionNamed,
  isSerializedObject,
  type Serializable,
  type SerializedObject,
  serialize,
  unpacked,
} from '../saving/config.ts';
import { getRegisteredName } from '../saving/registered.ts';
import * as functions from './functions.ts';

/** A function of one tensor, elementwise or along an axis. */
export interface Activation {
  (x: GraphNode): GraphNode;
  /** How a configuration writes it; left out: by its name. */
  readonly written?: SerializedObject;
}

/** A name, a function on symbolic tensors, a configuration, a layer without weights (such as LeakyReLU), or null for none. */
export type ActivationIdentifier = string | Activation | SerializedObject | Serializable | null;

const { linear, relu, relu6, leakyRelu, elu, selu, celu, gelu, softplus, softsign, silu, mish, sigmoid, tanh } =
  functions;
const { hardSigmoid, hardSilu, hardTanh, hardShrink, softShrink, tanhShrink, squareplus, threshold } = functions;
const { exponential, logSigmoid, sparsePlus, sparseSigmoid, softmax, logSoftmax, sparsemax, glu } = functions;

/** Functions by Keras's name, with further names after it. */
export const ACTIVATIONS = {
  linear,
  relu,
  relu6,
  leaky_relu: leakyRelu,
  elu,
  selu,
  celu,
  gelu,
  softplus,
  softsign,
  silu,
  swish: silu,
  mish,
  sigmoid,
  tanh,
  hard_sigmoid: hardSigmoid,
  hard_silu: hardSilu,
  hard_swish: hardSilu,
  hard_tanh: hardTanh,
  hard_shrink: hardShrink,
  soft_shrink: softShrink,
  tanh_shrink: tanhShrink,
  squareplus,
  threshold,
  exponential,
  log_sigmoid: logSigmoid,
  sparse_plus: sparsePlus,
  sparse_sigmoid: sparseSigmoid,
  softmax,
  log_softmax: logSoftmax,
  sparsemax,
  glu,
} as const;

/** The function with a name in any spelling; null when there is none. */
export function findActivation(name: string): ((x: GraphNode, options?: never) => GraphNode) | null {
  const wanted = canonical(name);
  const entry = Object.entries(ACTIVATIONS).find(([key]) => canonical(key) === wanted);
  return (entry?.[1] as ((x: GraphNode, options?: never) => GraphNode) | undefined) ?? null; // options differ by function
}

/** The function behind one that was made usable on symbolic tensors: `activations.relu` is `relu`. */
function bodyOf(activation: Activation & { readonly body?: Activation }): Activation {
  return activation.body ?? activation;
}

/** What layers that are functions compute, by class name. */
const OF_LAYERS: Readonly<Record<string, (x: GraphNode, options: never) => GraphNode>> = {
  ReLU: relu,
  LeakyReLU: (x: GraphNode, { negativeSlope, alpha = 0.3 }: { negativeSlope?: number; alpha?: number }) =>
    leakyRelu(x, { negativeSlope: negativeSlope ?? alpha }),
  ELU: elu,
  Softmax: softmax,
};

/** The function that a layer stands for; null when it stands for none. */
function ofLayer(layer: SerializedObject): Activation | null {
  const { className, options } = unpacked(layer);
  const body = OF_LAYERS[className];
  return body ? Object.assign((x: GraphNode) => body(x, options as never), { written: layer }) : null; // options of the layer
}

/** An activation from a name, a function, a configuration or a layer; null and undefined mean none. */
export function getActivation(identifier: ActivationIdentifier | undefined, who = 'activations'): Activation {
  if (identifier === null || identifier === undefined) return linear;
  const own = orCustomFunction(identifier);
  if (typeof own === 'function') return bodyOf(own);
  const given = typeof own === 'object' && 'getConfig' in own ? serialize(own) : own;
  const name: unknown = functionNamed(given) ?? given;
  if (typeof name !== 'string') {
    const found = isSerializedObject(given) ? ofLayer(given) : null;
    if (found) return found;
    throw new InvalidArgumentError({
      who,
      expected: `activation must be a name, a function, or one of the layers ${Object.keys(OF_LAYERS).join(', ')}`,
      received: identifier,
    });
  }
  const found = findActivation(name);
  if (!found) throw unknownName(who, 'activation', name, Object.keys(ACTIVATIONS));
  return found;
}

/** Whether an activation is known to treat every element by itself, so that it does not matter how the axes are ordered. */
export function isElementwise(activation: Activation): boolean {
  const body: unknown = bodyOf(activation);
  const alongAxis: readonly unknown[] = [softmax, logSoftmax, sparsemax, glu];
  return !alongAxis.includes(body) && Object.values<unknown>(ACTIVATIONS).includes(body);
}

/** How a configuration writes an activation: Keras's name, that under which a function of the user's own is registered, or a layer. */
export function activationName(activation: Activation): string | SerializedObject {
  if (activation.written) return activation.written;
  const entry = Object.entries(ACTIVATIONS).find(([, each]) => each === bodyOf(activation));
  return entry?.[0] ?? getRegisteredName(activation) ?? activation.name;
}
