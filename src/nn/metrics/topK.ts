/** Shares of answers among the k best predictions. Ranks come from counting what is larger: nothing is sorted. */
import { argmax } from '../../kernels/argmax.ts';
import { equal, greater, isFinite, less, logicalAnd, logicalOr, where } from '../../kernels/elementwise/comparison.ts';
import { cast } from '../../kernels/elementwise/operands.ts';
import { iota } from '../../kernels/iota.ts';
import { expandDims, squeeze } from '../../kernels/movement/reshape.ts';
import { slice } from '../../kernels/movement/slice.ts';
import { max, sum } from '../../kernels/reduce.ts';
import { ShapeError } from '../../runtime/errors.ts';
import type { GraphNode } from '../../runtime/graph.ts';

export interface TopKOptions {
  /** How many of the largest predictions count as an answer; default 5. */
  readonly k?: number | undefined;
}

export interface SparseTopKOptions extends TopKOptions {
  /** Whether predictions are class numbers already, the best first; default false. */
  readonly fromSortedIds?: boolean | undefined;
}

/** Class numbers without a last axis of size 1. */
function classNumbers(yTrue: GraphNode, yPred: GraphNode): GraphNode {
  const last = yTrue.shape[yTrue.shape.length - 1];
  const numbers = yTrue.shape.length === yPred.shape.length && last === 1 ? squeeze(yTrue, -1) : yTrue;
  if (numbers.shape.join() !== yPred.shape.slice(0, -1).join()) {
    throw new ShapeError({
      who: 'sparseTopKCategoricalAccuracy',
      expected: `class numbers of shape [${yPred.shape.slice(0, -1).join(', ')}], as the predictions without their class axis`,
      received: yTrue.shape,
    });
  }
  return cast(numbers, 'int32');
}

/** 1 where fewer than k predictions are larger than that of the labelled class (as in Keras, equal ones do not count). */
function amongLargest(labels: GraphNode, yPred: GraphNode, k: number): GraphNode {
  const chosen = equal(iota(yPred.shape), expandDims(labels, -1));
  const own = sum(where(chosen, yPred, 0), -1, { keepDims: true });
  const larger = sum(cast(greater(yPred, own), 'float32'), -1);
  const exists = greater(max(cast(chosen, 'float32'), -1), 0);
  return cast(logicalAnd(logicalAnd(less(larger, k), exists), isFinite(squeeze(own, -1))), 'float32');
}

/** 1 where the class of the largest target is among the k largest predictions. */
export function topKCategoricalAccuracy(yTrue: GraphNode, yPred: GraphNode, { k = 5 }: TopKOptions = {}): GraphNode {
  return amongLargest(argmax(yTrue), cast(yPred, 'float32'), k);
}

/** 1 where the class number is among the k largest predictions. */
export function sparseTopKCategoricalAccuracy(
  yTrue: GraphNode,
  yPred: GraphNode,
  { k = 5, fromSortedIds = false }: SparseTopKOptions = {},
): GraphNode {
  const labels = classNumbers(yTrue, yPred);
  if (!fromSortedIds) return amongLargest(labels, cast(yPred, 'float32'), k);
  const classes = yPred.shape.length - 1;
  const first = slice(
    cast(yPred, 'int32'),
    yPred.shape.map(() => 0),
    yPred.shape.map((length, axis) => (axis === classes ? Math.min(k, length) : length)),
  );
  return max(cast(equal(first, expandDims(labels, -1)), 'float32'), -1);
}

/** True at the k largest elements of each row; of equal ones the first. */
export function largestOfRow(x: GraphNode, k: number): GraphNode {
  const places = iota(x.shape);
  const [own, other] = [expandDims(x, -1), expandDims(x, -2)];
  const earlier = less(expandDims(places, -2), expandDims(places, -1));
  const before = logicalOr(greater(other, own), logicalAnd(equal(other, own), earlier));
  return less(sum(cast(before, 'float32'), -1), k);
}
