/** The `metrics` namespace: classes, factories with the same name in camelCase, and (de)serialisation. */
import type { SerializedObject } from '../saving/config.ts';
import * as classes from './classes.ts';
import { getMetric } from './get.ts';
import { Mean, Sum } from './mean.ts';
import type { Metric, MetricOptions } from './metric.ts';

export * from './classes.ts';
export { Mean, MeanMetricWrapper, Sum } from './mean.ts';
export { Metric } from './metric.ts';

type Options<Class> = Class extends { new (options?: infer O): Metric } ? O : never;

export const mean = (options?: MetricOptions): Mean => new Mean(options);
export const sum = (options?: MetricOptions): Sum => new Sum(options);
export const accuracy = (options?: Options<typeof classes.Accuracy>): Metric => new classes.Accuracy(options);
export const binaryAccuracy = (options?: Options<typeof classes.BinaryAccuracy>): Metric =>
  new classes.BinaryAccuracy(options);
export const categoricalAccuracy = (options?: Options<typeof classes.CategoricalAccuracy>): Metric =>
  new classes.CategoricalAccuracy(options);
export const sparseCategoricalAccuracy = (options?: Options<typeof classes.SparseCategoricalAccuracy>): Metric =>
  new classes.SparseCategoricalAccuracy(options);
export const meanSquaredError = (options?: Options<typeof classes.MeanSquaredError>): Metric =>
  new classes.MeanSquaredError(options);
export const meanAbsoluteError = (options?: Options<typeof classes.MeanAbsoluteError>): Metric =>
  new classes.MeanAbsoluteError(options);
export const meanAbsolutePercentageError = (options?: Options<typeof classes.MeanAbsolutePercentageError>): Metric =>
  new classes.MeanAbsolutePercentageError(options);
export const meanSquaredLogarithmicError = (options?: Options<typeof classes.MeanSquaredLogarithmicError>): Metric =>
  new classes.MeanSquaredLogarithmicError(options);
export const hinge = (options?: Options<typeof classes.Hinge>): Metric => new classes.Hinge(options);
export const squaredHinge = (options?: Options<typeof classes.SquaredHinge>): Metric =>
  new classes.SquaredHinge(options);
export const categoricalHinge = (options?: Options<typeof classes.CategoricalHinge>): Metric =>
  new classes.CategoricalHinge(options);
export const klDivergence = (options?: Options<typeof classes.KLDivergence>): Metric =>
  new classes.KLDivergence(options);
export const poisson = (options?: Options<typeof classes.Poisson>): Metric => new classes.Poisson(options);
export const logCoshError = (options?: Options<typeof classes.LogCoshError>): Metric =>
  new classes.LogCoshError(options);
export const cosineSimilarity = (options?: Options<typeof classes.CosineSimilarity>): Metric =>
  new classes.CosineSimilarity(options);
export const binaryCrossentropy = (options?: Options<typeof classes.BinaryCrossentropy>): Metric =>
  new classes.BinaryCrossentropy(options);
export const categoricalCrossentropy = (options?: Options<typeof classes.CategoricalCrossentropy>): Metric =>
  new classes.CategoricalCrossentropy(options);
export const sparseCategoricalCrossentropy = (
  options?: Options<typeof classes.SparseCategoricalCrossentropy>,
): Metric => new classes.SparseCategoricalCrossentropy(options);

/** A metric from a `{ class_name, config }` object or a name. */
export function deserialize(config: SerializedObject | string): Metric {
  return getMetric(config);
}

export { serialize } from '../saving/config.ts';
