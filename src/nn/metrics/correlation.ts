/** How well predictions follow targets, row by row. Formulas: Keras 3. */
import { EPSILON } from '../../kernels/crossentropy.ts';
import {
  add,
  divide,
  multiply,
  sqrt,
  square,
  squaredDifference,
  subtract,
} from '../../kernels/elementwise/arithmetic.ts';
import { mean } from '../../kernels/reduce.ts';
import type { GraphNode } from '../../runtime/graph.ts';
import { equalShapes } from '../losses/matched.ts';

export interface CorrelationOptions {
  /** The axis (or axes) along which rows run; default -1. */
  readonly axis?: number | readonly number[] | undefined;
}

type Axis = number | readonly number[];

function centred(x: GraphNode, axis: Axis): GraphNode {
  return subtract(x, mean(x, axis, { keepDims: true }));
}

/** mean of (t - mean t)(p - mean p) / (std t std p) along the axis */
export function pearsonCorrelation(
  yTrue: GraphNode,
  yPred: GraphNode,
  { axis = -1 }: CorrelationOptions = {},
): GraphNode {
  const [t, p] = equalShapes('pearsonCorrelation', yTrue, yPred).map((x) => {
    const own = centred(x, axis);
    return divide(own, add(sqrt(mean(square(own), axis, { keepDims: true })), EPSILON));
  });
  return mean(multiply(t!, p!), axis); // two tensors
}

/** 2 cov(t, p) / (var t + var p + (mean t - mean p)²) along the axis (Lin, 1989) */
export function concordanceCorrelation(
  yTrue: GraphNode,
  yPred: GraphNode,
  { axis = -1 }: CorrelationOptions = {},
): GraphNode {
  const [t, p] = equalShapes('concordanceCorrelation', yTrue, yPred);
  const [ownT, ownP] = [centred(t, axis), centred(p, axis)];
  const spread = add(mean(square(ownT), axis), mean(square(ownP), axis));
  const distance = squaredDifference(mean(t, axis), mean(p, axis));
  return divide(multiply(mean(multiply(ownT, ownP), axis), 2), add(add(spread, distance), EPSILON));
}
