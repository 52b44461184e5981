/** Data cut in two. */
import { InvalidArgumentError } from '../../runtime/errors.ts';
import type { ArrayLike } from '../../runtime/tensor.ts';
import { alignRows, type TensorsOf, take } from './rows.ts';
import { orderOf, type SeedOptions } from './shuffle.ts';

/** Options of `data.splitDataset`, with Keras's names. At least one size is needed. */
export interface SplitDatasetOptions extends SeedOptions {
  /** Rows on the left: a whole number, or a share between 0 and 1; the rest when left out. */
  readonly leftSize?: number;
  /** Rows on the right, likewise. */
  readonly rightSize?: number;
  /** Whether rows are shuffled first; false when left out. */
  readonly shuffle?: boolean;
}

/**
 * Cuts arrays into a left and a right part, as Keras's `split_dataset` does.
 *
 * @param arrays - Arrays with equally many rows along the first axis.
 * @param options - See `SplitDatasetOptions`; shares are rounded to whole rows.
 * @throws InvalidArgumentError when a size is missing, or a part would be empty or larger than the data.
 * @example
 * const { left, right } = data.splitDataset([[1, 2, 3, 4]], { leftSize: 0.75 });
 * left[0].toNested();  // [1, 2, 3]
 * right[0].toNested(); // [4]
 */
export function splitDataset<const Arrays extends readonly ArrayLike[]>(
  arrays: Arrays,
  options: SplitDatasetOptions,
): { left: TensorsOf<Arrays>; right: TensorsOf<Arrays> } {
  const who = 'data.splitDataset';
  const { tensors, count } = alignRows(who, arrays);
  const left = rowsIn(who, 'leftSize', options.leftSize, count);
  const right = rowsIn(who, 'rightSize', options.rightSize, count);
  const leftRows = left ?? count - (right ?? count);
  const rightRows = right ?? count - (left ?? count);
  if (leftRows < 1 || rightRows < 1 || leftRows + rightRows > count) {
    throw new InvalidArgumentError({
      who,
      expected: `leftSize and rightSize must leave rows on both sides of ${count} rows`,
      received: { leftSize: options.leftSize, rightSize: options.rightSize },
      fix: 'Give a share such as { leftSize: 0.8 }.',
    });
  }
  const order = orderOf(count, options);
  const part = (from: number, to: number) =>
    tensors.map((one) => take(one, order.subarray(from, to))) as TensorsOf<Arrays>; // map keeps the length of the list
  return { left: part(0, leftRows), right: part(leftRows, leftRows + rightRows) };
}

function rowsIn(who: string, name: string, size: number | undefined, count: number): number | undefined {
  if (size === undefined) return undefined;
  if (size > 0 && size < 1) return Math.round(size * count);
  if (Number.isInteger(size) && size > 0) return size;
  throw new InvalidArgumentError({
    who,
    expected: `${name} must be a share between 0 and 1 or a whole number of rows`,
    received: size,
  });
}
