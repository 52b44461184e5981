/** K-fold cross-validation. */
import { InvalidArgumentError } from '../../runtime/errors.ts';
import type { ArrayLike } from '../../runtime/tensor.ts';
import { requireWhole } from './check.ts';
import { alignRows, type TensorsOf, take } from './rows.ts';
import { orderOf, type SeedOptions } from './shuffle.ts';

/** Options of `data.kFold`. */
export interface KFoldOptions extends SeedOptions {
  /** Whether rows are shuffled before they are divided; false when left out. */
  readonly shuffle?: boolean;
}

/** One division of the data: this part for validation, the rest for training. */
export interface Fold<Part> {
  readonly train: Part;
  readonly validation: Part;
}

/**
 * Divides data into k parts, and gives each part once as validation data with the rest as training data.
 *
 * The parts are runs of rows as equal as possible: the first `n mod k` have one row more, as in scikit-learn. The folds
 * are made one at a time, so `for … of` keeps only one in memory.
 *
 * @param source - Arrays with equally many rows; or that number, to get the indices of rows.
 * @param k - The number of parts, from 2 to the number of rows.
 * @param options - `shuffle` (default false) and `seed`.
 * @throws InvalidArgumentError when k is out of range; ShapeError when the arrays have different numbers of rows.
 * @example
 * for (const { train, validation } of data.kFold(4, 2)) {
 *   validation; // Int32Array [0, 1], then [2, 3]
 *   train;      // Int32Array [2, 3], then [0, 1]
 * }
 * for (const { train: [x, y], validation } of data.kFold([[[1], [2]], [3, 4]], 2)) {
 *   x.shape; // [1, 1]
 * }
 */
export function kFold(source: number, k: number, options?: KFoldOptions): Generator<Fold<Int32Array>>;
export function kFold<const Arrays extends readonly ArrayLike[]>(
  source: Arrays,
  k: number,
  options?: KFoldOptions,
): Generator<Fold<TensorsOf<Arrays>>>;
export function kFold<Arrays extends readonly ArrayLike[]>(
  source: number | Arrays,
  k: number,
  options: KFoldOptions = {},
): Generator<Fold<Int32Array>> | Generator<Fold<TensorsOf<Arrays>>> {
  const who = 'data.kFold';
  if (typeof source === 'number') {
    requireWhole(who, 'the number of rows', source);
    return indexFolds(orderOf(source, options), requireFolds(k, source));
  }
  const { tensors, count } = alignRows(who, source);
  const folds = indexFolds(orderOf(count, options), requireFolds(k, count));
  const part = (rows: Int32Array) => tensors.map((one) => take(one, rows)) as TensorsOf<Arrays>; // map keeps the length
  return mapped(folds, ({ train, validation }) => ({ train: part(train), validation: part(validation) }));
}

function requireFolds(k: number, count: number): number {
  if (Number.isInteger(k) && k >= 2 && k <= count) return k;
  throw new InvalidArgumentError({
    who: 'data.kFold',
    expected: `k must be a whole number from 2 to the number of rows, ${count}`,
    received: k,
  });
}

function* indexFolds(order: Int32Array, k: number): Generator<Fold<Int32Array>> {
  const more = order.length % k;
  const size = Math.floor(order.length / k);
  let start = 0;
  for (let fold = 0; fold < k; fold++) {
    const end = start + size + (fold < more ? 1 : 0);
    const train = new Int32Array(order.length - (end - start));
    train.set(order.subarray(0, start));
    train.set(order.subarray(end), start);
    yield { train, validation: order.slice(start, end) };
    start = end;
  }
}

function* mapped<From, To>(all: Iterable<From>, change: (one: From) => To): Generator<To> {
  for (const one of all) yield change(one);
}
