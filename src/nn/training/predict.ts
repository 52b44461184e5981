/** Predicting for samples. */
import { InvalidArgumentError } from '../../runtime/errors.ts';
import { toTensor } from '../../runtime/jit.ts';
import { sizeOf } from '../../runtime/spec.ts';
import { Tensor, type TensorData } from '../../runtime/tensor.ts';
import type { CallbackGroup } from '../callbacks/callbackGroup.ts';
import { BatchReader, batchSpecs, type Samples } from './batches.ts';
import { runBatches } from './loop.ts';
import { chooseBatch } from './sampleReaders.ts';
import type { Trainer } from './trainer.ts';

/** Batches whose results are gathered in one submit. */
const MOST_STEPS = 64;

export interface PredictOptions {
  readonly trainer: Trainer;
  readonly callbacks: CallbackGroup;
  /** Batches at most; null: all. */
  readonly most: number | null;
  readonly perHook: number;
  readonly signal: AbortSignal | null;
  /** Is told how many batches there were. */
  readonly onSteps?: ((steps: number) => void) | undefined;
}

export interface SamplePrediction extends PredictOptions {
  readonly samples: Samples;
  readonly batch: number;
  readonly resident: boolean;
  /** Whether batches have to be of that size. */
  readonly exact: boolean;
}

/** What a batch gave: one tensor per output, and how many of their rows count. */
export interface Predicted {
  readonly outputs: readonly Tensor[];
  readonly rows: number;
}

/** Predictions for samples: one tensor per output. */
export async function predictSamples(options: SamplePrediction): Promise<Tensor[]> {
  const { trainer, samples } = options;
  const size = chooseBatch(trainer, 'predict', samples, options.batch, options.exact);
  const executable = await trainer.executable('predict', batchSpecs(samples, size));
  const reader = await BatchReader.create(executable, samples, size, samples.rows, options.resident);
  const specs = executable.plan.fetches.map(({ node }) => node.spec);
  const steps = Math.ceil(samples.rows / size);
  try {
    return await gather(options, steps, async (count, first) => {
      const collected = await reader.collect(count, first);
      return collected.map((values, index) => ({
        outputs: values.map((each, output) => toTensor(each, specs[output]!)), // one spec per fetch
        rows: Math.min(size, samples.rows - (first + index) * size),
      }));
    });
  } finally {
    reader.dispose();
  }
}

/** Goes through batches with the hooks of `predict`, and joins what they give. */
export async function gather(
  { trainer, callbacks, most, perHook, signal, onSteps }: PredictOptions,
  steps: number,
  predict: (count: number, first: number) => Promise<readonly Predicted[]>,
  hasNext: () => Promise<boolean> = async () => true,
): Promise<Tensor[]> {
  const { model } = trainer;
  const parts: Predicted[] = [];
  let last: readonly Predicted[] = [];
  model.stopPredicting = false;
  await callbacks.call('onPredictBegin', {});
  const count = await runBatches({
    callbacks,
    kind: 'Predict',
    most: Math.min(steps, most ?? steps),
    perHook,
    signal,
    progress: true,
    hasNext,
    async run(count, first) {
      last = await predict(Math.min(count, MOST_STEPS), first);
      parts.push(...last);
      return last.length;
    },
    lastLogs() {
      const outputs = joined(last, model.who);
      return { outputs: outputs.length === 1 ? outputs[0]! : outputs }; // one output
    },
    logs: async () => ({}),
    stopped: () => model.stopPredicting,
  });
  onSteps?.(count);
  await callbacks.call('onPredictEnd', {});
  return joined(parts, model.who);
}

/** Batches joined along the first axis, each cut to the rows that count. */
function joined(parts: readonly Predicted[], who: string): Tensor[] {
  const outputs = parts[0]?.outputs ?? [];
  return outputs.map((_, index) =>
    joinRows(
      parts.map((part) => ({ tensor: part.outputs[index]!, rows: part.rows })), // as many outputs in each batch
      who,
    ),
  );
}

function joinRows(parts: readonly { readonly tensor: Tensor; readonly rows: number }[], who: string): Tensor {
  const first = parts[0]!.tensor; // at least one batch
  if (parts.length === 1 && first.shape[0] === parts[0]!.rows) return first; // likewise
  const sample = first.shape.slice(1);
  const width = sizeOf(sample);
  const total = parts.reduce((sum, { rows }) => sum + rows, 0);
  const data = new (first.data.constructor as { new (size: number): TensorData })(total * width); // the same class
  let start = 0;
  for (const { tensor, rows } of parts) {
    if (tensor.shape.length === 0 || (tensor.shape[0] ?? 0) < rows)
      throw new InvalidArgumentError({
        who,
        expected: 'outputs with one row per sample',
        received: tensor.shape,
        fix: 'Use predictOnBatch for models that combine samples.',
      });
    data.set(tensor.data.subarray(0, rows * width), start * width);
    start += rows;
  }
  return new Tensor([total, ...sample], first.dtype, data);
}
