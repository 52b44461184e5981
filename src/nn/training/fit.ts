/** The training loop, in Keras's order of hooks. */
import { currentDevice } from '../../runtime/backend.ts';
import type { CallbackList, Logs } from '../callbacks/callback.ts';
import type { Model } from '../models/model.ts';
import type { Evaluation } from './evaluate.ts';
import type { Feeder } from './feeders.ts';
import { prefixed, sortedLogs } from './logs.ts';
import { Pace, yieldToPage } from './pace.ts';
import type { Trainer } from './trainer.ts';

/** Time between values read for `onProgress`. */
const PROGRESS_MS = 100;

/** Time after which a run on the CPU lets the page handle events. */
const CPU_TURN_MS = 50;

export interface FitRun {
  readonly model: Model;
  readonly trainer: Trainer;
  readonly feeder: Feeder;
  readonly callbacks: CallbackList;
  readonly validation: Evaluation | null;
  readonly validationSteps: number | null;
  /** After how many epochs (or after which, counted from 1) validation runs. */
  readonly validationFreq: number | readonly number[];
  readonly initialEpoch: number;
  readonly epochs: number;
  readonly stepsPerEpoch: number | null;
  readonly signal: AbortSignal | null;
}

function validatesAfter(epoch: number, freq: number | readonly number[]): boolean {
  return typeof freq === 'number' ? (epoch + 1) % freq === 0 : freq.includes(epoch + 1);
}

/** Trains. */
export async function runFit(run: FitRun): Promise<void> {
  const { model, callbacks } = run;
  model.stopTraining = false;
  model.resumeFrom = null;
  let logs: Logs = {};
  await callbacks.call('onTrainBegin');
  const start = startOf(run);
  for (let epoch = start.epoch; epoch < run.epochs && !model.stopTraining; epoch++) {
    run.trainer.resetCounters();
    await callbacks.call('onEpochBegin', epoch);
    await run.feeder.startEpoch();
    const done = epoch === start.epoch ? start.batch : 0;
    if (done > 0) await run.feeder.skip(done);
    await runEpoch(run, done);
    logs = await run.trainer.logs();
    if (run.validation && validatesAfter(epoch, run.validationFreq)) {
      logs = { ...logs, ...prefixed(await run.validation.run(callbacks, run.validationSteps), 'val_') };
    }
    logs = sortedLogs(Object.entries(logs));
    await callbacks.call('onEpochEnd', epoch, logs);
  }
  await callbacks.call('onTrainEnd', logs);
}

/** The first epoch, and how many of its batches are done: 0 unless training goes on that was interrupted. */
function startOf({ model, feeder, initialEpoch, stepsPerEpoch }: FitRun): { epoch: number; batch: number } {
  const { epoch, batch } = model.resumeFrom ?? { epoch: initialEpoch, batch: 0 };
  const steps = stepsPerEpoch ?? feeder.steps ?? Number.POSITIVE_INFINITY;
  return batch < steps ? { epoch, batch } : { epoch: epoch + 1, batch: 0 };
}

/** The steps of one epoch: many per submit, unless a callback wants to be called at each. @param done - Steps left out. */
async function runEpoch(
  { model, trainer, feeder, callbacks, stepsPerEpoch, signal }: FitRun,
  done: number,
): Promise<void> {
  const device = await currentDevice();
  const single = callbacks.wants('onTrainBatchBegin') || callbacks.wants('onTrainBatchEnd');
  const withLogs = callbacks.wantsLogs('onTrainBatchEnd');
  const progress = new Progress(trainer, callbacks);
  const pace = new Pace();
  const most = stepsPerEpoch ?? Number.POSITIVE_INFINITY;
  let turn = performance.now();
  for (let step = done; step < most && !model.stopTraining; ) {
    signal?.throwIfAborted();
    if (single) await callbacks.call('onTrainBatchBegin', step);
    const count = await feeder.next(single ? 1 : pace.next(most - step));
    if (count === 0) {
      if (stepsPerEpoch !== null)
        console.warn(`fit: the data ended after ${step} of ${stepsPerEpoch} batches; the epoch ends early.`);
      break;
    }
    await device.settled();
    pace.done(count);
    step += count;
    if (single) await callbacks.call('onTrainBatchEnd', step - 1, ...(withLogs ? [await trainer.logs()] : []));
    progress.reached(step);
    if (progress.held) await progress.held;
    if (device.kind === 'cpu' && performance.now() - turn > CPU_TURN_MS) {
      await yieldToPage();
      turn = performance.now();
    }
  }
  await progress.finish();
}

/** Reads values for `onProgress` now and then, without holding up the steps. */
class Progress {
  readonly #trainer: Trainer;
  readonly #callbacks: CallbackList;
  readonly #wanted: boolean;
  #last = performance.now();
  #pending: Promise<void> | null = null;
  #held: Promise<void> | null = null;
  #failure: { readonly error: unknown } | null = null;

  constructor(trainer: Trainer, callbacks: CallbackList) {
    this.#trainer = trainer;
    this.#callbacks = callbacks;
    this.#wanted = callbacks.wants('onProgress');
  }

  /** Not null while a callback holds on to its `onProgress`: training waits for it. @throws what a callback threw. */
  get held(): Promise<void> | null {
    if (this.#failure) throw this.#failure.error;
    return this.#held;
  }

  reached(step: number): void {
    const now = performance.now();
    if (!this.#wanted || this.#pending || now - this.#last < PROGRESS_MS) return;
    this.#last = now;
    this.#pending = this.#trainer
      .logs()
      .then((logs) => {
        this.#held = this.#callbacks.call('onProgress', step, logs);
        return this.#held;
      })
      .catch((error: unknown) => {
        this.#failure = { error };
      })
      .finally(() => {
        this.#pending = null;
        this.#held = null;
      });
  }

  async finish(): Promise<void> {
    await this.#pending;
    await this.held;
  }
}
