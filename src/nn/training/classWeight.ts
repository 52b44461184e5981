/** Weights by class. */
import { InvalidArgumentError } from '../../runtime/errors.ts';
import { Tensor } from '../../runtime/tensor.ts';
import type { Samples } from './batches.ts';

/** Class number to weight, as an object, a Map or a list; classes left out count 1. */
export type ClassWeight = Readonly<Record<number, number>> | ReadonlyMap<number, number> | readonly number[];

/** @throws InvalidArgumentError for classes that are no whole numbers, and weights that are no numbers. */
function weightsByClass(weights: ClassWeight, who: string): ReadonlyMap<number, number> {
  const given = typeof weights === 'object' && weights !== null;
  const entries = !given ? [] : weights instanceof Map ? [...weights] : Object.entries(weights);
  const byClass = new Map(entries.map(([key, weight]) => [Number(key), weight as number])); // checked below
  const fits = [...byClass].every(([key, weight]) => Number.isInteger(key) && Number.isFinite(weight));
  if (given && fits && !entries.some(([key]) => key === '')) return byClass;
  throw new InvalidArgumentError({
    who,
    expected: 'classWeight must give a number for each of some class numbers',
    received: given ? Object.fromEntries(entries) : weights,
    fix: 'For example { 0: 1, 1: 2.5 }.',
  });
}

/** The class of each row: its number, or the place of the largest entry of its one-hot label. */
function classesOf(targets: Tensor, who: string): number[] {
  const [rows = 0, width = 1, ...more] = targets.shape;
  if (more.length > 0)
    throw new InvalidArgumentError({
      who,
      expected: 'classWeight needs targets [samples], [samples, 1] or one-hot [samples, classes]',
      received: targets.shape,
      fix: 'Give sampleWeight instead.',
    });
  return Array.from({ length: rows }, (_, row) => {
    const labels = targets.data.subarray(row * width, (row + 1) * width);
    return width === 1 ? Math.round(labels[0] ?? 0) : labels.indexOf(Math.max(...labels));
  });
}

/** Samples with a weight for each: that of its class. */
export function withClassWeight(samples: Samples, weights: ClassWeight, who: string): Samples {
  const byClass = weightsByClass(weights, who);
  if (samples.weights.some((each) => each !== null))
    throw new InvalidArgumentError({ who, expected: 'either sampleWeight or classWeight, not both' });
  const [targets, ...others] = samples.y;
  if (!targets || others.length > 0)
    throw new InvalidArgumentError({
      who,
      expected: 'classWeight needs targets of a model with one output',
      received: `${samples.y.length} targets`,
      fix: 'Give sampleWeight instead.',
    });
  const own = Float32Array.from(classesOf(targets, who), (each) => byClass.get(each) ?? 1);
  return { ...samples, weights: [new Tensor([own.length], 'float32', own)] };
}
