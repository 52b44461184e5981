/** Losses of probabilities. Formulas and clipping: Keras 3. */

import { EPSILON, softmaxCrossentropy } from '../../kernels/crossentropy.ts';
import { abs, add, clip, divide, maximum, multiply, negative, subtract } from '../../kernels/elementwise/arithmetic.ts';
import { equal, logicalNot, where } from '../../kernels/elementwise/comparison.ts';
import { exp, log, log1p } from '../../kernels/elementwise/exponential.ts';
import { cast } from '../../kernels/elementwise/operands.ts';
import { reshape, squeeze } from '../../kernels/movement/reshape.ts';
import { transpose } from '../../kernels/movement/transpose.ts';
import { oneHot } from '../../kernels/oneHot.ts';
import { mean, sum } from '../../kernels/reduce.ts';
import { type SoftmaxAttrs, softmaxOp } from '../../kernels/softmax.ts';
import { ShapeError } from '../../runtime/errors.ts';
import type { GraphNode } from '../../runtime/graph.ts';
import { normalizeAxis, sizeOf } from '../../runtime/spec.ts';
import { numberFrom } from '../checks.ts';
import { checkNumber } from '../optimizers/checkNumber.ts';
import type { LossValues } from './loss.ts';
import { equalShapes, shapesDiffer } from './matched.ts';

export interface CrossentropyOptions {
  /** Whether predictions are logits instead of probabilities; default false. */
  readonly fromLogits?: boolean | undefined;
  /** Share of the labels that is spread evenly over the classes; default 0. */
  readonly labelSmoothing?: number | undefined;
  /** The axis of the classes; default -1. */
  readonly axis?: number | undefined;
}

export interface SparseOptions {
  readonly fromLogits?: boolean | undefined;
  /** Labels of this class do not count; default: none. */
  readonly ignoreClass?: number | null | undefined;
  readonly axis?: number | undefined;
}

/** @throws InvalidArgumentError for a share that is none. */
export function checkSmoothing(who: string, { labelSmoothing }: CrossentropyOptions): void {
  numberFrom(who, 'labelSmoothing', labelSmoothing, 0, 1);
}

/** @throws InvalidArgumentError when a class to ignore is no whole number. */
export function checkIgnored(who: string, { ignoreClass }: SparseOptions): void {
  if (ignoreClass !== null) checkNumber(who, 'ignoreClass', ignoreClass, { integer: true });
}

/** -(t log p + (1 - t) log(1 - p)) for each element; p limited to [ε, 1 - ε]; from logits in a form that cannot overflow. */
export function binaryTerms(t: GraphNode, p: GraphNode, fromLogits: boolean): GraphNode {
  if (fromLogits) return add(subtract(maximum(p, 0), multiply(p, t)), log1p(exp(negative(abs(p)))));
  const inside = clip(p, EPSILON, 1 - EPSILON);
  return negative(add(multiply(t, log(inside)), multiply(subtract(1, t), log(subtract(1, inside)))));
}

/** Mean over the axis of the binary crossentropy of each element. */
export function binaryCrossentropy(yTrue: GraphNode, yPred: GraphNode, options: CrossentropyOptions = {}): GraphNode {
  const { fromLogits = false, labelSmoothing = 0, axis = -1 } = options;
  const [labels, p] = equalShapes('binaryCrossentropy', yTrue, yPred);
  const t = labelSmoothing === 0 ? labels : add(multiply(labels, 1 - labelSmoothing), labelSmoothing / 2);
  return mean(binaryTerms(t, p, fromLogits), axis);
}

/** Logits behind probabilities, when those are a softmax along the last axis. */
function logitsBehind(p: GraphNode): GraphNode | null {
  if (p.op !== softmaxOp) return null;
  const { axis, log: isLog } = p.application.attrs as SoftmaxAttrs;
  return !isLog && axis === p.shape.length - 1 ? p.application.inputs[0]! : null; // softmax has one input
}

/** The class axis moved last, and all others made one. */
function asRows(x: GraphNode, axis: number): GraphNode {
  const order = [...x.shape.keys()].filter((each) => each !== axis);
  const moved = transpose(x, [...order, axis]);
  const classes = x.shape[axis]!; // normalised
  return reshape(moved, [sizeOf(x.shape) / classes, classes]);
}

/** -Σ t log p of rows, p brought to sum 1 and limited to [ε, 1 - ε]. */
function rowsFromProbabilities(t: GraphNode, p: GraphNode): GraphNode {
  const normal = clip(divide(p, sum(p, -1, { keepDims: true })), EPSILON, 1 - EPSILON);
  return negative(sum(multiply(t, log(normal)), -1));
}

/** -Σ t log p along the class axis. */
export function categoricalCrossentropy(
  yTrue: GraphNode,
  yPred: GraphNode,
  options: CrossentropyOptions = {},
): GraphNode {
  const { fromLogits = false, labelSmoothing = 0, axis = -1 } = options;
  if (yTrue.shape.join() !== yPred.shape.join()) {
    throw shapesDiffer(
      'categoricalCrossentropy',
      yTrue,
      yPred,
      undefined,
      'For class numbers use sparseCategoricalCrossentropy, or data.toCategorical.',
    );
  }
  const place = normalizeAxis('categoricalCrossentropy', axis, yPred.shape.length);
  const labels = asRows(cast(yTrue, 'float32'), place);
  const classes = yPred.shape[place]!; // normalised
  const smooth = labelSmoothing === 0 ? labels : add(multiply(labels, 1 - labelSmoothing), labelSmoothing / classes);
  const logits = fromLogits ? yPred : logitsBehind(yPred);
  const rows = logits
    ? softmaxCrossentropy(asRows(logits, place), labels, { clipped: !fromLogits, smoothing: labelSmoothing })
    : rowsFromProbabilities(smooth, asRows(yPred, place));
  return reshape(
    rows,
    yPred.shape.filter((_, each) => each !== place),
  );
}

/** -log p of the labelled class. Labels `[...]` or `[..., 1]` of class numbers. */
export function sparseCategoricalCrossentropy(
  yTrue: GraphNode,
  yPred: GraphNode,
  options: SparseOptions = {},
): LossValues {
  const { fromLogits = false, ignoreClass = null, axis = -1 } = options;
  const place = normalizeAxis('sparseCategoricalCrossentropy', axis, yPred.shape.length);
  const shape = yPred.shape.filter((_, each) => each !== place);
  const numbers =
    yTrue.shape.length === yPred.shape.length && yTrue.shape[yTrue.shape.length - 1] === 1 ? squeeze(yTrue, -1) : yTrue;
  if (numbers.shape.join() !== shape.join()) {
    throw new ShapeError({
      who: 'sparseCategoricalCrossentropy',
      expected: `class numbers of shape [${shape.join(', ')}], as the predictions without their class axis`,
      received: yTrue.shape,
      fix: 'For one-hot targets use categoricalCrossentropy.',
    });
  }
  const labels = cast(numbers, 'int32');
  const ignored = ignoreClass === null ? null : equal(labels, ignoreClass);
  const safe = ignored ? where(ignored, 0, labels) : labels;
  const classes = yPred.shape[place]!; // normalised
  const flat = reshape(safe, [sizeOf(shape)]);
  const logits = fromLogits ? yPred : logitsBehind(yPred);
  const rows = logits
    ? softmaxCrossentropy(asRows(logits, place), flat, { sparse: true, clipped: !fromLogits })
    : rowsFromProbabilities(oneHot(flat, classes), asRows(yPred, place));
  const values = reshape(rows, shape);
  if (!ignored) return { values, mask: null };
  return { values: where(ignored, 0, values), mask: logicalNot(ignored) };
}
