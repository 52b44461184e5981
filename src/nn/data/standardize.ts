/** Features brought to mean 0 and standard deviation 1. */
import { ShapeError } from '../../runtime/errors.ts';
import { sizeOf } from '../../runtime/spec.ts';
import { type ArrayLike, Tensor } from '../../runtime/tensor.ts';
import { requireFinite } from './finite.ts';
import { toRows } from './rows.ts';

/** What `data.standardize` gives: the scaled training set, and all that is needed to treat other data alike. */
export interface Standardized {
  /** The standardised data, `float32`, of the same shape as what came in. */
  readonly x: Tensor;
  /** The mean of each feature, of shape [features], or [] when the data has one axis. */
  readonly mean: Tensor;
  /** The standard deviation of each feature (over n, not n - 1), of the same shape as `mean`. */
  readonly std: Tensor;
  /** Scales other data, such as the test set, with this mean and standard deviation. */
  apply(other: ArrayLike): Tensor;
  /** Brings scaled data back to its own units, such as predictions of a standardised target. */
  invert(scaled: ArrayLike): Tensor;
}

/**
 * Brings every feature to mean 0 and standard deviation 1 over the training set: `(x - mean) / std`.
 *
 * Features lie along the last axis; mean and standard deviation are taken over all other axes (over all values when
 * there is only one axis). The test set must be scaled with the training set's figures: `apply` does that. A feature
 * that never changes is only moved to 0.
 *
 * @param train - The training set, of shape [..., features].
 * @throws InvalidArgumentError when a value is not finite; ShapeError when there are no rows, or `apply` gets other features.
 * @example
 * const train = data.standardize([[1, 10], [3, 30]]);
 * train.x.toNested();                 // [[-1, -1], [1, 1]]
 * train.apply([[5, 20]]).toNested();  // [[3, 0]]
 */
export function standardize(train: ArrayLike): Standardized {
  const who = 'data.standardize';
  const rows = toRows(who, train);
  if (rows.size === 0) throw new ShapeError({ who, expected: 'at least one value', received: rows.shape });
  requireFinite(who, rows);
  const shape = rows.shape.length === 1 ? [] : rows.shape.slice(-1);
  const mean = meanOf(rows.data, sizeOf(shape), (value) => value);
  const variance = meanOf(rows.data, sizeOf(shape), (value, feature) => (value - (mean[feature] ?? 0)) ** 2);
  const std = variance.map(Math.sqrt);
  const scale = std.map((value) => value || 1);
  const toScaled = (value: number, feature: number) => (value - (mean[feature] ?? 0)) / (scale[feature] ?? 1);
  const toUnits = (value: number, feature: number) => value * (scale[feature] ?? 1) + (mean[feature] ?? 0);
  return {
    x: eachFeature(who, rows, shape, toScaled),
    mean: new Tensor(shape, 'float32', Float32Array.from(mean)),
    std: new Tensor(shape, 'float32', Float32Array.from(std)),
    apply: (other) => eachFeature(`${who} apply`, toRows(who, other), shape, toScaled),
    invert: (scaled) => eachFeature(`${who} invert`, toRows(who, scaled), shape, toUnits),
  };
}

/** The mean over all rows of some function of the values, for each feature; summed in float64. */
function meanOf(data: Tensor['data'], features: number, of: (value: number, feature: number) => number): Float64Array {
  const sums = new Float64Array(features);
  for (let index = 0; index < data.length; index++) {
    const feature = index % features;
    sums[feature] = (sums[feature] ?? 0) + of(data[index] ?? 0, feature);
  }
  return sums.map((sum) => (sum * features) / data.length);
}

function eachFeature(
  who: string,
  x: Tensor,
  shape: readonly number[],
  change: (value: number, feature: number) => number,
): Tensor {
  const features = sizeOf(shape);
  if (shape.length > 0 && x.shape.at(-1) !== features) {
    throw new ShapeError({
      who,
      expected: `${features} features along the last axis, as in training`,
      received: x.shape,
    });
  }
  const changed = new Float32Array(x.size);
  for (let index = 0; index < x.size; index++) changed[index] = change(x.data[index] ?? 0, index % features);
  return new Tensor(x.shape, 'float32', changed);
}
