import { fill, type HostArray, rows } from './hostArray.ts';
import type { ModelSpec } from './model.ts';
import { createRandom } from './random.ts';
import { weightsOf } from './weights.ts';
import type { Workload } from './workload.ts';

export interface Examples {
  readonly x: HostArray;
  readonly y: HostArray;
}

/** All numbers that a workload starts from: the same for every contestant. */
export interface Material {
  /** Initial weights, layer by layer. */
  readonly weights: readonly (readonly HostArray[])[];
  readonly train: Examples;
  readonly validation: Examples;
}

/** Sparse rows of zeros and ones for wide inputs, as of a bag of words; numbers in [0, 1) for all others. */
function inputs(model: ModelSpec, count: number, random: () => number): HostArray {
  const wide = model.inputShape.length === 1 && (model.inputShape[0] ?? 0) >= 5000;
  return fill([count, ...model.inputShape], wide ? () => (random() < 0.02 ? 1 : 0) : random);
}

/** Targets that depend on the inputs, so that there is something to learn: each row is scored by random weights. */
function targets(model: ModelSpec, x: HostArray, random: () => number): HostArray {
  const [count = 1] = x.shape;
  const width = x.values.length / count;
  const last = model.layers.at(-1);
  const units = last?.type === 'dense' ? last.units : 1;
  const teacher = fill([units, width], () => 2 * random() - 1);
  const score = (row: number, unit: number): number => {
    let sum = 0;
    for (let i = 0; i < width; i++) sum += (x.values[row * width + i] ?? 0) * (teacher.values[unit * width + i] ?? 0);
    return sum;
  };
  const scores = fill([count, units], (i) => score(Math.floor(i / units), i % units));
  if (model.loss === 'meanSquaredError') return fill(scores.shape, (i) => 20 + 5 * (scores.values[i] ?? 0));
  if (model.loss === 'binaryCrossentropy') return fill(scores.shape, (i) => ((scores.values[i] ?? 0) > 0 ? 1 : 0));
  const best = Array.from({ length: count }, (_, row) => {
    const of = scores.values.subarray(row * units, (row + 1) * units);
    return of.indexOf(Math.max(...of));
  });
  return fill(scores.shape, (i) => (best[Math.floor(i / units)] === i % units ? 1 : 0));
}

function examples(model: ModelSpec, count: number, random: () => number): Examples {
  const x = inputs(model, count, random);
  return { x, y: targets(model, x, random) };
}

const cut = ({ x, y }: Examples, start: number, end: number): Examples => ({
  x: rows(x, start, end),
  y: rows(y, start, end),
});

const none: HostArray = { shape: [0], values: new Float32Array(0) };

/** Two random matrices; the variance of `a` keeps the size of `a @ a @ ... @ x` steady. */
function matrices(size: number, random: () => number): Examples {
  const scale = Math.sqrt(3 / size);
  return { x: fill([size, size], () => 2 * random() - 1), y: fill([size, size], () => (2 * random() - 1) * scale) };
}

export function materialOf(workload: Workload): Material {
  const random = createRandom(11);
  const nothing: Examples = { x: none, y: none };
  if (workload.task === 'matmul') return { weights: [], train: matrices(workload.size, random), validation: nothing };
  const { model } = workload;
  const weights = weightsOf(model);
  if (workload.task === 'predict') {
    return { weights, train: examples(model, workload.batchSize, random), validation: nothing };
  }
  if (workload.task === 'train') {
    return { weights, train: examples(model, workload.batchSize * workload.batches, random), validation: nothing };
  }
  const all = examples(model, workload.rows + workload.validationRows, random);
  return {
    weights,
    train: cut(all, 0, workload.rows),
    validation: cut(all, workload.rows, workload.rows + workload.validationRows),
  };
}
