/** Training a model: from what the user gives to a run. */
import { InvalidArgumentError } from '../../runtime/errors.ts';
import { nextSeed } from '../../runtime/random.ts';
import type { CallbackGroup } from '../callbacks/callbackGroup.ts';
import type { History } from '../callbacks/history.ts';
import type { Samples } from '../training/batches.ts';
import { Evaluation } from '../training/evaluate.ts';
import { type Feeder, SampleFeeder } from '../training/feeders.ts';
import { runFit } from '../training/fit.ts';
import { checkValues, samplesFrom, splitSamples } from '../training/intake.ts';
import { isResident } from '../training/residence.ts';
import type { DataLike } from '../training/samples.ts';
import { type BatchSource, isStreamed } from '../training/streamed.ts';
import type { Validation } from '../training/validation.ts';
import { checkFit } from './checkOptions.ts';
import { batchSizeFor, callbacksOf, type ModelRun, startCallbacks, streamOf, weigherOf } from './modelRun.ts';
import type { FitOptions } from './options.ts';

interface FitData {
  readonly feeder: Feeder;
  /** Samples kept for validation. */
  readonly held: Samples | null;
}

/** Samples in memory. */
async function fromSamples(
  x: DataLike,
  y: DataLike | null | undefined,
  options: FitOptions,
  run: ModelRun,
): Promise<FitData> {
  const all = samplesFrom({ x, y, sampleWeight: options.sampleWeight }, run.ports, 'fit');
  checkValues(all, 'fit');
  const share = options.validationData ? 0 : (options.validationSplit ?? 0);
  const [kept, held] = share > 0 ? splitSamples(all, share) : [all, null];
  const samples = (await weigherOf(options.classWeight, 'fit'))(kept);
  const steps = options.stepsPerEpoch ?? null;
  const feeder = await SampleFeeder.create({
    trainer: run.trainer,
    samples,
    batch: batchSizeFor(samples.rows, options.batchSize, steps),
    shuffle: options.shuffle ?? true,
    seed: nextSeed(),
    resident: await isResident(samples),
    continues: steps !== null,
  });
  return { feeder, held };
}

/** Batches one after another. */
async function fromStream(data: BatchSource, y: unknown, options: FitOptions, run: ModelRun): Promise<FitData> {
  const { validationSplit = 0, sampleWeight, stepsPerEpoch = null, classWeight } = options;
  const inBatches = y ? 'targets' : sampleWeight ? 'sampleWeight' : null;
  if (inBatches || validationSplit > 0)
    throw new InvalidArgumentError({
      who: 'fit',
      expected: inBatches ? `no ${inBatches} besides an iterable of batches` : 'validationSplit needs data in memory',
      fix: inBatches ? 'Make it part of the batches: [x, y, sampleWeight].' : 'Give validationData instead.',
    });
  const { StreamFeeder } = await import('../training/streams.ts');
  return {
    feeder: await StreamFeeder.create(await streamOf('fit', data, run, classWeight), stepsPerEpoch),
    held: null,
  };
}

/** What is measured after epochs. */
async function validationOf(
  options: FitOptions,
  held: Samples | null,
  callbacks: CallbackGroup,
  run: ModelRun,
): Promise<Validation | null> {
  const { validationData, validationSteps = null } = options;
  const who = 'fit: validationData';
  if (isStreamed(validationData)) {
    const { StreamEvaluation } = await import('../training/streams.ts');
    return new StreamEvaluation(await streamOf(who, validationData, run));
  }
  const samples = validationData ? validationSamples(validationData, who, run) : held;
  if (!samples) return null;
  const batchSize = options.validationBatchSize ?? options.batchSize;
  return Evaluation.create({
    trainer: run.trainer,
    samples,
    batch: batchSizeFor(samples.rows, batchSize, validationSteps),
    resident: await isResident(samples),
    exact: validationSteps !== null || callbacks.wantsBatches('Test'),
  });
}

function validationSamples(data: unknown, who: string, { ports }: ModelRun): Samples {
  if (!Array.isArray(data) || data.length === 0 || data.length > 3)
    throw new InvalidArgumentError({
      who,
      expected: '[x, y], [x, y, sampleWeight] or an iterable of batches',
      received: data,
    });
  const [x, y, sampleWeight] = data as [DataLike, DataLike | null | undefined, DataLike | null | undefined]; // checked by samplesFrom
  const samples = samplesFrom({ x, y, sampleWeight }, ports, who);
  checkValues(samples, who);
  return samples;
}

/** Trains a model. */
export async function fitModel(
  run: ModelRun,
  x: DataLike | BatchSource,
  y: DataLike | null | undefined,
  options: FitOptions,
): Promise<History> {
  checkFit(options);
  const { epochs = 1, initialEpoch = 0, stepsPerEpoch = null } = options;
  const callbacks = await callbacksOf(options, true);
  const { feeder, held } = await (isStreamed(x) ? fromStream(x, y, options, run) : fromSamples(x, y, options, run));
  let validation: Validation | null = null;
  try {
    validation = await validationOf(options, held, callbacks, run);
    const onSteps = startCallbacks(callbacks, run.model, options, { epochs, steps: stepsPerEpoch ?? feeder.steps });
    await runFit({
      model: run.model,
      trainer: run.trainer,
      feeder,
      callbacks,
      validation,
      validationSteps: options.validationSteps ?? null,
      validationFreq: options.validationFreq ?? 1,
      initialEpoch,
      epochs,
      stepsPerEpoch,
      perHook: run.perHook,
      signal: options.signal ?? null,
      onSteps,
    });
  } finally {
    await feeder.dispose();
    await validation?.dispose();
  }
  return callbacks.history!; // callbacksOf() saw to it
}
