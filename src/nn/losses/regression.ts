/** Losses of numbers: errors along the last axis. Formulas: Keras 3. */

import { EPSILON } from '../../kernels/crossentropy.ts';
import {
  abs,
  add,
  clip,
  divide,
  maximum,
  multiply,
  negative,
  rsqrt,
  square,
  squaredDifference,
  subtract,
} from '../../kernels/elementwise/arithmetic.ts';
import { greater, where } from '../../kernels/elementwise/comparison.ts';
import { log, softplus } from '../../kernels/elementwise/exponential.ts';
import { max, mean, sum } from '../../kernels/reduce.ts';
import type { GraphNode } from '../../runtime/graph.ts';
import { signedLabels } from './hingeLabels.ts';
import { matched } from './matched.ts';

/** mean((t - p)²) */
export function meanSquaredError(yTrue: GraphNode, yPred: GraphNode): GraphNode {
  const [t, p] = matched('meanSquaredError', yTrue, yPred);
  return mean(squaredDifference(p, t), -1);
}

/** mean(|t - p|) */
export function meanAbsoluteError(yTrue: GraphNode, yPred: GraphNode): GraphNode {
  const [t, p] = matched('meanAbsoluteError', yTrue, yPred);
  return mean(abs(subtract(t, p)), -1);
}

/** 100 mean(|t - p| / max(|t|, ε)) */
export function meanAbsolutePercentageError(yTrue: GraphNode, yPred: GraphNode): GraphNode {
  const [t, p] = matched('meanAbsolutePercentageError', yTrue, yPred);
  return multiply(mean(abs(divide(subtract(t, p), maximum(abs(t), EPSILON))), -1), 100);
}

/** mean((log(max(p, ε) + 1) - log(max(t, ε) + 1))²) */
export function meanSquaredLogarithmicError(yTrue: GraphNode, yPred: GraphNode): GraphNode {
  const [t, p] = matched('meanSquaredLogarithmicError', yTrue, yPred);
  const logOf = (x: GraphNode) => log(add(maximum(x, EPSILON), 1));
  return mean(squaredDifference(logOf(p), logOf(t)), -1);
}

/** mean(|e| <= delta ? e²/2 : delta |e| - delta²/2) */
export function huber(yTrue: GraphNode, yPred: GraphNode, { delta = 1 }: { readonly delta?: number } = {}): GraphNode {
  const [t, p] = matched('huber', yTrue, yPred);
  const error = abs(subtract(p, t));
  return mean(
    where(greater(error, delta), subtract(multiply(error, delta), (delta * delta) / 2), multiply(square(error), 0.5)),
    -1,
  );
}

/** mean(log(cosh(p - t))), written as mean(e + softplus(-2e) - log 2) */
export function logCosh(yTrue: GraphNode, yPred: GraphNode): GraphNode {
  const [t, p] = matched('logCosh', yTrue, yPred);
  const error = subtract(p, t);
  return mean(subtract(add(error, softplus(multiply(error, -2))), Math.LN2), -1);
}

/** mean(max(1 - t p, 0)); labels 0 and 1 are taken as -1 and 1 */
export function hinge(yTrue: GraphNode, yPred: GraphNode): GraphNode {
  const [t, p] = matched('hinge', yTrue, yPred);
  return mean(maximum(subtract(1, multiply(signedLabels(t), p)), 0), -1);
}

/** mean(max(1 - t p, 0)²); labels 0 and 1 are taken as -1 and 1 */
export function squaredHinge(yTrue: GraphNode, yPred: GraphNode): GraphNode {
  const [t, p] = matched('squaredHinge', yTrue, yPred);
  return mean(square(maximum(subtract(1, multiply(signedLabels(t), p)), 0)), -1);
}

/** max(0, max((1 - t) p) - Σ t p + 1) */
export function categoricalHinge(yTrue: GraphNode, yPred: GraphNode): GraphNode {
  const [t, p] = matched('categoricalHinge', yTrue, yPred);
  const positive = sum(multiply(t, p), -1);
  const others = max(multiply(subtract(1, t), p), -1);
  return maximum(add(subtract(others, positive), 1), 0);
}

/** mean(p - t log(p + ε)) */
export function poisson(yTrue: GraphNode, yPred: GraphNode): GraphNode {
  const [t, p] = matched('poisson', yTrue, yPred);
  return mean(subtract(p, multiply(t, log(add(p, EPSILON)))), -1);
}

/** Σ t log(t / p), both limited to [ε, 1] */
export function klDivergence(yTrue: GraphNode, yPred: GraphNode): GraphNode {
  const [t, p] = matched('klDivergence', yTrue, yPred).map((x) => clip(x, EPSILON, 1));
  return sum(multiply(t!, log(divide(t!, p!))), -1); // matched: two nodes
}

/** x / |x| along an axis, with |x|² at least ε² */
export function unitVectors(x: GraphNode, axis: number): GraphNode {
  return multiply(x, rsqrt(maximum(sum(square(x), axis, { keepDims: true }), EPSILON * EPSILON)));
}

/** -Σ norm(t) norm(p): -1 is best */
export function cosineSimilarity(
  yTrue: GraphNode,
  yPred: GraphNode,
  { axis = -1 }: { readonly axis?: number } = {},
): GraphNode {
  const [t, p] = matched('cosineSimilarity', yTrue, yPred);
  return negative(sum(multiply(unitVectors(t, axis), unitVectors(p, axis)), axis));
}
