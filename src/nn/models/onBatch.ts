/** One step on one batch. */

import type { Executable } from '../../runtime/device.ts';
import { toTensor } from '../../runtime/jit.ts';
import type { Tensor } from '../../runtime/tensor.ts';
import type { Logs } from '../callbacks/callback.ts';
import { batchSpecs, feedsOf, type Samples, wordsFor } from '../training/batches.ts';
import type { StepKind } from '../training/context.ts';
import { samplesFrom } from '../training/intake.ts';
import type { DataLike } from '../training/samples.ts';
import { checkOnBatch } from './checkOptions.ts';
import { type ModelRun, weigherOf } from './modelRun.ts';
import type { BatchOptions } from './options.ts';
import { inputSamples } from './predictModel.ts';

/** The executable of a step, with a batch as its input. */
async function ready(kind: StepKind, samples: Samples, { trainer }: ModelRun): Promise<Executable> {
  const executable = await trainer.executable(kind, batchSpecs(samples, samples.rows));
  for (const { name, tensor } of feedsOf(samples)) executable.setFeed(name, wordsFor(tensor));
  return executable;
}

/** Trains or measures one batch; what was counted before is forgotten. */
export async function logsOfBatch(
  run: ModelRun,
  kind: 'train' | 'test',
  x: DataLike,
  y: DataLike | null | undefined,
  options: BatchOptions,
): Promise<Logs> {
  const who = `${kind}OnBatch`;
  checkOnBatch(who, options);
  const { sampleWeight, classWeight } = options;
  const weigh = await weigherOf(classWeight, who);
  const samples = weigh(samplesFrom({ x, y, sampleWeight }, run.ports, who));
  const executable = await ready(kind, samples, run);
  if (kind === 'test') executable.setFeed('rowMask', new Float32Array(samples.rows).fill(1));
  run.trainer.resetCounters();
  executable.run(1);
  return run.trainer.logs(kind);
}

/** The outputs for one batch, as they are. */
export async function outputsOfBatch(run: ModelRun, x: DataLike): Promise<Tensor[]> {
  const executable = await ready('predict', inputSamples(x, run, 'predictOnBatch'), run);
  executable.run(1);
  const values = await executable.fetch();
  return values.map((each, index) => toTensor(each, executable.plan.fetches[index]!.node.spec)); // one value per fetch
}
