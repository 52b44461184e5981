/** Vectors scaled to unit length. */
import { InvalidArgumentError } from '../../runtime/errors.ts';
import { normalizeAxis, sizeOf } from '../../runtime/spec.ts';
import { type ArrayLike, Tensor } from '../../runtime/tensor.ts';
import { requireFinite } from './finite.ts';
import { toRows } from './rows.ts';

/** Options of `data.normalize`, with Keras's names and defaults. */
export interface NormalizeOptions {
  /** The axis that the vectors lie along; -1, the last, when left out. */
  readonly axis?: number;
  /** Which norm: 1, 2 (when left out) … or `Infinity` for the largest absolute value. */
  readonly order?: number;
}

/**
 * Scales every vector along an axis to length 1, as Keras's `utils.normalize` does: `y = x / (Σ|x|^order)^(1/order)`.
 *
 * Vectors of zeros stay zeros. To bring features to mean 0 and standard deviation 1, see `data.standardize`.
 *
 * @param x - Numbers of any shape with at least one axis.
 * @param options - `axis` (default -1) and `order` (default 2).
 * @returns A `float32` tensor of the same shape.
 * @throws InvalidArgumentError when a value is not finite or `order` is below 1; ShapeError when there is no such axis.
 * @example
 * data.normalize([[3, 4], [0, 0]]).toNested(); // [[0.6, 0.8], [0, 0]], rounded to float32
 */
export function normalize(x: ArrayLike, options: NormalizeOptions = {}): Tensor {
  const { axis = -1, order = 2 } = options;
  const who = 'data.normalize';
  if (!(order >= 1)) {
    throw new InvalidArgumentError({ who, expected: 'order must be at least 1', received: order });
  }
  const rows = toRows(who, x);
  requireFinite(who, rows);
  const at = normalizeAxis(who, axis, rows.shape.length);
  const length = rows.shape[at] ?? 0;
  const stride = sizeOf(rows.shape.slice(at + 1));
  const scaled = new Float32Array(rows.size);
  for (let start = 0; start < rows.size; start++) {
    if (Math.floor(start / stride) % length !== 0) continue; // not the first element of a vector
    const norm = normOf(rows.data, start, stride, length, order) || 1;
    for (let step = 0; step < length; step++) {
      const index = start + step * stride;
      scaled[index] = (rows.data[index] ?? 0) / norm;
    }
  }
  return new Tensor(rows.shape, 'float32', scaled);
}

/** Scaled by the largest value first, so that squares neither overflow nor vanish. */
function normOf(data: Tensor['data'], start: number, stride: number, length: number, order: number): number {
  let largest = 0;
  for (let step = 0; step < length; step++) largest = Math.max(largest, Math.abs(data[start + step * stride] ?? 0));
  if (order === Number.POSITIVE_INFINITY || largest === 0) return largest;
  let sum = 0;
  for (let step = 0; step < length; step++) sum += (Math.abs(data[start + step * stride] ?? 0) / largest) ** order;
  return largest * sum ** (1 / order);
}
