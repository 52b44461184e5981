/** Metrics: the result after each update, also when batches are filled up; and configurations. */
import { metrics, type Tensor, tensor } from '../../src/index.ts';
import { ONE_CALL, wrongTensor } from './agreement.ts';
import { type GoldenArray, toTensor } from './array.ts';
import { wrongConfig } from './configs.ts';
import { type KerasObject, needsOf } from './needs.ts';
import { rowPerCase } from './suite.ts';
import { throughConfig } from './throughConfig.ts';

interface Update {
  readonly y_true: GoldenArray;
  readonly y_pred: GoldenArray;
  readonly sample_weight: GoldenArray | null;
}

interface MetricCase {
  readonly id: string;
  readonly metric: KerasObject;
  readonly updates: readonly Update[];
  readonly results: readonly GoldenArray[];
}

type Given = readonly [yTrue: Tensor, yPred: Tensor, sampleWeight: Tensor | null];

/** A result with its shape: a number, or several. */
function shaped(result: number | number[]) {
  const data = Float32Array.from([result].flat());
  return { shape: typeof result === 'number' ? [] : [data.length], data };
}

/** An update as Keras was given it. */
function plain({ y_true, y_pred, sample_weight }: Update): Given {
  return [toTensor(y_true), toTensor(y_pred), sample_weight ? toTensor(sample_weight) : null];
}

/** The first two rows once more, behind. */
function longer({ shape, dtype, data }: Tensor, fill: (value: number) => number): Tensor {
  const [rows = 0, ...sample] = shape;
  const more = [...data.subarray(0, 2 * (data.length / rows))].map(fill);
  return tensor([...data, ...more], [rows + 2, ...sample], dtype);
}

/** The same update with two more rows, which have weight 0: as `evaluate` fills its last batch up. */
function filled(update: Update): Given {
  const [yTrue, yPred, sampleWeight] = plain(update);
  const weights = sampleWeight ?? tensor(new Float32Array(yPred.shape[0]!).fill(1)); // a batch has an axis
  return [longer(yTrue, (value) => value), longer(yPred, (value) => value), longer(weights, () => 0)];
}

async function wrongResults(
  label: string,
  { metric, updates, results }: MetricCase,
  given: (update: Update) => Given,
): Promise<string[]> {
  const own = throughConfig(metrics, metric);
  const wrong: string[] = [];
  for (const [index, update] of updates.entries()) {
    await own.update(...given(update));
    wrong.push(...wrongTensor(`${label} ${index}`, shaped(await own.result()), results[index]!, ONE_CALL)); // one for each update
  }
  return wrong;
}

async function run(each: MetricCase): Promise<string[]> {
  return [
    ...wrongConfig(metrics, each.metric),
    ...(await wrongResults('update', each, plain)),
    ...(await wrongResults('filled up update', each, filled)),
  ];
}

export const metricRows = rowPerCase<MetricCase>(({ metric }) => needsOf(metric), run);
