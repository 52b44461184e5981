/** What every run of a model over data has: the model, how its data comes in, and its callbacks. */
import type { CallbackParams } from '../callbacks/callback.ts';
import { CallbackGroup } from '../callbacks/callbackGroup.ts';
import { History } from '../callbacks/history.ts';
import { verbosity } from '../callbacks/terminal.ts';
import type { Samples } from '../training/batches.ts';
import type { ClassWeight } from '../training/classWeight.ts';
import type { Ports } from '../training/intake.ts';
import { samplesFrom } from '../training/intake.ts';
import type { Batch, BatchSource } from '../training/streamed.ts';
import type { StreamOptions } from '../training/streams.ts';
import type { Trainer } from '../training/trainer.ts';
import type { Model } from './model.ts';
import type { RunOptions } from './options.ts';

/** Samples in a batch when nothing is said. */
const DEFAULT_BATCH = 32;

export interface ModelRun {
  readonly model: Model;
  readonly trainer: Trainer;
  readonly ports: Ports;
  /** Batches between two calls of hooks. */
  readonly perHook: number;
}

/** The batch size to use for so many rows. */
export function batchSizeFor(rows: number, batchSize: number | null | undefined, steps: number | null): number {
  return batchSize ?? (steps === null ? DEFAULT_BATCH : Math.ceil(rows / steps));
}

/** What gives each sample the weight of its class; loaded when it is needed. */
export async function weigherOf(
  classWeight: ClassWeight | null | undefined,
  who: string,
): Promise<(samples: Samples) => Samples> {
  if (!classWeight) return (samples) => samples;
  const { withClassWeight } = await import('../training/classWeight.ts');
  return (samples) => withClassWeight(samples, classWeight, who);
}

/** A stream of batches with what makes samples of them. */
export async function streamOf(
  who: string,
  data: BatchSource,
  { trainer, ports }: ModelRun,
  classWeight?: ClassWeight | null,
): Promise<StreamOptions> {
  const { BatchStream } = await import('../training/streams.ts');
  const stream = new BatchStream(who, data);
  const weigh = await weigherOf(classWeight, who);
  const toSamples = ([x, y, sampleWeight]: Batch) => weigh(samplesFrom({ x, y, sampleWeight }, ports, who));
  return { who, stream, trainer, toSamples };
}

/** The callbacks of a run: those of the user and the history, and (unless they come as a list of their own) the bar. */
export async function callbacksOf(options: RunOptions, withHistory: boolean): Promise<CallbackGroup> {
  const { callbacks = [] } = options;
  const isList = callbacks instanceof CallbackGroup;
  const group = isList ? callbacks : new CallbackGroup(callbacks);
  if (withHistory && !group.history) group.append(new History());
  if (isList || verbosity(options.verbose) === 0) return group;
  const { ProgbarLogger } = await import('../callbacks/progbarLogger.ts');
  if (!group.callbacks.some((callback) => callback instanceof ProgbarLogger)) group.append(new ProgbarLogger());
  return group;
}

/** Tells callbacks what they are part of. @returns What to call when the number of batches becomes known. */
export function startCallbacks(
  callbacks: CallbackGroup,
  model: Model,
  options: RunOptions,
  { epochs, steps }: { readonly epochs: number; readonly steps: number | null },
): (steps: number) => void {
  const params = { epochs, steps, verbose: verbosity(options.verbose) };
  callbacks.setModel(model);
  callbacks.setParams(params satisfies CallbackParams);
  return (known) => {
    params.steps ??= known;
  };
}
