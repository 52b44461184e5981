/** The training loop, in Keras's order of hooks. */
import type { Logs } from '../callbacks/callback.ts';
import type { CallbackGroup } from '../callbacks/callbackGroup.ts';
import type { Model } from '../models/model.ts';
import type { Feeder } from './feeders.ts';
import { prefixed, sortedLogs } from './logs.ts';
import { runBatches } from './loop.ts';
import type { Trainer } from './trainer.ts';
import type { Validation } from './validation.ts';

export interface FitRun {
  readonly model: Pick<Model, 'stopTraining' | 'resumeFrom'>;
  readonly trainer: Trainer;
  readonly feeder: Feeder;
  readonly callbacks: CallbackGroup;
  readonly validation: Validation | null;
  readonly validationSteps: number | null;
  /** After how many epochs (or after which, counted from 1) validation runs. */
  readonly validationFreq: number | readonly number[];
  readonly initialEpoch: number;
  readonly epochs: number;
  readonly stepsPerEpoch: number | null;
  /** Batches between two calls of hooks. */
  readonly perHook: number;
  readonly signal: AbortSignal | null;
  /** Is told how many batches an epoch had. */
  readonly onSteps: (steps: number) => void;
}

function validatesAfter(epoch: number, freq: number | readonly number[]): boolean {
  return typeof freq === 'number' ? (epoch + 1) % freq === 0 : freq.includes(epoch + 1);
}

/** Trains. */
export async function runFit(run: FitRun): Promise<void> {
  const { model, callbacks } = run;
  model.stopTraining = false;
  model.resumeFrom = null;
  let logs: Logs | null = null;
  await callbacks.call('onTrainBegin', {});
  const start = startOf(run);
  for (let epoch = start.epoch; epoch < run.epochs; epoch++) {
    run.trainer.resetCounters();
    await callbacks.call('onEpochBegin', epoch, {});
    await run.feeder.startEpoch();
    const first = epoch === start.epoch ? start.batch : 0;
    if (first > 0) await run.feeder.skip(first);
    if (first > 0 && !(await run.feeder.hasNext())) continue; // it was done
    const steps = await runEpoch(run, first);
    if (steps === 0) {
      console.warn(`fit: the data ended before epoch ${epoch + 1}; training ends. ${run.feeder.hint}`.trim());
      break;
    }
    run.onSteps(steps);
    logs = await epochLogs(run, epoch);
    await callbacks.call('onEpochEnd', epoch, logs);
    if (model.stopTraining) break;
  }
  if (logs) run.trainer.optimizer?.finalize();
  await callbacks.call('onTrainEnd', logs ?? {});
}

async function epochLogs(run: FitRun, epoch: number): Promise<Logs> {
  const own = await run.trainer.logs('train');
  if (!run.validation || !validatesAfter(epoch, run.validationFreq)) return own;
  const options = { callbacks: run.callbacks, most: run.validationSteps, perHook: run.perHook, signal: run.signal };
  const measured = await run.validation.run({ ...options, progress: false });
  return sortedLogs(Object.entries({ ...own, ...prefixed(measured, 'val_') }));
}

/** The first epoch, and how many of its batches are done: 0 unless training goes on that was interrupted. */
function startOf({ model, feeder, initialEpoch, stepsPerEpoch }: FitRun): { epoch: number; batch: number } {
  const { epoch, batch } = model.resumeFrom ?? { epoch: initialEpoch, batch: 0 };
  const steps = stepsPerEpoch ?? feeder.steps ?? Number.POSITIVE_INFINITY;
  return batch < steps ? { epoch, batch } : { epoch: epoch + 1, batch: 0 };
}

/** The steps of one epoch. @param first - Steps that are done already. @returns How many there are with these. */
async function runEpoch(run: FitRun, first: number): Promise<number> {
  const { model, trainer, feeder, callbacks, stepsPerEpoch, perHook, signal } = run;
  const steps = await runBatches({
    callbacks,
    kind: 'Train',
    first,
    most: stepsPerEpoch ?? feeder.steps ?? Number.POSITIVE_INFINITY,
    perHook,
    signal,
    progress: true,
    hasNext: () => feeder.hasNext(),
    run: (most) => feeder.next(most),
    lastLogs: () => trainer.logs('train'),
    logs: () => trainer.logs('train'),
    stopped: () => model.stopTraining,
  });
  if (steps === 0 || stepsPerEpoch === null || steps >= stepsPerEpoch || model.stopTraining) return steps;
  console.warn(`fit: the data ended after ${steps} of ${stepsPerEpoch} batches; the epoch ends early.`);
  return steps;
}
