/** Metrics that are means of a function: one row each. */

import { negative } from '../../kernels/elementwise/arithmetic.ts';
import {
  binaryCrossentropy,
  type CrossentropyOptions,
  categoricalCrossentropy,
  checkIgnored,
  checkSmoothing,
  type SparseOptions,
  sparseCategoricalCrossentropy,
} from '../losses/crossentropy.ts';
import {
  categoricalHinge,
  cosineSimilarity,
  hinge,
  klDivergence,
  logCosh,
  meanAbsoluteError,
  meanAbsolutePercentageError,
  meanSquaredError,
  meanSquaredLogarithmicError,
  poisson,
  squaredHinge,
} from '../losses/regression.ts';
import { checkNumber } from '../optimizers/checkNumber.ts';
import { accuracy, binaryAccuracy, categoricalAccuracy, sparseCategoricalAccuracy } from './accuracy.ts';
import { metricClass } from './define.ts';

export const Accuracy = metricClass('Accuracy', { name: 'accuracy', values: accuracy, direction: 'up' });
export const BinaryAccuracy = metricClass('BinaryAccuracy', {
  name: 'binary_accuracy',
  values: binaryAccuracy,
  defaults: { threshold: 0.5 },
  check: (who, { threshold }) => checkNumber(who, 'threshold', threshold, { above: 0, below: 1 }),
  direction: 'up',
});
export const CategoricalAccuracy = metricClass('CategoricalAccuracy', {
  name: 'categorical_accuracy',
  values: categoricalAccuracy,
  direction: 'up',
});
export const SparseCategoricalAccuracy = metricClass('SparseCategoricalAccuracy', {
  name: 'sparse_categorical_accuracy',
  values: sparseCategoricalAccuracy,
  direction: 'up',
});

export const MeanSquaredError = metricClass('MeanSquaredError', {
  name: 'mean_squared_error',
  aliases: ['mse'],
  values: meanSquaredError,
  direction: 'down',
});
export const MeanAbsoluteError = metricClass('MeanAbsoluteError', {
  name: 'mean_absolute_error',
  aliases: ['mae'],
  values: meanAbsoluteError,
  direction: 'down',
});
export const MeanAbsolutePercentageError = metricClass('MeanAbsolutePercentageError', {
  name: 'mean_absolute_percentage_error',
  aliases: ['mape'],
  values: meanAbsolutePercentageError,
  direction: 'down',
});
export const MeanSquaredLogarithmicError = metricClass('MeanSquaredLogarithmicError', {
  name: 'mean_squared_logarithmic_error',
  aliases: ['msle'],
  values: meanSquaredLogarithmicError,
  direction: 'down',
});
export const Hinge = metricClass('Hinge', { name: 'hinge', values: hinge, direction: 'down' });
export const SquaredHinge = metricClass('SquaredHinge', {
  name: 'squared_hinge',
  values: squaredHinge,
  direction: 'down',
});
export const CategoricalHinge = metricClass('CategoricalHinge', {
  name: 'categorical_hinge',
  values: categoricalHinge,
  direction: 'down',
});
export const KLDivergence = metricClass('KLDivergence', {
  name: 'kl_divergence',
  aliases: ['kld', 'kullback_leibler_divergence'],
  values: klDivergence,
  direction: 'down',
});
export const Poisson = metricClass('Poisson', { name: 'poisson', values: poisson, direction: 'down' });
export const LogCoshError = metricClass('LogCoshError', {
  name: 'logcosh',
  aliases: ['log_cosh'],
  values: logCosh,
  direction: 'down',
});
/** Positive, other than the loss: 1 is best. */
export const CosineSimilarity = metricClass('CosineSimilarity', {
  name: 'cosine_similarity',
  aliases: ['cosine_proximity'],
  values: (t, p, options: { readonly axis?: number }) => negative(cosineSimilarity(t, p, options)),
  defaults: { axis: -1 },
  quiet: ['axis'],
  batchwise: ({ axis }) => axis === 0,
  direction: 'up',
});
export const BinaryCrossentropy = metricClass<CrossentropyOptions>('BinaryCrossentropy', {
  name: 'binary_crossentropy',
  aliases: ['bce'],
  values: binaryCrossentropy,
  defaults: { fromLogits: false, labelSmoothing: 0 },
  check: checkSmoothing,
  direction: 'down',
});
export const CategoricalCrossentropy = metricClass<CrossentropyOptions>('CategoricalCrossentropy', {
  name: 'categorical_crossentropy',
  values: categoricalCrossentropy,
  defaults: { fromLogits: false, labelSmoothing: 0, axis: -1 },
  check: checkSmoothing,
  direction: 'down',
});
export const SparseCategoricalCrossentropy = metricClass<SparseOptions>('SparseCategoricalCrossentropy', {
  name: 'sparse_categorical_crossentropy',
  values: sparseCategoricalCrossentropy,
  defaults: { fromLogits: false, ignoreClass: null, axis: -1 },
  check: checkIgnored,
  direction: 'down',
});
