/** Metrics that are loaded when somebody names one, so that programs which use none of them stay small. */
import { wholeFrom } from '../checks.ts';
import { type CorrelationOptions, concordanceCorrelation, pearsonCorrelation } from './correlation.ts';
import { metricClass } from './define.ts';
import {
  type SparseTopKOptions,
  sparseTopKCategoricalAccuracy,
  type TopKOptions,
  topKCategoricalAccuracy,
} from './topK.ts';

export {
  PrecisionAtRecall,
  RecallAtPrecision,
  SensitivityAtSpecificity,
  SpecificityAtSensitivity,
} from './atConstraint.ts';
export { AUC } from './auc.ts';
export { FalseNegatives, FalsePositives, TrueNegatives, TruePositives } from './conditionCounts.ts';
export { F1Score, FBetaScore } from './fBeta.ts';
export { BinaryIoU, IoU, MeanIoU, OneHotIoU, OneHotMeanIoU } from './iou.ts';
export { Precision, Recall } from './precisionRecall.ts';
export { R2Score } from './r2.ts';
export { RootMeanSquaredError } from './rootMeanSquaredError.ts';

export const TopKCategoricalAccuracy = metricClass<TopKOptions>('TopKCategoricalAccuracy', {
  name: 'top_k_categorical_accuracy',
  values: topKCategoricalAccuracy,
  defaults: { k: 5 },
  check: (who, { k }) => wholeFrom(who, 'k', k, 1),
  direction: 'up',
});
export const SparseTopKCategoricalAccuracy = metricClass<SparseTopKOptions>('SparseTopKCategoricalAccuracy', {
  name: 'sparse_top_k_categorical_accuracy',
  values: sparseTopKCategoricalAccuracy,
  defaults: { k: 5, fromSortedIds: false },
  quiet: ['fromSortedIds'],
  check: (who, { k }) => wholeFrom(who, 'k', k, 1),
  direction: 'up',
});

const alongBatch = ({ axis }: CorrelationOptions): boolean => [axis].flat().includes(0);

export const PearsonCorrelation = metricClass<CorrelationOptions>('PearsonCorrelation', {
  name: 'pearson_correlation',
  values: pearsonCorrelation,
  defaults: { axis: -1 },
  batchwise: alongBatch,
  direction: 'up',
});
export const ConcordanceCorrelation = metricClass<CorrelationOptions>('ConcordanceCorrelation', {
  name: 'concordance_correlation',
  values: concordanceCorrelation,
  defaults: { axis: -1 },
  batchwise: alongBatch,
  direction: 'up',
});
