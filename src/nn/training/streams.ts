/** Training, measuring and predicting with batches as they come. Each new batch shape is compiled when it comes. */
import { InvalidArgumentError } from '../../runtime/errors.ts';
import { toTensor } from '../../runtime/jit.ts';
import type { Tensor } from '../../runtime/tensor.ts';
import type { Logs } from '../callbacks/callback.ts';
import { BatchReader, batchSpecs, feedsOf, type Samples, wordsFor } from './batches.ts';
import type { BatchStream } from './batchStream.ts';
import type { Feeder } from './feeders.ts';
import { runBatches } from './loop.ts';
import { gather, type PredictOptions } from './predict.ts';
import { chooseBatch } from './sampleReaders.ts';
import type { Batch } from './streamed.ts';
import type { Trainer } from './trainer.ts';
import type { EvaluationOptions, Validation } from './validation.ts';

export { BatchStream } from './batchStream.ts';

export interface StreamOptions {
  readonly who: string;
  readonly stream: BatchStream;
  readonly trainer: Trainer;
  readonly toSamples: (batch: Batch) => Samples;
}

function noBatches(who: string, { hint }: BatchStream): InvalidArgumentError {
  const fix = hint === '' ? {} : { fix: hint };
  return new InvalidArgumentError({ who, expected: 'at least one batch, but there is none', ...fix });
}

/** Batches of a stream for training. */
export class StreamFeeder implements Feeder {
  steps: number | null;
  readonly #options: StreamOptions;
  readonly #continues: boolean;
  #count = 0;
  #isFresh = true;

  private constructor(options: StreamOptions, stepsPerEpoch: number | null) {
    this.#options = options;
    this.steps = stepsPerEpoch ?? options.stream.length;
    this.#continues = stepsPerEpoch !== null;
  }

  /** Compiles the step for the first batch, so that the model is there when the first hooks are called. */
  static async create(options: StreamOptions, stepsPerEpoch: number | null): Promise<StreamFeeder> {
    const { stream, trainer, toSamples, who } = options;
    await stream.restart();
    const first = await stream.peek();
    if (!first) throw noBatches(who, stream);
    const samples = toSamples(first);
    await trainer.executable('train', batchSpecs(samples, samples.rows));
    return new StreamFeeder(options, stepsPerEpoch);
  }

  get hint(): string {
    return this.#options.stream.hint;
  }

  async startEpoch(): Promise<void> {
    const { stream } = this.#options;
    this.#count = 0;
    if (!this.#isFresh && !(this.#continues && stream.isOpen)) await stream.restart();
    this.#isFresh = false;
  }

  async skip(batches: number): Promise<void> {
    for (let left = batches; left > 0 && (await this.#options.stream.next()); left--) this.#count++;
  }

  async hasNext(): Promise<boolean> {
    return (await this.#options.stream.peek()) !== null;
  }

  async next(): Promise<number> {
    const { stream, trainer, toSamples } = this.#options;
    const batch = await stream.next();
    if (!batch) {
      if (this.#count > 0) this.steps ??= this.#count;
      return 0;
    }
    this.#count++;
    const samples = toSamples(batch);
    const executable = await trainer.executable('train', batchSpecs(samples, samples.rows));
    for (const { name, tensor } of feedsOf(samples)) executable.setFeed(name, wordsFor(tensor));
    executable.run(1);
    return 1;
  }

  async dispose(): Promise<void> {
    await this.#options.stream.close();
  }
}

/** Batches of a stream for measuring; from the first one each time. */
export class StreamEvaluation implements Validation {
  steps: number | null;
  readonly #options: StreamOptions;

  constructor(options: StreamOptions) {
    this.#options = options;
    this.steps = options.stream.length;
  }

  async run({ callbacks, most, perHook, signal, progress, onSteps }: EvaluationOptions): Promise<Logs> {
    const { stream, trainer, who } = this.#options;
    const { model } = trainer;
    model.stopEvaluating = false;
    await callbacks.call('onTestBegin', {});
    await stream.restart();
    trainer.resetCounters();
    const count = await runBatches({
      callbacks,
      kind: 'Test',
      most: most ?? stream.length ?? Number.POSITIVE_INFINITY,
      perHook,
      signal,
      progress,
      hasNext: async () => (await stream.peek()) !== null,
      run: () => this.#next(),
      lastLogs: () => trainer.logs('test'),
      logs: () => trainer.logs('test'),
      stopped: () => model.stopEvaluating,
    });
    if (count === 0) throw noBatches(who, stream);
    if (most !== null && count < most && !model.stopEvaluating)
      console.warn(`${who}: the data ended after ${count} of ${most} batches.`);
    this.steps ??= count;
    onSteps?.(count);
    const logs = await trainer.logs('test');
    await callbacks.call('onTestEnd', logs);
    return logs;
  }

  async #next(): Promise<number> {
    const { stream, trainer, toSamples } = this.#options;
    const batch = await stream.next();
    if (!batch) return 0;
    const samples = toSamples(batch);
    const { rows } = samples;
    await trainer.prepare(batchSpecs(samples, rows));
    const size = trainer.needsExactBatches ? rows : chooseBatch(trainer, 'test', samples, rows, false);
    const executable = await trainer.executable('test', batchSpecs(samples, size));
    const reader = await BatchReader.create(executable, samples, size, rows, false);
    reader.run(1, 0);
    return 1;
  }

  async dispose(): Promise<void> {
    await this.#options.stream.close();
  }
}

/** Predictions for the inputs of a stream: one tensor per output. */
export async function predictStream(
  options: PredictOptions,
  { who, stream, trainer, toSamples }: StreamOptions,
): Promise<Tensor[]> {
  await stream.restart();
  const next = async () => {
    const batch = await stream.next();
    if (!batch) return [];
    const samples = toSamples(batch);
    const { rows } = samples;
    const size = chooseBatch(trainer, 'predict', samples, rows, false);
    const executable = await trainer.executable('predict', batchSpecs(samples, size));
    const reader = await BatchReader.create(executable, samples, size, rows, false);
    const [values = []] = await reader.collect(1, 0);
    const specs = executable.plan.fetches.map(({ node }) => node.spec);
    return [{ outputs: values.map((each, index) => toTensor(each, specs[index]!)), rows }]; // one spec per fetch
  };
  try {
    const steps = stream.length ?? Number.POSITIVE_INFINITY;
    const outputs = await gather(options, steps, next, async () => (await stream.peek()) !== null);
    if (outputs.length === 0) throw noBatches(who, stream);
    return outputs;
  } finally {
    await stream.close();
  }
}
