/** Counting right and wrong decisions at thresholds. */

import { add, clip, maximum, multiply } from '../../kernels/elementwise/arithmetic.ts';
import { greater, lessEqual, logicalAnd, logicalNot, notEqual, where } from '../../kernels/elementwise/comparison.ts';
import { cast } from '../../kernels/elementwise/operands.ts';
import { ceil } from '../../kernels/elementwise/rounding.ts';
import { iota } from '../../kernels/iota.ts';
import { broadcastTo } from '../../kernels/movement/broadcastTo.ts';
import { reshape } from '../../kernels/movement/reshape.ts';
import { slice } from '../../kernels/movement/slice.ts';
import { sum } from '../../kernels/reduce.ts';
import { InvalidArgumentError } from '../../runtime/errors.ts';
import { constant, type GraphNode } from '../../runtime/graph.ts';
import { normalizeAxis, sizeOf } from '../../runtime/spec.ts';
import { equalShapes } from '../losses/matched.ts';
import { largestOfRow } from './topK.ts';
import { alongFirstAxes } from './weights.ts';

/** What a decision was: positive or negative, rightly or not. */
export type Condition = 'truePositives' | 'falsePositives' | 'trueNegatives' | 'falseNegatives';

/** How predictions become decisions. */
export interface Decisions {
  /** Predictions above are positive. */
  readonly thresholds: readonly number[];
  /** Only the k largest predictions of a row can be positive. */
  readonly topK?: number | null;
  /** Only this class counts. */
  readonly classId?: number | null;
  /** Each label (last of two axes) is counted for itself. */
  readonly perLabel?: boolean;
  /** One weight for each label. */
  readonly labelWeights?: readonly number[] | null;
}

/** Predictions that are not among the k largest get this, in Keras and here. */
export const NOT_AMONG_TOP = -1e10;

/** How far thresholds may be from i / (n - 1) to be handled as buckets: those of NumPy's `allclose`, which Keras asks. */
function isEven(thresholds: readonly number[]): boolean {
  const last = thresholds.length - 1;
  return last >= 2 && thresholds.every((threshold, i) => Math.abs(threshold - i / last) <= 1e-7 + (1e-5 * i) / last);
}

/**
 * Whether predictions are above thresholds, which run along a new first axis. Evenly spaced thresholds divide [0, 1] into
 * buckets, as in Keras: the bucket is ceil(p (n - 1)) - 1; with a first threshold below 0 every prediction is above that.
 */
function above(predictions: GraphNode, thresholds: readonly number[]): GraphNode {
  const count = thresholds.length;
  const shape = [count, ...predictions.shape.map(() => 1)];
  if (!isEven(thresholds)) return greater(predictions, constant(thresholds, shape));
  const bucket = add(ceil(multiply(clip(predictions, 0, 1), count - 1)), -1);
  const first = thresholds[0]! < 0 ? maximum(bucket, 0) : bucket; // three thresholds or more
  return lessEqual(iota(shape, 0, 'float32'), first);
}

/** One entry of the last axis, which stays with size 1. */
function onlyClass(x: GraphNode, classId: number, who: string): GraphNode {
  const last = x.shape.length - 1;
  if (last < 1)
    throw new InvalidArgumentError({ who, expected: 'classId needs predictions [batch, classes]', received: x.shape });
  const place = normalizeAxis(`${who}: classId`, classId, x.shape[last]!); // last >= 1
  return slice(
    x,
    x.shape.map((_, axis) => (axis === last ? place : 0)),
    x.shape.map((length, axis) => (axis === last ? 1 : length)),
  );
}

/** The weight of each element, or null when all count 1. */
function weightsOf(
  shape: readonly number[],
  sampleWeight: GraphNode | null,
  labelWeights: readonly number[] | null,
): GraphNode | null {
  const samples = sampleWeight ? alongFirstAxes(sampleWeight, shape.length) : null;
  const labels = labelWeights ? constant(labelWeights, [labelWeights.length]) : null;
  const both = samples && labels ? multiply(samples, labels) : (samples ?? labels);
  return both ? broadcastTo(both, shape) : null;
}

/**
 * Weighted numbers of decisions of each kind in a batch, for each threshold: `[thresholds]`, or `[thresholds, labels]`.
 * Targets are true where they are not 0.
 */
export function countDecisions(
  who: string,
  [yTrue, yPred, sampleWeight]: readonly [GraphNode, GraphNode, GraphNode | null],
  { thresholds, topK = null, classId = null, perLabel = false, labelWeights = null }: Decisions,
): Readonly<Record<Condition, () => GraphNode>> {
  const [targets, all] = equalShapes(who, yTrue, cast(yPred, 'float32'));
  const among = topK === null ? all : where(largestOfRow(all, topK), all, NOT_AMONG_TOP);
  const [t, p] =
    classId === null ? [targets, among] : [onlyClass(targets, classId, who), onlyClass(among, classId, who)];
  const weights = weightsOf(p.shape, sampleWeight, labelWeights);
  const flat = perLabel ? p.shape : [sizeOf(p.shape)];
  const isPositive = above(reshape(p, flat), thresholds);
  const isTrue = notEqual(reshape(t, flat), 0);
  const one = weights ? reshape(weights, flat) : constant(1);
  const count = (decision: GraphNode, truth: GraphNode) => sum(where(logicalAnd(decision, truth), one, 0), 1);
  return {
    truePositives: () => count(isPositive, isTrue),
    falsePositives: () => count(isPositive, logicalNot(isTrue)),
    trueNegatives: () => count(logicalNot(isPositive), logicalNot(isTrue)),
    falseNegatives: () => count(logicalNot(isPositive), isTrue),
  };
}
