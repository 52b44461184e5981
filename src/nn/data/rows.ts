/** Arrays as rows along their first axis. */
import { InvalidArgumentError, ShapeError } from '../../runtime/errors.ts';
import { type ArrayLike, Tensor, type TensorData, tensor } from '../../runtime/tensor.ts';

/** A tensor for each array of a list, keeping the length of the list. */
export type TensorsOf<Arrays extends readonly ArrayLike[]> = { [Index in keyof Arrays]: Tensor };

/** Anything array-like as a tensor of at least one axis. */
export function toRows(who: string, x: ArrayLike): Tensor {
  const rows = x instanceof Tensor ? x : tensor(x);
  if (rows.shape.length > 0) return rows;
  throw new ShapeError({ who, expected: 'an array with at least one axis', received: rows.shape });
}

/** Arrays of equally many rows, as tensors, and how many rows that is. */
export function alignRows(who: string, arrays: readonly ArrayLike[]): { tensors: Tensor[]; count: number } {
  if (arrays.length === 0) throw new InvalidArgumentError({ who, expected: 'at least one array', received: arrays });
  const tensors = arrays.map((array) => toRows(who, array));
  const counts = tensors.map((one) => one.shape[0] ?? 0);
  const count = counts[0] ?? 0;
  if (counts.some((other) => other !== count)) {
    throw new ShapeError({ who, expected: 'arrays with equally many rows', received: counts });
  }
  if (count === 0) throw new ShapeError({ who, expected: 'at least one row', received: counts });
  return { tensors, count };
}

/**
 * The rows of an array at the given places: `y[i] = x[indices[i]]`.
 *
 * @param x - Rows along the first axis, of shape [n, ...].
 * @param indices - Places from 0 to n - 1, in any order, any number of times.
 * @returns A tensor of shape [indices.length, ...].
 * @throws InvalidArgumentError when a place is not in the array.
 * @example
 * data.take([[1, 2], [3, 4]], [1, 1]).toNested(); // [[3, 4], [3, 4]]
 */
export function take(x: ArrayLike, indices: ArrayLikeOfNumbers): Tensor {
  const rows = toRows('data.take', x);
  const [count = 0, ...rest] = rows.shape;
  const width = count === 0 ? 0 : rows.size / count;
  const data = emptyLike(rows.data, indices.length * width);
  for (let to = 0; to < indices.length; to++) {
    const from = indices[to] ?? Number.NaN;
    if (!Number.isInteger(from) || from < 0 || from >= count) {
      throw new InvalidArgumentError({
        who: 'data.take',
        expected: `indices must be whole numbers from 0 to ${count - 1}`,
        received: from,
      });
    }
    data.set(rows.data.subarray(from * width, (from + 1) * width), to * width);
  }
  return new Tensor([indices.length, ...rest], rows.dtype, data);
}

/** A list or typed array of numbers. */
export interface ArrayLikeOfNumbers {
  readonly length: number;
  readonly [index: number]: number;
}

/** Zeros in an array of the same class. */
export function emptyLike(data: TensorData, length: number): TensorData {
  if (data instanceof Float32Array) return new Float32Array(length);
  return data instanceof Int32Array ? new Int32Array(length) : new Uint8Array(length);
}
