/** Every loss as a class: one row each. */
import { numberFrom } from '../checks.ts';
import {
  binaryCrossentropy,
  type CrossentropyOptions,
  categoricalCrossentropy,
  checkIgnored,
  checkSmoothing,
  type SparseOptions,
  sparseCategoricalCrossentropy,
} from './crossentropy.ts';
import { lossClass } from './define.ts';
import {
  categoricalHinge,
  cosineSimilarity,
  hinge,
  huber,
  klDivergence,
  logCosh,
  meanAbsoluteError,
  meanAbsolutePercentageError,
  meanSquaredError,
  meanSquaredLogarithmicError,
  poisson,
  squaredHinge,
} from './regression.ts';

export const MeanSquaredError = lossClass('MeanSquaredError', {
  name: 'mean_squared_error',
  aliases: ['mse'],
  values: meanSquaredError,
});
export const MeanAbsoluteError = lossClass('MeanAbsoluteError', {
  name: 'mean_absolute_error',
  aliases: ['mae'],
  values: meanAbsoluteError,
});
export const MeanAbsolutePercentageError = lossClass('MeanAbsolutePercentageError', {
  name: 'mean_absolute_percentage_error',
  aliases: ['mape'],
  values: meanAbsolutePercentageError,
});
export const MeanSquaredLogarithmicError = lossClass('MeanSquaredLogarithmicError', {
  name: 'mean_squared_logarithmic_error',
  aliases: ['msle'],
  values: meanSquaredLogarithmicError,
});
export const Huber = lossClass('Huber', {
  name: 'huber_loss',
  aliases: ['huber'],
  values: huber,
  defaults: { delta: 1 },
  check: (who, { delta }) => numberFrom(who, 'delta', delta, 0),
});
export const LogCosh = lossClass('LogCosh', { name: 'log_cosh', aliases: ['logcosh'], values: logCosh });
export const Hinge = lossClass('Hinge', { name: 'hinge', values: hinge });
export const SquaredHinge = lossClass('SquaredHinge', { name: 'squared_hinge', values: squaredHinge });
export const CategoricalHinge = lossClass('CategoricalHinge', { name: 'categorical_hinge', values: categoricalHinge });
export const KLDivergence = lossClass('KLDivergence', {
  name: 'kl_divergence',
  aliases: ['kld', 'kullback_leibler_divergence'],
  values: klDivergence,
});
export const Poisson = lossClass('Poisson', { name: 'poisson', values: poisson });
export const CosineSimilarity = lossClass('CosineSimilarity', {
  name: 'cosine_similarity',
  aliases: ['cosine_proximity'],
  values: cosineSimilarity,
  defaults: { axis: -1 },
  batchwise: ({ axis }) => axis === 0,
});

const CROSSENTROPY: CrossentropyOptions = { fromLogits: false, labelSmoothing: 0, axis: -1 };
export const BinaryCrossentropy = lossClass<CrossentropyOptions>('BinaryCrossentropy', {
  name: 'binary_crossentropy',
  aliases: ['bce'],
  values: binaryCrossentropy,
  defaults: CROSSENTROPY,
  check: checkSmoothing,
});
export const CategoricalCrossentropy = lossClass<CrossentropyOptions>('CategoricalCrossentropy', {
  name: 'categorical_crossentropy',
  values: categoricalCrossentropy,
  defaults: CROSSENTROPY,
  check: checkSmoothing,
});
export const SparseCategoricalCrossentropy = lossClass<SparseOptions>('SparseCategoricalCrossentropy', {
  name: 'sparse_categorical_crossentropy',
  values: sparseCategoricalCrossentropy,
  defaults: { fromLogits: false, ignoreClass: null, axis: -1 },
  check: checkIgnored,
});
