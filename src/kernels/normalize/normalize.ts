/** Mean and variance over axes, and values standardized by them. */
import type { GraphNode } from '../../runtime/graph.ts';
import { normalizeAxes, sizeOf } from '../../runtime/spec.ts';
import { add, maximum, multiply, rsqrt, square, stopGradient, subtract } from '../elementwise/arithmetic.ts';
import { cast } from '../elementwise/operands.ts';
import { slice } from '../movement/slice.ts';
import { mean } from '../reduce.ts';
import { standardizeRows } from './standardize.ts';

type Axes = number | readonly number[];

/** Mean and variance; the reduced axes stay with size 1. */
export interface Moments {
  readonly mean: GraphNode;
  readonly variance: GraphNode;
}

/**
 * Mean and variance (divided by the count) over axes, in one pass over the data.
 *
 * Sums of d and d², where d = x - (the first element along the axes): with n elements the shift is at most √n standard
 * deviations away from the mean, so the difference of the two terms keeps all but a few digits.
 */
export function moments(x: GraphNode, axes: Axes): Moments {
  const list = normalizeAxes('moments', axes, x.shape.length);
  const values = cast(x, 'float32');
  const first = slice(
    values,
    x.shape.map(() => 0),
    x.shape.map((length, axis) => (list.includes(axis) ? 1 : length)),
  );
  const shift = stopGradient(first);
  const shifted = subtract(values, shift);
  const center = mean(shifted, list, { keepDims: true });
  const squares = mean(square(shifted), list, { keepDims: true });
  return { mean: add(center, shift), variance: maximum(subtract(squares, square(center)), 0) };
}

/** Fewer rows than this that are longer than this are divided among invocations. */
const FEW_ROWS = 64;
const LONG_ROW = 1024;

export interface StandardizeOptions {
  readonly epsilon: number;
  /** Whether the mean is subtracted; default true. */
  readonly center?: boolean;
}

/**
 * `(x - mean) / sqrt(variance + epsilon)`, with mean and variance over axes; without `center` the mean is taken as 0.
 *
 * @example
 * standardize(x, -1, { epsilon: 1e-3 }); // layer normalization without scale and offset
 */
export function standardize(x: GraphNode, axes: Axes, { epsilon, center = true }: StandardizeOptions): GraphNode {
  const rank = x.shape.length;
  const list = normalizeAxes('standardize', axes, rank);
  const values = cast(x, 'float32');
  const isTrailing = list.every((axis, index) => axis === rank - list.length + index);
  const length = sizeOf(list.map((axis) => x.shape[axis]!)); // axes of x
  const divides = sizeOf(x.shape) / length < FEW_ROWS && length > LONG_ROW;
  if (isTrailing && !divides) return standardizeRows(values, { axes: list.length, epsilon, center });
  if (!center) return multiply(values, rsqrt(add(mean(square(values), list, { keepDims: true }), epsilon)));
  const { mean: center_, variance } = moments(values, list);
  return multiply(subtract(values, center_), rsqrt(add(variance, epsilon)));
}
