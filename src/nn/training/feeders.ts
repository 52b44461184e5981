/** What gives a training run its batches; here: samples in memory. */
import { HostRandom } from '../../runtime/random.ts';
import { BatchReader, batchSpecs, type Samples } from './batches.ts';
import type { Trainer } from './trainer.ts';

/** Gives batches to training steps, epoch by epoch. */
export interface Feeder {
  /** Batches per epoch; null: not known yet. */
  readonly steps: number | null;
  /** What to do when the data ends too early. */
  readonly hint: string;
  startEpoch(): Promise<void>;
  /** Leaves out the next batches of the epoch. */
  skip(batches: number): Promise<void>;
  /** Whether there is another batch in this epoch. */
  hasNext(): Promise<boolean>;
  /** Runs up to `most` steps; how many it ran, 0 at the end of the data. */
  next(most: number): Promise<number>;
  dispose(): Promise<void>;
}

/** True: all samples in a new order each epoch. `batch`: only inside of each batch. */
export type Shuffle = boolean | 'batch';

/** Batches of samples in memory; the last batch may be smaller and has a plan of its own. */
export class SampleFeeder implements Feeder {
  readonly steps: number;
  readonly hint = '';
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

  async hasNext(): Promise<boolean> {
    return this.#position < this.steps;
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

  async dispose(): Promise<void> {
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
