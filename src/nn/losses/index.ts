/**
 * The `losses` namespace: classes, factories with the same name in camelCase, and (de)serialisation. All take `name` and
 * `reduction` besides the options named here. t are targets, p predictions; sums and means run along the last axis.
 */
import * as classes from './classes.ts';
import type { Loss } from './loss.ts';
import * as more from './more.ts';

export { serialize } from '../saving/config.ts';
export * from './classes.ts';
export { deserialize, get } from './deserialize.ts';
export { Loss } from './loss.ts';
export * from './more.ts';

type Options<Class> = Class extends { new (options?: infer O): Loss } ? O : never;

/** mean((t - p)²). Shapes: `[..., n]` twice -> `[...]`. */
export const meanSquaredError = (options?: Options<typeof classes.MeanSquaredError>): Loss =>
  new classes.MeanSquaredError(options);

/** mean(|t - p|). Shapes: `[..., n]` twice -> `[...]`. */
export const meanAbsoluteError = (options?: Options<typeof classes.MeanAbsoluteError>): Loss =>
  new classes.MeanAbsoluteError(options);

/** 100 mean(|t - p| / max(|t|, 1e-7)). Shapes: `[..., n]` twice -> `[...]`. */
export const meanAbsolutePercentageError = (options?: Options<typeof classes.MeanAbsolutePercentageError>): Loss =>
  new classes.MeanAbsolutePercentageError(options);

/** mean((log(p + 1) - log(t + 1))²), numbers below 1e-7 taken as 1e-7. Shapes: `[..., n]` twice -> `[...]`. */
export const meanSquaredLogarithmicError = (options?: Options<typeof classes.MeanSquaredLogarithmicError>): Loss =>
  new classes.MeanSquaredLogarithmicError(options);

/**
 * mean(e²/2 where |e| <= delta, else delta |e| - delta²/2), e = p - t (Huber, 1964). Default delta 1.
 *
 * @example
 * m.compile({ optimizer: 'adam', loss: losses.huber({ delta: 0.5 }) });
 */
export const huber = (options?: Options<typeof classes.Huber>): Loss => new classes.Huber(options);

/** mean(log(cosh(p - t))). Shapes: `[..., n]` twice -> `[...]`. */
export const logCosh = (options?: Options<typeof classes.LogCosh>): Loss => new classes.LogCosh(options);

/** mean(max(1 - t p, 0)), t being -1 or 1 (or 0 and 1 throughout). Shapes: `[..., n]` twice -> `[...]`. */
export const hinge = (options?: Options<typeof classes.Hinge>): Loss => new classes.Hinge(options);

/** mean(max(1 - t p, 0)²), t being -1 or 1 (or 0 and 1 throughout). Shapes: `[..., n]` twice -> `[...]`. */
export const squaredHinge = (options?: Options<typeof classes.SquaredHinge>): Loss => new classes.SquaredHinge(options);

/** max(0, max((1 - t) p) - Σ t p + 1), t one-hot. Shapes: `[..., classes]` twice -> `[...]`. */
export const categoricalHinge = (options?: Options<typeof classes.CategoricalHinge>): Loss =>
  new classes.CategoricalHinge(options);

/** Σ t log(t / p), both limited to [1e-7, 1]. Shapes: `[..., n]` twice -> `[...]`. */
export const klDivergence = (options?: Options<typeof classes.KLDivergence>): Loss => new classes.KLDivergence(options);

/** mean(p - t log(p + 1e-7)). Shapes: `[..., n]` twice -> `[...]`. */
export const poisson = (options?: Options<typeof classes.Poisson>): Loss => new classes.Poisson(options);

/** -Σ t p / (|t| |p|): -1 is best. Default axis -1. (The metric of this name is positive.) */
export const cosineSimilarity = (options?: Options<typeof classes.CosineSimilarity>): Loss =>
  new classes.CosineSimilarity(options);

/**
 * mean(-(t log p + (1 - t) log(1 - p))), p limited to [1e-7, 1 - 1e-7]. Defaults: fromLogits false, labelSmoothing 0, axis -1.
 *
 * @example
 * losses.binaryCrossentropy({ fromLogits: true });
 */
export const binaryCrossentropy = (options?: Options<typeof classes.BinaryCrossentropy>): Loss =>
  new classes.BinaryCrossentropy(options);

/**
 * -Σ t log p, t one-hot or a distribution. Defaults: fromLogits false, labelSmoothing 0, axis -1.
 * Shapes: `[..., classes]` twice -> `[...]`.
 *
 * @example
 * losses.categoricalCrossentropy({ fromLogits: true, labelSmoothing: 0.1 });
 */
export const categoricalCrossentropy = (options?: Options<typeof classes.CategoricalCrossentropy>): Loss =>
  new classes.CategoricalCrossentropy(options);

/**
 * -log p of the labelled class. Defaults: fromLogits false, ignoreClass none, axis -1. Ignored labels do not count in means.
 * Shapes: class numbers `[...]` or `[..., 1]`, predictions `[..., classes]` -> `[...]`.
 *
 * @example
 * losses.sparseCategoricalCrossentropy({ ignoreClass: -1 });
 */
export const sparseCategoricalCrossentropy = (options?: Options<typeof classes.SparseCategoricalCrossentropy>): Loss =>
  new classes.SparseCategoricalCrossentropy(options);

/**
 * mean((1 - p_t)^gamma bce), p_t the probability of the right answer (Lin et al., 2018). Defaults: gamma 2,
 * applyClassBalancing false (true: class 1 counts alpha, class 0 counts 1 - alpha; alpha 0.25), fromLogits false,
 * labelSmoothing 0, axis -1.
 */
export const binaryFocalCrossentropy = (options?: Options<typeof more.BinaryFocalCrossentropy>): Loss =>
  new more.BinaryFocalCrossentropy(options);

/**
 * Σ -alpha (1 - p)^gamma t log p. Defaults: alpha 0.25 (a number or one for each class), gamma 2, fromLogits false,
 * labelSmoothing 0, axis -1.
 */
export const categoricalFocalCrossentropy = (options?: Options<typeof more.CategoricalFocalCrossentropy>): Loss =>
  new more.CategoricalFocalCrossentropy(options);

/**
 * 1 - 2 Σ t p / (Σ t + Σ p). Default axis null: summed over everything, the batch too.
 *
 * @example
 * losses.dice({ axis: [1, 2, 3] }); // one value for each image
 */
export const dice = (options?: Options<typeof more.Dice>): Loss => new more.Dice(options);

/**
 * 1 - Σ t p / (Σ t p + alpha Σ (1 - t) p + beta Σ t (1 - p)) (Salehi et al., 2017). Defaults: alpha 0.5, beta 0.5, axis null:
 * summed over everything.
 */
export const tversky = (options?: Options<typeof more.Tversky>): Loss => new more.Tversky(options);

/**
 * Circle loss of embeddings (Sun et al., 2020). Defaults: gamma 80, margin 0.4, removeDiagonal true.
 * Shapes: class numbers `[batch]`, embeddings `[batch, width]` of length 1 -> `[batch]`.
 */
export const circle = (options?: Options<typeof more.Circle>): Loss => new more.Circle(options);

/**
 * -log P(label sequence) over all alignments (Graves et al., 2006). Class 0 is blank, and padding of the labels.
 * Shapes: labels `[batch, labels]`, logits `[batch, times, classes]` -> `[batch]`.
 */
export const ctc = (options?: Options<typeof more.CTC>): Loss => new more.CTC(options);

/** (1 - p^q) / q of the labelled class (Zhang and Sabuncu, 2018). Default q 0.5; 0 < q < 1. */
export const categoricalGeneralizedCrossEntropy = (
  options?: Options<typeof more.CategoricalGeneralizedCrossEntropy>,
): Loss => new more.CategoricalGeneralizedCrossEntropy(options);
