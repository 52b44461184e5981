/** Circle loss of embeddings (Sun et al., 2020). */

import { add, maximum, multiply, stopGradient, subtract } from '../../kernels/elementwise/arithmetic.ts';
import { equal, greater, logicalAnd, logicalNot, notEqual, where } from '../../kernels/elementwise/comparison.ts';
import { exp, log, softplus } from '../../kernels/elementwise/exponential.ts';
import { cast } from '../../kernels/elementwise/operands.ts';
import { iota } from '../../kernels/iota.ts';
import { matmul } from '../../kernels/matmul/matmul.ts';
import { reshape, squeeze } from '../../kernels/movement/reshape.ts';
import { transpose } from '../../kernels/movement/transpose.ts';
import { max, sum } from '../../kernels/reduce.ts';
import { ShapeError } from '../../runtime/errors.ts';
import type { GraphNode } from '../../runtime/graph.ts';
import { sizeOf } from '../../runtime/spec.ts';
import type { LossValues } from './loss.ts';

export interface CircleOptions {
  /** Scale of the loss; default 80. */
  readonly gamma?: number | undefined;
  /** How much similarities may differ from the best; default 0.4. */
  readonly margin?: number | undefined;
  /** Whether a sample is not its own positive partner; default true. */
  readonly removeDiagonal?: boolean | undefined;
}

/** Stands for the logarithm of 0: finite, as GPUs may not know infinities. */
const NONE = -1e30;

/** log Σ exp(x) of each row, over the places that are in the mask. */
function logSumExp(x: GraphNode, mask: GraphNode): GraphNode {
  const own = where(mask, x, NONE);
  const top = stopGradient(max(own, 1, { keepDims: true }));
  return add(log(sum(exp(subtract(own, top)), 1)), squeeze(top, 1));
}

/**
 * softplus(logsumexp of positives + logsumexp of negatives) for each sample, where similarities of equally labelled samples
 * (d = 1 - cosine >= 0) count gamma (margin + d) (d - margin), and those of others gamma (1 + margin - d)(1 - margin - d).
 * Shapes: class numbers `[batch]` or `[batch, 1]`, embeddings `[batch, width]` of length 1 -> `[batch]`.
 */
export function circle(yTrue: GraphNode, yPred: GraphNode, options: CircleOptions = {}): LossValues {
  const { gamma = 80, margin = 0.4, removeDiagonal = true } = options;
  const [count] = yPred.shape;
  if (yPred.shape.length !== 2 || sizeOf(yTrue.shape) !== count) {
    throw new ShapeError({
      who: 'circle',
      expected: 'class numbers [batch] and embeddings [batch, width]',
      received: [yTrue.shape, yPred.shape],
    });
  }
  const labels = reshape(cast(yTrue, 'int32'), [count, 1]);
  const same = equal(labels, transpose(labels));
  const others = notEqual(iota([count, count], 0), iota([count, count], 1));
  const positive = removeDiagonal ? logicalAnd(same, others) : same;
  const distance = maximum(subtract(1, matmul(yPred, transpose(yPred))), 0);
  const forPositive = multiply(multiply(add(distance, margin), subtract(distance, margin)), gamma);
  const forNegative = multiply(
    multiply(maximum(subtract(1 + margin, distance), 0), subtract(1 - margin, distance)),
    gamma,
  );
  const values = softplus(add(logSumExp(forPositive, positive), logSumExp(forNegative, logicalNot(same))));
  return { values, mask: greater(values, 0) };
}
