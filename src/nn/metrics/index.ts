/**
 * The `metrics` namespace: classes, factories with the same name in camelCase, and (de)serialisation. All take a `name`
 * besides the options named here. t are targets, p predictions. State is kept on the device over all batches.
 */
import * as classes from './classes.ts';
import { Mean } from './mean.ts';
import type { Metric, MetricOptions } from './metric.ts';
import * as more from './more.ts';
import { Sum } from './sum.ts';

export { serialize } from '../saving/config.ts';
export * from './classes.ts';
export { deserialize, get } from './deserialize.ts';
export { Mean } from './mean.ts';
export { Metric } from './metric.ts';
export * from './more.ts';
export { Sum } from './sum.ts';
export { MeanMetricWrapper } from './wrapper.ts';

type Options<Class> = Class extends { new (options?: infer O): Metric } ? O : never;
type Required<Class> = Class extends { new (options: infer O): Metric } ? O : never;

/** Σ w v / Σ w of values: `update(values, values, weights)`. */
export const mean = (options?: MetricOptions): Mean => new Mean(options);
/** Σ w v of values: `update(values, values, weights)`. */
export const sum = (options?: MetricOptions): Sum => new Sum(options);

/** Share of elements with p = t. */
export const accuracy = (options?: Options<typeof classes.Accuracy>): Metric => new classes.Accuracy(options);
/** Share of elements with (p > threshold) = t. Default threshold 0.5. */
export const binaryAccuracy = (options?: Options<typeof classes.BinaryAccuracy>): Metric =>
  new classes.BinaryAccuracy(options);
/** Share of samples whose largest p is at the largest t. Shapes: `[..., classes]` twice. */
export const categoricalAccuracy = (options?: Options<typeof classes.CategoricalAccuracy>): Metric =>
  new classes.CategoricalAccuracy(options);
/** Share of samples whose largest p is at class t. Shapes: t `[...]` or `[..., 1]`, p `[..., classes]`. */
export const sparseCategoricalAccuracy = (options?: Options<typeof classes.SparseCategoricalAccuracy>): Metric =>
  new classes.SparseCategoricalAccuracy(options);
/** Share of samples whose largest t is among the k largest p. Default k 5. */
export const topKCategoricalAccuracy = (options?: Options<typeof more.TopKCategoricalAccuracy>): Metric =>
  new more.TopKCategoricalAccuracy(options);
/** Share of samples whose class t is among the k largest p. Defaults: k 5, fromSortedIds false (true: p are class numbers, best first). */
export const sparseTopKCategoricalAccuracy = (options?: Options<typeof more.SparseTopKCategoricalAccuracy>): Metric =>
  new more.SparseTopKCategoricalAccuracy(options);

/** Mean of (t - p)². */
export const meanSquaredError = (options?: Options<typeof classes.MeanSquaredError>): Metric =>
  new classes.MeanSquaredError(options);
/** √ of the mean of (t - p)² over all elements of all batches. */
export const rootMeanSquaredError = (options?: Options<typeof more.RootMeanSquaredError>): Metric =>
  new more.RootMeanSquaredError(options);
/** Mean of |t - p|. */
export const meanAbsoluteError = (options?: Options<typeof classes.MeanAbsoluteError>): Metric =>
  new classes.MeanAbsoluteError(options);
/** Mean of 100 |t - p| / max(|t|, 1e-7). */
export const meanAbsolutePercentageError = (options?: Options<typeof classes.MeanAbsolutePercentageError>): Metric =>
  new classes.MeanAbsolutePercentageError(options);
/** Mean of (log(p + 1) - log(t + 1))². */
export const meanSquaredLogarithmicError = (options?: Options<typeof classes.MeanSquaredLogarithmicError>): Metric =>
  new classes.MeanSquaredLogarithmicError(options);
/** Mean of max(1 - t p, 0), t being -1 or 1 (or 0 and 1 throughout). */
export const hinge = (options?: Options<typeof classes.Hinge>): Metric => new classes.Hinge(options);
/** Mean of max(1 - t p, 0)². */
export const squaredHinge = (options?: Options<typeof classes.SquaredHinge>): Metric =>
  new classes.SquaredHinge(options);
/** Mean of max(0, max((1 - t) p) - Σ t p + 1). */
export const categoricalHinge = (options?: Options<typeof classes.CategoricalHinge>): Metric =>
  new classes.CategoricalHinge(options);
/** Mean of Σ t log(t / p). */
export const klDivergence = (options?: Options<typeof classes.KLDivergence>): Metric =>
  new classes.KLDivergence(options);
/** Mean of p - t log p. */
export const poisson = (options?: Options<typeof classes.Poisson>): Metric => new classes.Poisson(options);
/** Mean of log(cosh(p - t)). */
export const logCoshError = (options?: Options<typeof classes.LogCoshError>): Metric =>
  new classes.LogCoshError(options);
/** Mean of Σ t p / (|t| |p|): 1 is best. Default axis -1. */
export const cosineSimilarity = (options?: Options<typeof classes.CosineSimilarity>): Metric =>
  new classes.CosineSimilarity(options);
/** 1 - Σ (t - p)² / Σ (t - mean t)². Defaults: classAggregation `uniform_average`, numRegressors 0. Shapes: `[batch, outputs]` twice. */
export const r2Score = (options?: Options<typeof more.R2Score>): Metric => new more.R2Score(options);
/** Mean over rows of the correlation of t and p. Default axis -1. */
export const pearsonCorrelation = (options?: Options<typeof more.PearsonCorrelation>): Metric =>
  new more.PearsonCorrelation(options);
/** Mean over rows of 2 cov(t, p) / (var t + var p + (mean t - mean p)²). Default axis -1. */
export const concordanceCorrelation = (options?: Options<typeof more.ConcordanceCorrelation>): Metric =>
  new more.ConcordanceCorrelation(options);

/** Mean binary crossentropy. Defaults: fromLogits false, labelSmoothing 0. */
export const binaryCrossentropy = (options?: Options<typeof classes.BinaryCrossentropy>): Metric =>
  new classes.BinaryCrossentropy(options);
/** Mean crossentropy of distributions. Defaults: fromLogits false, labelSmoothing 0, axis -1. */
export const categoricalCrossentropy = (options?: Options<typeof classes.CategoricalCrossentropy>): Metric =>
  new classes.CategoricalCrossentropy(options);
/** Mean crossentropy of class numbers. Defaults: fromLogits false, ignoreClass none, axis -1. */
export const sparseCategoricalCrossentropy = (
  options?: Options<typeof classes.SparseCategoricalCrossentropy>,
): Metric => new classes.SparseCategoricalCrossentropy(options);

/** Weighted number of elements with p > threshold and t. Default thresholds 0.5. */
export const truePositives = (options?: Options<typeof more.TruePositives>): Metric => new more.TruePositives(options);
/** Weighted number of elements with p > threshold and not t. Default thresholds 0.5. */
export const falsePositives = (options?: Options<typeof more.FalsePositives>): Metric =>
  new more.FalsePositives(options);
/** Weighted number of elements with p <= threshold and not t. Default thresholds 0.5. */
export const trueNegatives = (options?: Options<typeof more.TrueNegatives>): Metric => new more.TrueNegatives(options);
/** Weighted number of elements with p <= threshold and t. Default thresholds 0.5. */
export const falseNegatives = (options?: Options<typeof more.FalseNegatives>): Metric =>
  new more.FalseNegatives(options);
/**
 * TP / (TP + FP) at thresholds (default 0.5), over all batches. topK: only the k largest p of a sample can be positive.
 * classId: only this class counts.
 *
 * @example
 * m.compile({ optimizer: 'adam', loss: 'binaryCrossentropy', metrics: [metrics.precision(), metrics.recall()] });
 */
export const precision = (options?: Options<typeof more.Precision>): Metric => new more.Precision(options);
/** TP / (TP + FN) at thresholds (default 0.5), over all batches. Options as for precision. */
export const recall = (options?: Options<typeof more.Recall>): Metric => new more.Recall(options);
/** The best TP / (TP + FN) where TN / (TN + FP) is at least `specificity`. Default numThresholds 200. */
export const sensitivityAtSpecificity = (options: Required<typeof more.SensitivityAtSpecificity>): Metric =>
  new more.SensitivityAtSpecificity(options);
/** The best TN / (TN + FP) where TP / (TP + FN) is at least `sensitivity`. Default numThresholds 200. */
export const specificityAtSensitivity = (options: Required<typeof more.SpecificityAtSensitivity>): Metric =>
  new more.SpecificityAtSensitivity(options);
/** The best TP / (TP + FP) where TP / (TP + FN) is at least `recall`. Default numThresholds 200. */
export const precisionAtRecall = (options: Required<typeof more.PrecisionAtRecall>): Metric =>
  new more.PrecisionAtRecall(options);
/** The best TP / (TP + FN) where TP / (TP + FP) is at least `precision`. Default numThresholds 200. */
export const recallAtPrecision = (options: Required<typeof more.RecallAtPrecision>): Metric =>
  new more.RecallAtPrecision(options);
/**
 * The area under the ROC curve (`curve: 'PR'`: precision over recall). Defaults: numThresholds 200, summationMethod
 * `interpolation`, multiLabel false, fromLogits false.
 *
 * @example
 * metrics.auc({ curve: 'PR', name: 'prc' });
 */
export const auc = (options?: Options<typeof more.AUC>): Metric => new more.AUC(options);
/** 2 P R / (P + R) for each class. Defaults: average none, threshold none (the largest p of a sample is positive). */
export const f1Score = (options?: Options<typeof more.F1Score>): Metric => new more.F1Score(options);
/** (1 + beta²) P R / (beta² P + R) for each class. Defaults: beta 1, average none, threshold none. */
export const fBetaScore = (options?: Options<typeof more.FBetaScore>): Metric => new more.FBetaScore(options);

/**
 * Mean over `targetClassIds` of TP / (TP + FP + FN). Defaults: sparseYTrue and sparseYPred true, axis -1, ignoreClass none.
 *
 * @example
 * metrics.iou({ numClasses: 3, targetClassIds: [1] });
 */
export const iou = (options: Required<typeof more.IoU>): Metric => new more.IoU(options);
/** The same for all classes. */
export const meanIoU = (options: Required<typeof more.MeanIoU>): Metric => new more.MeanIoU(options);
/** The same for p >= threshold against t. Defaults: targetClassIds [0, 1], threshold 0.5. */
export const binaryIoU = (options: Required<typeof more.BinaryIoU> = {}): Metric => new more.BinaryIoU(options);
/** The same for one-hot t and distributions p. Default sparseYPred false. */
export const oneHotIoU = (options: Required<typeof more.OneHotIoU>): Metric => new more.OneHotIoU(options);
/** The same for all classes. */
export const oneHotMeanIoU = (options: Required<typeof more.OneHotMeanIoU>): Metric => new more.OneHotMeanIoU(options);
