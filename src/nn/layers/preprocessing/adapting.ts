/** Data from which a layer learns: all at once, or in batches. */
import { InvalidArgumentError } from '../../../runtime/errors.ts';
import { type ArrayLike, isTypedArray, Tensor } from '../../../runtime/tensor.ts';

/** A batch, or `[x, y]` or `[x, y, weights]`, of which only x counts. */
export type Batch<T> = T | readonly [T, ...unknown[]];

/** All data at once, or batches of it, one after another. */
export type Batches<T> = T | Iterable<Batch<T>> | AsyncIterable<Batch<T>>;

/** Numbers from which a layer learns. */
export type AdaptData = Batches<ArrayLike>;

export interface AdaptOptions {
  /** How many batches count; default: all. */
  readonly steps?: number | null | undefined;
}

function isTensorLike(value: unknown): boolean {
  return value instanceof Tensor || isTypedArray(value);
}

/** Whether a value is all data at once: an array (but not of tensors, which are batches), a tensor, a single value. */
function isWhole(data: unknown): boolean {
  if (Array.isArray(data)) return !data.some(isTensorLike);
  return typeof data !== 'object' || data === null || isTensorLike(data);
}

function isEmpty(data: unknown): boolean {
  if (data instanceof Tensor) return data.size === 0;
  return (Array.isArray(data) || isTypedArray(data)) && data.length === 0;
}

/** What nested arrays are of. */
function kindOf(value: unknown): string {
  let inner = value;
  while (Array.isArray(inner)) inner = inner[0];
  return isTensorLike(inner) ? 'number' : typeof inner;
}

/** `[x, y]` gives x. Texts with labels are told by their kinds, as a batch is of one. */
function inputOf<T>(batch: Batch<T>): T {
  if (!Array.isArray(batch)) return batch as T; // no pair
  const isPair = batch.some(isTensorLike) || (batch.length > 1 && kindOf(batch[0]) !== kindOf(batch[1]));
  return isPair ? (batch[0] as T) : (batch as T); // the first of a pair
}

/** What a layer does with data. */
export interface Learner<T> {
  /** `whole`: all data at once, not a batch. */
  take(batch: T, whole: boolean): void;
  /** After all data. */
  finish(): void;
}

/**
 * Hands data to a layer, batch by batch. With everything but an asynchronous iterable the layer has learnt before this
 * returns.
 *
 * @throws InvalidArgumentError when there is no data.
 */
export async function learnFrom<T>(
  who: string,
  data: Batches<T>,
  { steps }: AdaptOptions,
  learner: Learner<T>,
): Promise<void> {
  const most = steps ?? Number.POSITIVE_INFINITY;
  let count = 0;
  const take = (batch: T, whole: boolean): boolean => {
    learner.take(batch, whole);
    count++;
    return count < most;
  };
  if (isWhole(data)) {
    if (!isEmpty(data)) take(data as T, true); // not batches
  } else if (Symbol.iterator in (data as object)) {
    for (const batch of data as Iterable<Batch<T>>) if (!take(inputOf(batch), false)) break; // it has an iterator
  } else if (Symbol.asyncIterator in (data as object)) {
    for await (const batch of data as AsyncIterable<Batch<T>>) if (!take(inputOf(batch), false)) break; // likewise
  }
  if (count > 0) {
    learner.finish();
    return;
  }
  throw new InvalidArgumentError({
    who,
    expected: 'adapt needs an array, a Tensor, or an iterable of at least one batch',
    received: data,
    fix: 'An iterator can be used once only: give adapt a new one each time.',
  });
}
