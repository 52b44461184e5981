/** Data that comes batch by batch. */

import type { ArrayLike } from '../../runtime/tensor.ts';
import { Tensor } from '../../runtime/tensor.ts';
import type { DataLike, ShapedArray } from './samples.ts';

/** One batch: inputs, targets and weights. */
export type Batch = readonly [x: DataLike, y?: DataLike | null, sampleWeight?: DataLike | null];

/** A batch as an iterable gives it; what is no array (a Tensor, a typed array, an object) stands for inputs alone. */
export type BatchLike = Batch | Tensor | ShapedArray | Readonly<Record<string, ArrayLike | ShapedArray>>;

/** Batches one after the other; may be gone through again, or be a generator that ends. `length` says how many there are. */
export type BatchIterable = (Iterable<BatchLike> | AsyncIterable<BatchLike>) & { readonly length?: number };

/** Batches, or a function that gives them anew each time, as a generator function does. */
export type BatchSource = BatchIterable | (() => BatchIterable);

/** Whether the data comes batch by batch. */
export function isStreamed(data: unknown): data is BatchSource {
  if (typeof data === 'function') return true;
  if (typeof data !== 'object' || data === null || Array.isArray(data)) return false;
  if (data instanceof Tensor || ArrayBuffer.isView(data)) return false;
  return Symbol.asyncIterator in data || Symbol.iterator in data;
}
