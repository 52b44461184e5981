/** Activation functions on nodes, elementwise; those along an axis are in alongAxis.ts. Most are compositions: fusion makes one kernel of them. Formulas: Keras 3. */
import {
  abs,
  add,
  clip,
  divide,
  maximum,
  minimum,
  multiply,
  negative,
  relu as plainRelu,
  sqrt,
  square,
  subtract,
} from '../../kernels/elementwise/arithmetic.ts';
import { greater, less, where } from '../../kernels/elementwise/comparison.ts';
import { erf } from '../../kernels/elementwise/erf.ts';
import { expm1, sigmoid, softplus, tanh } from '../../kernels/elementwise/exponential.ts';
import { InvalidArgumentError } from '../../runtime/errors.ts';
import type { GraphNode } from '../../runtime/graph.ts';

export { exp as exponential, sigmoid, softplus, tanh } from '../../kernels/elementwise/exponential.ts';
export { type AxisOptions, glu, logSoftmax, softmax, sparsemax } from './alongAxis.ts';

/** x */
export function linear(x: GraphNode): GraphNode {
  return x;
}

export interface ReluOptions {
  /** Slope below the threshold; default 0. */
  readonly negativeSlope?: number;
  /** Upper limit; default: none. */
  readonly maxValue?: number | null;
  /** Default 0. */
  readonly threshold?: number;
}

/** x > threshold ? min(x, maxValue) : negativeSlope (x - threshold) */
export function relu(x: GraphNode, options: ReluOptions = {}): GraphNode {
  const { negativeSlope = 0, maxValue = null, threshold = 0 } = options;
  if (negativeSlope === 0 && maxValue === null && threshold === 0) return plainRelu(x);
  const upper = maxValue === null ? x : minimum(x, maxValue);
  const lower = negativeSlope === 0 ? 0 : multiply(threshold === 0 ? x : subtract(x, threshold), negativeSlope);
  return where(greater(x, threshold), upper, lower);
}

/** min(max(x, 0), 6) */
export function relu6(x: GraphNode): GraphNode {
  return relu(x, { maxValue: 6 });
}

/** x > 0 ? x : negativeSlope x; default slope 0.2. */
export function leakyRelu(x: GraphNode, { negativeSlope = 0.2 }: { readonly negativeSlope?: number } = {}): GraphNode {
  return relu(x, { negativeSlope });
}

/** min(x, 0) with slope 1 at 0, where `minimum` would share the gradient between its two arguments. */
function notAbove0(x: GraphNode): GraphNode {
  return where(greater(x, 0), 0, x);
}

/** x >= 0 ? x : alpha (exp(x) - 1) */
export function elu(x: GraphNode, { alpha = 1 }: { readonly alpha?: number } = {}): GraphNode {
  const low = expm1(notAbove0(x));
  return where(greater(x, 0), x, alpha === 1 ? low : multiply(low, alpha));
}

const SELU_SCALE = 1.0507009873554805;
const SELU_ALPHA = 1.6732632423543772;

/** scale · elu(x, alpha) with the self-normalising constants (Klambauer et al., 2017). */
export function selu(x: GraphNode): GraphNode {
  return multiply(elu(x, { alpha: SELU_ALPHA }), SELU_SCALE);
}

/** max(x, 0) + alpha (exp(min(x, 0) / alpha) - 1) */
export function celu(x: GraphNode, { alpha = 1 }: { readonly alpha?: number } = {}): GraphNode {
  return where(greater(x, 0), x, multiply(expm1(multiply(notAbove0(x), 1 / alpha)), alpha));
}

/** x/2 (1 + erf(x/√2)); approximate: x/2 (1 + tanh(√(2/π)(x + 0.044715 x³))) */
export function gelu(x: GraphNode, { approximate = false }: { readonly approximate?: boolean } = {}): GraphNode {
  if (!approximate) return multiply(multiply(x, 0.5), add(erf(multiply(x, Math.SQRT1_2)), 1));
  const inner = multiply(multiply(x, add(multiply(square(x), 0.044715), 1)), Math.sqrt(2 / Math.PI));
  return multiply(multiply(x, 0.5), add(tanh(inner), 1));
}

/** x / (1 + |x|) */
export function softsign(x: GraphNode): GraphNode {
  return divide(x, add(abs(x), 1));
}

/** x sigmoid(x) */
export function silu(x: GraphNode): GraphNode {
  return multiply(x, sigmoid(x));
}

/** x tanh(softplus(x)) */
export function mish(x: GraphNode): GraphNode {
  return multiply(x, tanh(softplus(x)));
}

/** min(max(x/6 + 1/2, 0), 1) */
export function hardSigmoid(x: GraphNode): GraphNode {
  return clip(add(multiply(x, 1 / 6), 0.5), 0, 1);
}

/** x hardSigmoid(x) */
export function hardSilu(x: GraphNode): GraphNode {
  return multiply(x, hardSigmoid(x));
}

/** min(max(x, -1), 1) */
export function hardTanh(x: GraphNode): GraphNode {
  return clip(x, -1, 1);
}

/** |x| > threshold ? x : 0 */
export function hardShrink(x: GraphNode, { threshold = 0.5 }: { readonly threshold?: number } = {}): GraphNode {
  return where(greater(abs(x), threshold), x, 0);
}

/** x moved towards 0 by threshold */
export function softShrink(x: GraphNode, { threshold = 0.5 }: { readonly threshold?: number } = {}): GraphNode {
  return where(greater(x, threshold), subtract(x, threshold), where(less(x, -threshold), add(x, threshold), 0));
}

/** x - tanh(x) */
export function tanhShrink(x: GraphNode): GraphNode {
  return subtract(x, tanh(x));
}

/** (x + √(x² + b)) / 2 */
export function squareplus(x: GraphNode, { b = 4 }: { readonly b?: number } = {}): GraphNode {
  return multiply(add(x, sqrt(add(square(x), b))), 0.5);
}

/** x > threshold ? x : defaultValue; both must be given. */
export function threshold(
  x: GraphNode,
  options: { readonly threshold: number; readonly defaultValue: number },
): GraphNode {
  const given: Partial<typeof options> | undefined = options; // by name it may be called without
  if (given?.threshold === undefined || given.defaultValue === undefined)
    throw new InvalidArgumentError({
      who: 'threshold',
      expected: 'the options threshold and defaultValue',
      received: given,
      fix: 'Use a function: (x) => activations.threshold(x, { threshold: 0, defaultValue: 0 }).',
    });
  return where(greater(x, options.threshold), x, options.defaultValue);
}

/** -softplus(-x) */
export function logSigmoid(x: GraphNode): GraphNode {
  return negative(softplus(negative(x)));
}

/** x <= -1: 0;  x < 1: (x + 1)²/4;  else x */
export function sparsePlus(x: GraphNode): GraphNode {
  return where(less(x, 1), multiply(square(maximum(add(x, 1), 0)), 0.25), x);
}

/** min(max((x + 1)/2, 0), 1) */
export function sparseSigmoid(x: GraphNode): GraphNode {
  return clip(multiply(add(x, 1), 0.5), 0, 1);
}
