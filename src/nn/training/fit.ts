/** The training loop, in Keras's order of hooks. */
import type { Logs } from '../callbacks/callback.ts';
import type { CallbackGroup } from '../callbacks/callbackGroup.ts';
import type { Feeder } from './feeders.ts';
import { prefixed, sortedLogs } from './logs.ts';
import { runBatches } from './loop.ts';
import type { Trainer } from './trainer.ts';
import type { Validation } from './validation.ts';

export interface FitRun {
  readonly model: { stopTraining: boolean };
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
  let logs: Logs | null = null;
  await callbacks.call('onTrainBegin', {});
  for (let epoch = run.initialEpoch; epoch < run.epochs; epoch++) {
    run.trainer.resetCounters();
    await callbacks.call('onEpochBegin', epoch, {});
    await run.feeder.startEpoch();
    const steps = await runEpoch(run);
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

/** The steps of one epoch. @returns How many. */
async function runEpoch({
  model,
  trainer,
  feeder,
  callbacks,
  stepsPerEpoch,
  perHook,
  signal,
}: FitRun): Promise<number> {
  const steps = await runBatches({
    callbacks,
    kind: 'Train',
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
