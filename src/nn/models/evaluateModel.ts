/** Measuring a model: from what the user gives to a run. */
import type { Logs } from '../callbacks/callback.ts';
import { Evaluation } from '../training/evaluate.ts';
import { checkValues, samplesFrom } from '../training/intake.ts';
import { isResident } from '../training/residence.ts';
import type { DataLike } from '../training/samples.ts';
import { type BatchSource, isStreamed } from '../training/streamed.ts';
import type { Validation } from '../training/validation.ts';
import { checkEvaluate } from './checkOptions.ts';
import { batchSizeFor, callbacksOf, type ModelRun, startCallbacks, streamOf } from './modelRun.ts';
import type { EvaluateOptions } from './options.ts';

async function overStream(data: BatchSource, run: ModelRun): Promise<Validation> {
  const { StreamEvaluation } = await import('../training/streams.ts');
  return new StreamEvaluation(await streamOf('evaluate', data, run));
}

/** Measures a model. */
export async function evaluateModel(
  run: ModelRun,
  x: DataLike | BatchSource,
  y: DataLike | null | undefined,
  options: EvaluateOptions,
): Promise<Logs> {
  checkEvaluate(options);
  const { steps: most = null, sampleWeight, batchSize } = options;
  const callbacks = await callbacksOf(options, false);
  const overSamples = async (data: DataLike): Promise<Validation> => {
    const samples = samplesFrom({ x: data, y, sampleWeight }, run.ports, 'evaluate');
    checkValues(samples, 'evaluate');
    return Evaluation.create({
      trainer: run.trainer,
      samples,
      batch: batchSizeFor(samples.rows, batchSize, most),
      resident: await isResident(samples),
      exact: most !== null || callbacks.callbacks.length > 0,
    });
  };
  const evaluation = await (isStreamed(x) ? overStream(x, run) : overSamples(x));
  const onSteps = startCallbacks(callbacks, run.model, options, { epochs: 1, steps: most ?? evaluation.steps });
  try {
    const signal = options.signal ?? null;
    return await evaluation.run({
      callbacks,
      most,
      perHook: run.perHook,
      signal,
      progress: true,
      onSteps,
    });
  } finally {
    await evaluation.dispose();
  }
}
