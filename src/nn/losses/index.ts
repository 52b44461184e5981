/** The `losses` namespace: classes, factories with the same name in camelCase, and (de)serialisation. */
import type { SerializedObject } from '../saving/config.ts';
import * as classes from './classes.ts';
import { getLoss } from './get.ts';
import type { Loss } from './loss.ts';

export * from './classes.ts';
export { Loss } from './loss.ts';

type Options<Class> = Class extends { new (options?: infer O): Loss } ? O : never;

export const meanSquaredError = (options?: Options<typeof classes.MeanSquaredError>): Loss =>
  new classes.MeanSquaredError(options);
export const meanAbsoluteError = (options?: Options<typeof classes.MeanAbsoluteError>): Loss =>
  new classes.MeanAbsoluteError(options);
export const meanAbsolutePercentageError = (options?: Options<typeof classes.MeanAbsolutePercentageError>): Loss =>
  new classes.MeanAbsolutePercentageError(options);
export const meanSquaredLogarithmicError = (options?: Options<typeof classes.MeanSquaredLogarithmicError>): Loss =>
  new classes.MeanSquaredLogarithmicError(options);
export const huber = (options?: Options<typeof classes.Huber>): Loss => new classes.Huber(options);
export const logCosh = (options?: Options<typeof classes.LogCosh>): Loss => new classes.LogCosh(options);
export const hinge = (options?: Options<typeof classes.Hinge>): Loss => new classes.Hinge(options);
export const squaredHinge = (options?: Options<typeof classes.SquaredHinge>): Loss => new classes.SquaredHinge(options);
export const categoricalHinge = (options?: Options<typeof classes.CategoricalHinge>): Loss =>
  new classes.CategoricalHinge(options);
export const klDivergence = (options?: Options<typeof classes.KLDivergence>): Loss => new classes.KLDivergence(options);
export const poisson = (options?: Options<typeof classes.Poisson>): Loss => new classes.Poisson(options);
export const cosineSimilarity = (options?: Options<typeof classes.CosineSimilarity>): Loss =>
  new classes.CosineSimilarity(options);
export const binaryCrossentropy = (options?: Options<typeof classes.BinaryCrossentropy>): Loss =>
  new classes.BinaryCrossentropy(options);
export const categoricalCrossentropy = (options?: Options<typeof classes.CategoricalCrossentropy>): Loss =>
  new classes.CategoricalCrossentropy(options);
export const sparseCategoricalCrossentropy = (options?: Options<typeof classes.SparseCategoricalCrossentropy>): Loss =>
  new classes.SparseCategoricalCrossentropy(options);

/** A loss from a `{ class_name, config }` object or a name. */
export function deserialize(config: SerializedObject | string): Loss {
  return getLoss(config);
}

export { serialize } from '../saving/config.ts';
