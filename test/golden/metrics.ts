/** Metrics: the result after each update. */
import { metrics } from '../../src/index.ts';
import { ONE_CALL, wrongTensor } from './agreement.ts';
import { type GoldenArray, toTensor } from './array.ts';
import { type KerasObject, needsOf } from './needs.ts';
import { rowPerCase } from './suite.ts';
import { throughConfig } from './throughConfig.ts';

interface MetricCase {
  readonly id: string;
  readonly metric: KerasObject;
  readonly updates: readonly {
    readonly y_true: GoldenArray;
    readonly y_pred: GoldenArray;
    readonly sample_weight: GoldenArray | null;
  }[];
  readonly results: readonly GoldenArray[];
}

/** A result with its shape: a number, or several. */
function shaped(result: number | number[]) {
  const data = Float32Array.from([result].flat());
  return { shape: typeof result === 'number' ? [] : [data.length], data };
}

async function run({ metric, updates, results }: MetricCase): Promise<string[]> {
  const own = throughConfig(metrics, metric);
  const wrong: string[] = [];
  for (const [index, { y_true, y_pred, sample_weight }] of updates.entries()) {
    await own.update(toTensor(y_true), toTensor(y_pred), sample_weight ? toTensor(sample_weight) : null);
    wrong.push(...wrongTensor(`update ${index}`, shaped(await own.result()), results[index]!, ONE_CALL)); // one for each update
  }
  return wrong;
}

export const metricRows = rowPerCase<MetricCase>(({ metric }) => needsOf(metric), run);
