/** Asking a model: from what the user gives to a run. */
import type { Tensor } from '../../runtime/tensor.ts';
import type { Samples } from '../training/batches.ts';
import { inputsFrom } from '../training/intake.ts';
import { predictSamples } from '../training/predict.ts';
import { isResident } from '../training/residence.ts';
import { type DataLike, rowsOf } from '../training/samples.ts';
import { type BatchSource, isStreamed } from '../training/streamed.ts';
import { checkPredict } from './checkOptions.ts';
import { batchSizeFor, callbacksOf, type ModelRun, startCallbacks, streamOf } from './modelRun.ts';
import type { PredictOptions } from './options.ts';

/** Inputs as samples without targets. */
export function inputSamples(x: DataLike, { ports }: ModelRun, who: string): Samples {
  const inputs = inputsFrom(x, ports, who);
  return { ...inputs, y: [], weights: [], rows: rowsOf(inputs.x, who) };
}

/** The outputs of a model for samples, or for the inputs of batches. */
export async function predictModel(
  run: ModelRun,
  x: DataLike | BatchSource,
  options: PredictOptions,
): Promise<Tensor[]> {
  checkPredict(options);
  const { trainer, perHook, model } = run;
  const { steps: most = null, batchSize, signal = null } = options;
  const callbacks = await callbacksOf(options, false);
  const common = { trainer, callbacks, most, perHook, signal };
  if (isStreamed(x)) {
    const { predictStream } = await import('../training/streams.ts');
    const given = await streamOf('predict', x, run);
    const onSteps = startCallbacks(callbacks, model, options, { epochs: 1, steps: most ?? given.stream.length });
    const toSamples: typeof given.toSamples = ([inputs]) => inputSamples(inputs, run, 'predict');
    return predictStream({ ...common, onSteps }, { ...given, toSamples });
  }
  const samples = inputSamples(x, run, 'predict');
  const batch = batchSizeFor(samples.rows, batchSize, most);
  const steps = Math.min(most ?? Number.POSITIVE_INFINITY, Math.ceil(samples.rows / batch));
  startCallbacks(callbacks, model, options, { epochs: 1, steps });
  const exact = most !== null || callbacks.callbacks.length > 0;
  return predictSamples({ ...common, samples, batch, resident: await isResident(samples), exact });
}
