/** Going through batches as they come, again and again where that can be done. */
import { InvalidArgumentError } from '../../runtime/errors.ts';
import type { Batch, BatchIterable, BatchLike, BatchSource } from './streamed.ts';

type AnyIterator = Iterator<BatchLike> | AsyncIterator<BatchLike>;

function iteratorOf(data: BatchIterable): AnyIterator {
  return Symbol.asyncIterator in data ? data[Symbol.asyncIterator]() : data[Symbol.iterator]();
}

/** An iterator with a look ahead, that can be opened again. */
export class BatchStream {
  /** Batches in all, if the data tells. */
  readonly length: number | null;
  readonly #who: string;
  readonly #data: BatchSource;
  #iterator: AnyIterator | null = null;
  /** Whether the iterator is of no use to anybody else. */
  #isOwn = false;
  /** The next batch; null: none is left; undefined: not looked at yet. */
  #ahead: Batch | null | undefined;

  constructor(who: string, data: BatchSource) {
    this.#who = who;
    this.#data = data;
    const { length } = data;
    this.length = typeof data !== 'function' && typeof length === 'number' ? length : null;
  }

  /** What to do when a generator has ended. */
  get hint(): string {
    return this.#isOwn
      ? ''
      : 'A generator can be gone through only once: give a function that makes one, or fewer steps per epoch.';
  }

  /** Goes back to the first batch. A generator stays where it is. */
  async restart(): Promise<void> {
    await this.close();
    const data = typeof this.#data === 'function' ? this.#data() : this.#data;
    const usable =
      typeof data === 'object' && data !== null && (Symbol.asyncIterator in data || Symbol.iterator in data);
    if (!usable)
      throw new InvalidArgumentError({
        who: this.#who,
        expected: 'the function must give an iterable of batches',
        received: data,
      });
    this.#iterator = iteratorOf(data);
    this.#isOwn = typeof this.#data === 'function' || (this.#iterator as unknown) !== data;
  }

  /** Whether it is somewhere between the first batch and the end. */
  get isOpen(): boolean {
    return this.#iterator !== null && this.#ahead !== null;
  }

  /** The next batch, which stays the next; null at the end. */
  async peek(): Promise<Batch | null> {
    if (this.#ahead === undefined) {
      const item = await this.#iterator?.next();
      this.#ahead = !item || item.done ? null : this.#batchOf(item.value);
    }
    return this.#ahead;
  }

  /** The next batch; null at the end. */
  async next(): Promise<Batch | null> {
    const batch = await this.peek();
    if (batch) this.#ahead = undefined;
    return batch;
  }

  #batchOf(item: BatchLike): Batch {
    const batch = (Array.isArray(item) ? item : [item]) as Batch; // what is no array are inputs
    if (batch.length >= 1 && batch.length <= 3 && batch[0] !== undefined && batch[0] !== null) return batch;
    throw new InvalidArgumentError({
      who: this.#who,
      expected: 'batches must be [x], [x, y] or [x, y, sampleWeight]',
      received: item,
    });
  }

  /** Lets an iterator of its own finish; a generator of the user goes on to be usable, but for a batch looked at. */
  async close(): Promise<void> {
    const iterator = this.#iterator;
    if (!this.#isOwn) return;
    this.#iterator = null;
    this.#ahead = undefined;
    await iterator?.return?.();
  }
}
