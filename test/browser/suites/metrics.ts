/** What metrics cost inside an epoch: work on the device, and nothing read back. */
import { input, layers, metrics, sequential, setBackend, tensor } from '../../../src/index.ts';
import type { Profile } from '../../../src/runtime/op.ts';
import { type Calls, countsNow, installCounters } from './webgpuCalls.ts';

const WIDTH = 6;
const CLASSES = 4;
const BATCH = 8;

function samples(rows: number) {
  const x = Float32Array.from({ length: rows * WIDTH }, (_, i) => Math.sin(i * 0.37));
  const y = Float32Array.from({ length: rows * CLASSES }, (_, i) =>
    Number(i % CLASSES === Math.floor(i / CLASSES) % CLASSES),
  );
  return [tensor(x, [rows, WIDTH]), tensor(y, [rows, CLASSES])] as const;
}

/** A model measured by a metric of each kind: means, counts at thresholds, areas, scores of classes, overlaps, correlations. */
function measured() {
  const m = sequential([input([WIDTH]), layers.dense({ units: CLASSES, activation: 'softmax' })]);
  m.compile({
    optimizer: 'sgd',
    loss: 'categorical_crossentropy',
    metrics: [
      'accuracy',
      metrics.auc({ name: 'auc' }),
      metrics.precision({ name: 'precision', topK: 2 }),
      metrics.f1Score({ average: 'macro' }),
      metrics.oneHotMeanIoU({ name: 'iou', numClasses: CLASSES }),
      metrics.r2Score(),
      metrics.topKCategoricalAccuracy({ k: 2 }),
    ],
    weightedMetrics: [metrics.pearsonCorrelation(), metrics.recall({ name: 'recall' })],
  });
  return m;
}

function difference(later: Calls, earlier: Calls): Calls {
  return Object.fromEntries(
    Object.entries(later).map(([key, value]) => [key, value - earlier[key as keyof Calls]]),
  ) as unknown as Calls; // the same keys
}

export interface MetricCosts {
  /** Between the ends of two batches, each step a submit of its own. */
  readonly step: Calls;
  /** Whole epochs after the first, by their number of steps. */
  readonly epochs: Readonly<Record<number, Calls>>;
}

/** Counts WebGPU calls while a model with metrics is trained. */
export async function metricCosts(profile: Profile): Promise<MetricCosts> {
  await setBackend('webgpu', { profile });
  installCounters();
  const m = measured();
  const marks: Calls[] = [];
  const [x, y] = samples(BATCH * 5);
  const sampleWeight = tensor(new Float32Array(BATCH * 5).fill(2));
  await m.fit(x, y, {
    batchSize: BATCH,
    sampleWeight,
    verbose: 0,
    callbacks: { onTrainBatchEnd: (_step) => void marks.push(countsNow()) },
  });
  const epochs: Record<number, Calls> = {};
  for (const steps of [3, 12]) {
    const begins: Calls[] = [];
    await m.fit(...samples(BATCH * steps), {
      batchSize: BATCH,
      epochs: 3,
      verbose: 0,
      sampleWeight: tensor(new Float32Array(BATCH * steps).fill(2)),
      callbacks: { onEpochBegin: () => void begins.push(countsNow()) },
    });
    epochs[steps] = difference(begins[2]!, begins[1]!); // three epochs
  }
  return { step: difference(marks[3]!, marks[2]!), epochs }; // five steps
}
