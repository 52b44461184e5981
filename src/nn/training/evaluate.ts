/** Going through samples without training: measuring, and predicting. */
import { currentDevice } from '../../runtime/backend.ts';
import { InvalidArgumentError } from '../../runtime/errors.ts';
import { toTensor } from '../../runtime/jit.ts';
import { sizeOf } from '../../runtime/spec.ts';
import { Tensor, type TensorData } from '../../runtime/tensor.ts';
import type { CallbackList, Logs } from '../callbacks/callback.ts';
import { BatchReader, batchSpecs, type Samples } from './batches.ts';
import type { StepKind } from './context.ts';
import { Pace } from './pace.ts';
import type { Trainer } from './trainer.ts';

/** Plans of up to so many times the rows needed are used rather than compiling a new one. */
const WASTE = 8;

/** The batch size to use: one that is compiled already if it is not much too large, else the one asked for. */
function chooseBatch(trainer: Trainer, kind: StepKind, samples: Samples, batch: number): number {
  const needed = Math.min(batch, samples.rows);
  const rounded = Math.min(batch, 2 ** Math.ceil(Math.log2(needed)));
  const known = trainer
    .compiledSizes(kind, batchSpecs(samples, 1))
    .find((size) => size >= needed && size <= Math.max(batch, WASTE * needed));
  return known ?? rounded;
}

/** Readers of all batches, and of the rows that are left over where batches cannot be filled up. */
interface Readers {
  readonly size: number;
  readonly reader: BatchReader;
  readonly rest: BatchReader | null;
}

async function readersFor(trainer: Trainer, samples: Samples, batch: number, resident: boolean): Promise<Readers> {
  await trainer.executable('test', batchSpecs(samples, Math.min(batch, samples.rows)));
  const exact = trainer.needsExactBatches;
  const size = exact ? Math.min(batch, samples.rows) : chooseBatch(trainer, 'test', samples, batch);
  const executable = await trainer.executable('test', batchSpecs(samples, size));
  const left = samples.rows % size;
  if (!exact || left === 0) {
    const reader = await BatchReader.create(executable, samples, size, samples.rows, resident);
    return { size, reader, rest: null };
  }
  const whole = samples.rows - left;
  const reader = await BatchReader.create(executable, samples, size, whole, resident);
  const remainder = await trainer.executable('test', batchSpecs(samples, left));
  const rest = await BatchReader.create(remainder, samples, left, left, resident);
  rest.setOrder(Int32Array.from({ length: left }, (_, row) => whole + row));
  return { size, reader, rest };
}

/** Samples made ready to be measured again and again: validation keeps one through all epochs. */
export class Evaluation {
  readonly #trainer: Trainer;
  readonly #samples: Samples;
  readonly #make: () => Promise<Readers>;
  #readers: Readers;

  private constructor(trainer: Trainer, samples: Samples, make: () => Promise<Readers>, readers: Readers) {
    this.#trainer = trainer;
    this.#samples = samples;
    this.#make = make;
    this.#readers = readers;
  }

  static async create(trainer: Trainer, samples: Samples, batch: number, resident: boolean): Promise<Evaluation> {
    const make = () => readersFor(trainer, samples, batch, resident);
    return new Evaluation(trainer, samples, make, await make());
  }

  /** Batches in all. */
  get steps(): number {
    return Math.ceil(this.#samples.rows / this.#readers.size);
  }

  /** Weights may have moved in memory since (the first training step puts them side by side), and the device may be another. */
  async #refresh(): Promise<void> {
    const executable = await this.#trainer.executable('test', batchSpecs(this.#samples, this.#readers.size));
    if (executable === this.#readers.reader.executable) return;
    this.dispose();
    this.#readers = await this.#make();
  }

  /** Measures the samples. @param most - Batches at most; default: all. */
  async run(callbacks: CallbackList, most: number | null = null): Promise<Logs> {
    await this.#refresh();
    const { reader, rest } = this.#readers;
    const device = await currentDevice();
    const total = Math.min(this.steps, most ?? this.steps);
    const single = callbacks.wants('onTestBatchBegin') || callbacks.wants('onTestBatchEnd');
    const withLogs = callbacks.wantsLogs('onTestBatchEnd');
    const pace = new Pace();
    this.#trainer.resetCounters();
    await callbacks.call('onTestBegin');
    for (let step = 0; step < total; ) {
      if (single) await callbacks.call('onTestBatchBegin', step);
      const last = rest !== null && step === this.steps - 1;
      const inOne =
        single || last || !reader.source ? 1 : pace.next(Math.min(total, rest ? this.steps - 1 : this.steps) - step);
      if (last) rest.run(1, 0);
      else reader.run(inOne, step);
      await device.settled();
      pace.done(inOne);
      step += inOne;
      if (single)
        await callbacks.call('onTestBatchEnd', step - 1, ...(withLogs ? [await this.#trainer.logs('test')] : []));
    }
    const logs = await this.#trainer.logs('test');
    await callbacks.call('onTestEnd', logs);
    return logs;
  }

  dispose(): void {
    this.#readers.reader.dispose();
    this.#readers.rest?.dispose();
  }
}

/** Predictions for samples: one tensor per output. */
export async function predictSamples(
  trainer: Trainer,
  samples: Samples,
  batch: number,
  resident: boolean,
  callbacks: CallbackList,
): Promise<Tensor[]> {
  const size = chooseBatch(trainer, 'predict', samples, batch);
  const executable = await trainer.executable('predict', batchSpecs(samples, size));
  const reader = await BatchReader.create(executable, samples, size, samples.rows, resident);
  const steps = Math.ceil(samples.rows / size);
  const single = callbacks.wants('onPredictBatchBegin') || callbacks.wants('onPredictBatchEnd');
  const parts: Tensor[][] = [];
  const specs = executable.plan.fetches.map(({ node }) => node.spec);
  try {
    await callbacks.call('onPredictBegin');
    for (let step = 0; step < steps; ) {
      const count = single ? 1 : Math.min(steps - step, 64);
      if (single) await callbacks.call('onPredictBatchBegin', step);
      const collected = await reader.collect(count, step);
      for (const values of collected) parts.push(values.map((each, index) => toTensor(each, specs[index]!))); // one spec per fetch
      step += count;
      if (single) await callbacks.call('onPredictBatchEnd', step - 1);
    }
    await callbacks.call('onPredictEnd');
  } finally {
    reader.dispose();
  }
  return specs.map((_, index) =>
    joinRows(
      parts.map((part) => part[index]!),
      samples.rows,
      trainer.model.who,
    ),
  ); // one tensor per fetch
}

/** Batches joined along the first axis, cut to the number of rows. */
function joinRows(parts: readonly Tensor[], rows: number, who: string): Tensor {
  const first = parts[0]!; // at least one batch
  const [batch = 0, ...sample] = first.shape;
  if (first.shape.length === 0 || parts.length * batch < rows) {
    throw new InvalidArgumentError({
      who,
      expected: 'outputs with one row per sample',
      received: first.shape,
      fix: 'Use predictOnBatch for models that combine samples.',
    });
  }
  const width = sizeOf(sample);
  const data = new (first.data.constructor as { new (size: number): TensorData })(rows * width); // the same class
  parts.forEach((part, index) => {
    const start = index * batch;
    data.set(part.data.subarray(0, Math.min(batch, rows - start) * width), start * width);
  });
  return new Tensor([rows, ...sample], first.dtype, data);
}
