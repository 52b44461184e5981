/** The `activations` namespace: functions, and `get` by name. */

import { unknownName } from '../../runtime/errors.ts';
import type { GraphNode } from '../../runtime/graph.ts';
import { symbolic } from '../ops/symbolic.ts';
import type { SerializedObject } from '../saving/config.ts';
import type { KerasTensor, SymbolicTensor } from '../symbolic.ts';
import { checkActivationOptions } from './checkOptions.ts';
import * as functions from './functions.ts';
import { ACTIVATIONS, type Activation, activationName, findActivation, getActivation } from './get.ts';

export const linear = /* @__PURE__ */ symbolic('linear', functions.linear);
export const sigmoid = /* @__PURE__ */ symbolic('sigmoid', functions.sigmoid);
export const tanh = /* @__PURE__ */ symbolic('tanh', functions.tanh);
export const softplus = /* @__PURE__ */ symbolic('softplus', functions.softplus);
export const exponential = /* @__PURE__ */ symbolic('exponential', functions.exponential);
export const softmax = /* @__PURE__ */ symbolic('softmax', functions.softmax);
export const logSoftmax = /* @__PURE__ */ symbolic('logSoftmax', functions.logSoftmax);
export const sparsemax = /* @__PURE__ */ symbolic('sparsemax', functions.sparsemax);
export const glu = /* @__PURE__ */ symbolic('glu', functions.glu);
export const relu = /* @__PURE__ */ symbolic('relu', functions.relu);
export const relu6 = /* @__PURE__ */ symbolic('relu6', functions.relu6);
export const leakyRelu = /* @__PURE__ */ symbolic('leakyRelu', functions.leakyRelu);
export const elu = /* @__PURE__ */ symbolic('elu', functions.elu);
export const selu = /* @__PURE__ */ symbolic('selu', functions.selu);
export const celu = /* @__PURE__ */ symbolic('celu', functions.celu);
export const gelu = /* @__PURE__ */ symbolic('gelu', functions.gelu);
export const softsign = /* @__PURE__ */ symbolic('softsign', functions.softsign);
export const silu = /* @__PURE__ */ symbolic('silu', functions.silu);
export const mish = /* @__PURE__ */ symbolic('mish', functions.mish);
export const hardSigmoid = /* @__PURE__ */ symbolic('hardSigmoid', functions.hardSigmoid);
export const hardSilu = /* @__PURE__ */ symbolic('hardSilu', functions.hardSilu);
export const hardTanh = /* @__PURE__ */ symbolic('hardTanh', functions.hardTanh);
export const hardShrink = /* @__PURE__ */ symbolic('hardShrink', functions.hardShrink);
export const softShrink = /* @__PURE__ */ symbolic('softShrink', functions.softShrink);
export const tanhShrink = /* @__PURE__ */ symbolic('tanhShrink', functions.tanhShrink);
export const squareplus = /* @__PURE__ */ symbolic('squareplus', functions.squareplus);
export const threshold = /* @__PURE__ */ symbolic('threshold', functions.threshold);
export const logSigmoid = /* @__PURE__ */ symbolic('logSigmoid', functions.logSigmoid);
export const sparsePlus = /* @__PURE__ */ symbolic('sparsePlus', functions.sparsePlus);
export const sparseSigmoid = /* @__PURE__ */ symbolic('sparseSigmoid', functions.sparseSigmoid);
export const swish = silu;
export const hardSwish = hardSilu;

/** Named options of an activation. */
export type ActivationOptions = Readonly<Record<string, unknown>>;

/** An activation function: of a node while tracing, or of a symbolic tensor of a functional model. */
export interface NamedActivation {
  (x: GraphNode, options?: ActivationOptions): GraphNode;
  (x: KerasTensor, options?: ActivationOptions): KerasTensor;
  (x: SymbolicTensor, options?: ActivationOptions): SymbolicTensor;
}

/**
 * The activation function with a name, in Keras's snake_case or in camelCase.
 *
 * @throws InvalidArgumentError with the nearest name.
 * @example
 * activations.get('leaky_relu')(x, { negativeSlope: 0.1 });
 */
export function get(name: string): NamedActivation {
  const found = findActivation(name);
  if (!found) throw unknownName('activations.get', 'activation', name, Object.keys(ACTIVATIONS));
  return named(name, found);
}

/** The name of an activation function, as a configuration has it. */
export function serialize(activation: Activation): string | SerializedObject {
  return activationName(activation);
}

/** An activation function from a name or a configuration. */
export function deserialize(config: SerializedObject | string): NamedActivation {
  const found = getActivation(config, 'activations.deserialize');
  const written = activationName(found);
  return named(typeof written === 'string' ? written : 'activation', found);
}

/** A function by name: its options are checked. */
function named(name: string, body: Activation): NamedActivation {
  const call = body as (x: GraphNode, options?: ActivationOptions) => GraphNode; // options differ by function
  const checked = (x: GraphNode, options: ActivationOptions = {}) => {
    checkActivationOptions(name, options);
    return call(x, options);
  };
  return Object.assign(symbolic(name, checked), { body }) as unknown as NamedActivation; // in layers it is the function itself
}
