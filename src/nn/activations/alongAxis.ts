/** Activation functions along an axis. Formulas: Keras 3. */
import { divide, maximum, multiply, subtract } from '../../kernels/elementwise/arithmetic.ts';
import { greater, less, where } from '../../kernels/elementwise/comparison.ts';
import { sigmoid } from '../../kernels/elementwise/exponential.ts';
import { cast } from '../../kernels/elementwise/operands.ts';
import { expandDims } from '../../kernels/movement/reshape.ts';
import { slice } from '../../kernels/movement/slice.ts';
import { sum } from '../../kernels/reduce.ts';
import { logSoftmax as logSoftmaxOf, softmax as softmaxOf } from '../../kernels/softmax.ts';
import { ShapeError } from '../../runtime/errors.ts';
import type { GraphNode } from '../../runtime/graph.ts';
import { normalizeAxis } from '../../runtime/spec.ts';

export interface AxisOptions {
  /** Default -1. */
  readonly axis?: number;
}

/** exp(x) / Σ exp(x) along an axis */
export function softmax(x: GraphNode, { axis = -1 }: AxisOptions = {}): GraphNode {
  return softmaxOf(x, axis);
}

/** log(softmax(x)) along an axis */
export function logSoftmax(x: GraphNode, { axis = -1 }: AxisOptions = {}): GraphNode {
  return logSoftmaxOf(x, axis);
}

/**
 * max(x - τ, 0) along an axis. The places S that τ is made from are those of the projection onto the simplex (Martins and
 * Astudillo, 2016): Σ_j max(x_j - x_i, 0) < 1, which needs no sorting. For a single place τ = max(x) - 1, as in the paper.
 * For k places Keras 3.16 takes τ = (Σ_S (k - r) x - 1) / k, where r places have a larger x (the paper: (Σ_S x - 1) / k),
 * so the results add up to less than 1. Here as everywhere its numbers count.
 */
export function sparsemax(x: GraphNode, { axis = -1 }: AxisOptions = {}): GraphNode {
  const place = normalizeAxis('sparsemax', axis, x.shape.length);
  const difference = subtract(expandDims(x, place), expandDims(x, place + 1));
  const chosen = less(sum(maximum(difference, 0), place + 1), 1);
  const larger = where(greater(difference, 0), 1, where(less(difference, 0), 0, 0.5)); // equal ones share their ranks
  const rank = subtract(sum(larger, place + 1), 0.5);
  const along = { keepDims: true };
  const count = sum(cast(chosen, 'float32'), place, along);
  const weighted = sum(where(chosen, multiply(x, subtract(count, rank)), 0), place, along);
  const above = subtract(x, divide(subtract(weighted, 1), count));
  return where(greater(above, 0), above, 0);
}

/** a sigmoid(b), where a and b are the halves of x along an axis (Dauphin et al., 2017). Shapes: `[..., 2n] -> [..., n]`. */
export function glu(x: GraphNode, { axis = -1 }: AxisOptions = {}): GraphNode {
  const place = normalizeAxis('glu', axis, x.shape.length);
  const length = x.shape[place]!; // normalised
  if (length % 2 !== 0)
    throw new ShapeError({ who: 'glu', expected: `axis ${place} must have an even size`, received: x.shape });
  const size = x.shape.map((all, each) => (each === place ? all / 2 : all));
  const second = x.shape.map((_, each) => (each === place ? length / 2 : 0));
  const first = x.shape.map(() => 0);
  return multiply(slice(x, first, size), sigmoid(slice(x, second, size)));
}
