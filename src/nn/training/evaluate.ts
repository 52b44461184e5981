/** Measuring samples. */

import type { Logs } from '../callbacks/callback.ts';
import { batchSpecs } from './batches.ts';
import { runBatches } from './loop.ts';
import { type ReaderOptions, type Readers, readersFor } from './sampleReaders.ts';
import type { EvaluationOptions, Validation } from './validation.ts';

/** Samples made ready to be measured again and again: validation keeps one through all epochs. */
export class Evaluation implements Validation {
  readonly #options: ReaderOptions;
  #readers: Readers;

  private constructor(options: ReaderOptions, readers: Readers) {
    this.#options = options;
    this.#readers = readers;
  }

  static async create(options: ReaderOptions): Promise<Evaluation> {
    return new Evaluation(options, await readersFor(options));
  }

  get steps(): number {
    return Math.ceil(this.#options.samples.rows / this.#readers.size);
  }

  /** Weights may have moved in memory since (the first training step puts them side by side), and the device may be another. */
  async #refresh(): Promise<void> {
    const { trainer, samples } = this.#options;
    const executable = await trainer.executable('test', batchSpecs(samples, this.#readers.size));
    if (executable === this.#readers.reader.executable) return;
    await this.dispose();
    this.#readers = await readersFor(this.#options);
  }

  async run({ callbacks, most, perHook, signal, progress }: EvaluationOptions): Promise<Logs> {
    const { trainer } = this.#options;
    const { model } = trainer;
    model.stopEvaluating = false;
    await callbacks.call('onTestBegin', {});
    await this.#refresh();
    trainer.resetCounters();
    const { steps } = this;
    await runBatches({
      callbacks,
      kind: 'Test',
      most: Math.min(steps, most ?? steps),
      perHook,
      signal,
      progress,
      hasNext: async () => true,
      run: async (count, first) => this.#run(count, first),
      lastLogs: () => trainer.logs('test'),
      logs: () => trainer.logs('test'),
      stopped: () => model.stopEvaluating,
    });
    const logs = await trainer.logs('test');
    await callbacks.call('onTestEnd', logs);
    return logs;
  }

  #run(most: number, first: number): number {
    const { reader, rest } = this.#readers;
    const whole = rest ? this.steps - 1 : this.steps;
    if (rest && first === whole) {
      rest.run(1, 0);
      return 1;
    }
    const count = reader.source ? Math.min(most, whole - first) : 1;
    reader.run(count, first);
    return count;
  }

  async dispose(): Promise<void> {
    this.#readers.reader.dispose();
    this.#readers.rest?.dispose();
  }
}
