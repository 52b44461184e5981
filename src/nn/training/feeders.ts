/** What gives a training run its batches: samples in memory, or an iterable of batches. */
import { HostRandom } from '../../runtime/random.ts';
import type { ArrayLike } from '../../runtime/tensor.ts';
import { BatchReader, batchSpecs, feedsOf, type Samples, wordsFor } from './batches.ts';
import type { DataLike, ShapedArray } from './samples.ts';
import type { Trainer } from './trainer.ts';

/** Gives batches to training steps, epoch by epoch. */
export interface Feeder {
  /** Batches per epoch; null: not known yet. */
  readonly steps: number | null;
  startEpoch(): Promise<void>;
  /** Leaves out the next batches of the epoch. */
  skip(batches: number): Promise<void>;
  /** Runs up to `most` steps; how many it ran, 0 at the end of the data. */
  next(most: number): Promise<number>;
  dispose(): void;
}

/** True: all samples in a new order each epoch. `batch`: only inside of each batch. */
export type Shuffle = boolean | 'batch';

/** Batches of samples in memory; the last batch may be smaller and has a plan of its own. */
export class SampleFeeder implements Feeder {
  readonly steps: number;
  readonly #whole: BatchReader | null;
  readonly #rest: BatchReader | null;
  readonly #batch: number;
  readonly #rows: number;
  readonly #shuffle: Shuffle;
  readonly #random: HostRandom;
  /** Whether an epoch goes on where the last one stopped (`stepsPerEpoch`). */
  readonly #continues: boolean;
  #position = 0;

  private constructor(readers: { whole: BatchReader | null; rest: BatchReader | null }, options: SampleFeederOptions) {
    const { samples, batch, shuffle } = options;
    this.#whole = readers.whole;
    this.#rest = readers.rest;
    this.#batch = batch;
    this.#rows = samples.rows;
    this.steps = Math.ceil(samples.rows / batch);
    this.#shuffle = shuffle;
    this.#random = new HostRandom(options.seed);
    this.#continues = options.continues;
    this.#position = this.steps;
  }

  /** Compiles the plans for the batch size and for the remainder at the same time. */
  static async create(options: SampleFeederOptions): Promise<SampleFeeder> {
    const { trainer, samples, batch, resident } = options;
    const rest = samples.rows % batch;
    const reader = async (size: number, rows: number) =>
      BatchReader.create(await trainer.executable('train', batchSpecs(samples, size)), samples, size, rows, resident);
    const [whole, remainder] = await Promise.all([
      samples.rows >= batch ? reader(batch, samples.rows - rest) : null,
      rest > 0 ? reader(rest, rest) : null,
    ]);
    return new SampleFeeder({ whole, rest: remainder }, options);
  }

  async startEpoch(): Promise<void> {
    if (this.#continues && this.#position < this.steps) return;
    this.#position = 0;
    const first = this.#whole ? 0 : 1;
    if (!this.#shuffle && first === 0 && !this.#rest) return;
    const order = this.#newOrder();
    const wholeRows = this.#rows - (this.#rows % this.#batch);
    this.#whole?.setOrder(order.slice(0, wholeRows));
    this.#rest?.setOrder(order.slice(wholeRows));
  }

  #newOrder(): Int32Array<ArrayBuffer> {
    if (this.#shuffle === true) return this.#random.permutation(this.#rows);
    const order = Int32Array.from({ length: this.#rows }, (_, row) => row);
    if (this.#shuffle !== 'batch') return order;
    for (let start = 0; start < this.#rows; start += this.#batch) {
      const part = this.#random.permutation(Math.min(this.#batch, this.#rows - start));
      order.set(
        part.map((row) => row + start),
        start,
      );
    }
    return order;
  }

  async skip(batches: number): Promise<void> {
    this.#position = Math.min(this.steps, this.#position + batches);
  }

  async next(most: number): Promise<number> {
    const whole = Math.floor(this.#rows / this.#batch);
    if (this.#position >= this.steps) return 0;
    if (this.#whole && this.#position < whole) {
      const count = Math.min(this.#whole.source ? most : 1, whole - this.#position);
      this.#whole.run(count, this.#position);
      this.#position += count;
      return count;
    }
    this.#rest?.run(1, 0);
    this.#position++;
    return 1;
  }

  dispose(): void {
    this.#whole?.dispose();
    this.#rest?.dispose();
  }
}

export interface SampleFeederOptions {
  readonly trainer: Trainer;
  readonly samples: Samples;
  readonly batch: number;
  readonly shuffle: Shuffle;
  readonly seed: number;
  readonly resident: boolean;
  readonly continues: boolean;
}

/** One batch: inputs, targets and weights. */
export type Batch = readonly [x: DataLike, y?: DataLike | null, sampleWeight?: ArrayLike | ShapedArray | null];

/** Batches one after the other; may be gone through again, or be a generator that ends. */
export type BatchIterable = Iterable<Batch> | AsyncIterable<Batch>;

/** Batches of an iterable. Each new batch shape is compiled when it comes. */
export class StreamFeeder implements Feeder {
  steps: number | null;
  readonly #data: BatchIterable;
  readonly #trainer: Trainer;
  readonly #toSamples: (batch: Batch) => Samples;
  #iterator: Iterator<Batch> | AsyncIterator<Batch> | null = null;
  readonly #continues: boolean;
  #count = 0;

  constructor(
    data: BatchIterable,
    trainer: Trainer,
    toSamples: (batch: Batch) => Samples,
    stepsPerEpoch: number | null,
  ) {
    this.#data = data;
    this.#trainer = trainer;
    this.#toSamples = toSamples;
    this.#continues = stepsPerEpoch !== null;
    this.steps = stepsPerEpoch;
  }

  async startEpoch(): Promise<void> {
    this.#count = 0;
    if (this.#iterator && this.#continues) return;
    this.#iterator =
      Symbol.asyncIterator in this.#data ? this.#data[Symbol.asyncIterator]() : this.#data[Symbol.iterator]();
  }

  async skip(batches: number): Promise<void> {
    for (let left = batches; left > 0 && !(await this.#iterator?.next())?.done; left--) this.#count++;
  }

  async next(): Promise<number> {
    const item = await this.#iterator?.next();
    if (!item || item.done) {
      this.steps ??= this.#count;
      this.#iterator = null;
      return 0;
    }
    this.#count++;
    const samples = this.#toSamples(item.value);
    const executable = await this.#trainer.executable('train', batchSpecs(samples, samples.rows));
    for (const { name, tensor } of feedsOf(samples)) executable.setFeed(name, wordsFor(tensor));
    executable.run(1);
    return 1;
  }

  dispose(): void {}
}
