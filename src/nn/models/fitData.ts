/** The data of a training run: where its batches come from, and what is kept for validation. */
import { InvalidArgumentError } from '../../runtime/errors.ts';
import { nextSeed } from '../../runtime/random.ts';
import { Tensor } from '../../runtime/tensor.ts';
import type { Samples } from '../training/batches.ts';
import { type Batch, type BatchIterable, type Feeder, SampleFeeder, StreamFeeder } from '../training/feeders.ts';
import { checkValues, type Ports, samplesFrom, splitSamples } from '../training/intake.ts';
import { isResident } from '../training/residence.ts';
import type { DataLike } from '../training/samples.ts';
import type { Trainer } from '../training/trainer.ts';
import type { FitOptions } from './options.ts';

/** Samples in a batch when nothing is said. */
export const DEFAULT_BATCH = 32;

export interface FitData {
  readonly feeder: Feeder;
  readonly validation: Samples | null;
}

/** @throws InvalidArgumentError for anything but a positive whole number. */
export function checkCount(who: string, name: string, value: number): void {
  if (Number.isInteger(value) && value > 0) return;
  throw new InvalidArgumentError({ who, expected: `${name} must be a positive integer`, received: value });
}

/** Whether the data comes batch by batch. */
export function isIterableData(data: unknown): data is BatchIterable {
  if (typeof data !== 'object' || data === null || Array.isArray(data)) return false;
  if (data instanceof Tensor || ArrayBuffer.isView(data)) return false;
  return Symbol.asyncIterator in data || Symbol.iterator in data;
}

function validationSamples([x, y, sampleWeight]: NonNullable<FitOptions['validationData']>, ports: Ports): Samples {
  const samples = samplesFrom({ x, y, sampleWeight }, ports, 'fit: validationData');
  checkValues(samples, 'fit: validationData');
  return samples;
}

/** Samples in memory. */
async function fromSamples(all: Samples, options: FitOptions, ports: Ports, trainer: Trainer): Promise<FitData> {
  checkValues(all, 'fit');
  const given = options.validationData ? validationSamples(options.validationData, ports) : null;
  const split = given ? 0 : (options.validationSplit ?? 0);
  const [samples, held] = split > 0 ? splitSamples(all, split) : [all, null];
  const steps = options.stepsPerEpoch ?? null;
  const batch = options.batchSize ?? (steps ? Math.ceil(samples.rows / steps) : DEFAULT_BATCH);
  checkCount('fit', 'batchSize', batch);
  const feeder = await SampleFeeder.create({
    trainer,
    samples,
    batch,
    shuffle: options.shuffle ?? true,
    seed: nextSeed(),
    resident: await isResident(samples),
    continues: steps !== null,
  });
  return { feeder, validation: given ?? held };
}

/** Batches one after another. */
function fromBatches(data: BatchIterable, options: FitOptions, ports: Ports, trainer: Trainer): FitData {
  if (options.validationSplit) {
    throw new InvalidArgumentError({
      who: 'fit',
      expected: 'validationSplit needs data in memory',
      fix: 'Give validationData instead.',
    });
  }
  const toSamples = ([x, y, sampleWeight]: Batch) =>
    samplesFrom({ x, y, sampleWeight, classWeight: options.classWeight }, ports, 'fit');
  const feeder = new StreamFeeder(data, trainer, toSamples, options.stepsPerEpoch ?? null);
  return { feeder, validation: options.validationData ? validationSamples(options.validationData, ports) : null };
}

/** What `fit` trains and validates with. */
export async function fitData(
  x: DataLike | BatchIterable,
  y: DataLike | null | undefined,
  options: FitOptions,
  ports: Ports,
  trainer: Trainer,
): Promise<FitData> {
  if (isIterableData(x)) return fromBatches(x, options, ports, trainer);
  const { sampleWeight, classWeight } = options;
  return fromSamples(samplesFrom({ x, y, sampleWeight, classWeight }, ports, 'fit'), options, ports, trainer);
}
