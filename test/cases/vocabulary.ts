/**
 * What Keras 3.16 has under `losses`, `metrics`, `optimizers.schedules`, `initializers`, `regularizers` and `constraints`:
 * class, factory, the strings that name it, and the configuration that its defaults give.
 */
import { constraints, initializers, losses, metrics, regularizers, schedules } from '../../src/index.ts';

export interface Entry {
  readonly className: string;
  readonly factory: string;
  /** Keras's strings, besides the class name. */
  readonly strings?: readonly string[];
  /** Options that have no defaults. */
  readonly options?: Readonly<Record<string, unknown>>;
  /** The configuration, without what all of a kind have. */
  readonly config?: Readonly<Record<string, unknown>>;
  /** The name it has by default, where there is one. */
  readonly name?: string;
}

/** A namespace, with what its members' configurations have in common. */
export interface Namespace {
  readonly members: Readonly<Record<string, unknown>>;
  readonly module: string;
  readonly common: Readonly<Record<string, unknown>>;
  /** Whether things are found by strings. */
  readonly byName: boolean;
  /** Classes that are bases of others, not named by strings. */
  readonly bases: readonly string[];
  readonly entries: readonly Entry[];
}

const of = (className: string, factory: string, rest: Omit<Entry, 'className' | 'factory'> = {}): Entry => ({
  className,
  factory,
  ...rest,
});

const crossentropy = { from_logits: false, label_smoothing: 0, axis: -1 };

const lossEntries: readonly Entry[] = [
  of('MeanSquaredError', 'meanSquaredError', {
    name: 'mean_squared_error',
    strings: ['mean_squared_error', 'mse', 'MSE'],
  }),
  of('MeanAbsoluteError', 'meanAbsoluteError', {
    name: 'mean_absolute_error',
    strings: ['mean_absolute_error', 'mae', 'MAE'],
  }),
  of('MeanAbsolutePercentageError', 'meanAbsolutePercentageError', {
    name: 'mean_absolute_percentage_error',
    strings: ['mean_absolute_percentage_error', 'mape', 'MAPE'],
  }),
  of('MeanSquaredLogarithmicError', 'meanSquaredLogarithmicError', {
    name: 'mean_squared_logarithmic_error',
    strings: ['mean_squared_logarithmic_error', 'msle', 'MSLE'],
  }),
  of('CosineSimilarity', 'cosineSimilarity', {
    name: 'cosine_similarity',
    strings: ['cosine_similarity'],
    config: { axis: -1 },
  }),
  of('Huber', 'huber', { name: 'huber_loss', strings: ['huber'], config: { delta: 1 } }),
  of('LogCosh', 'logCosh', { name: 'log_cosh', strings: ['log_cosh'] }),
  of('Hinge', 'hinge', { name: 'hinge', strings: ['hinge'] }),
  of('SquaredHinge', 'squaredHinge', { name: 'squared_hinge', strings: ['squared_hinge'] }),
  of('CategoricalHinge', 'categoricalHinge', { name: 'categorical_hinge', strings: ['categorical_hinge'] }),
  of('KLDivergence', 'klDivergence', { name: 'kl_divergence', strings: ['kl_divergence', 'kld', 'KLD'] }),
  of('Poisson', 'poisson', { name: 'poisson', strings: ['poisson'] }),
  of('BinaryCrossentropy', 'binaryCrossentropy', {
    name: 'binary_crossentropy',
    strings: ['binary_crossentropy', 'bce', 'BCE'],
    config: crossentropy,
  }),
  of('BinaryFocalCrossentropy', 'binaryFocalCrossentropy', {
    name: 'binary_focal_crossentropy',
    strings: ['binary_focal_crossentropy'],
    config: { ...crossentropy, apply_class_balancing: false, alpha: 0.25, gamma: 2 },
  }),
  of('CategoricalCrossentropy', 'categoricalCrossentropy', {
    name: 'categorical_crossentropy',
    strings: ['categorical_crossentropy'],
    config: crossentropy,
  }),
  of('CategoricalFocalCrossentropy', 'categoricalFocalCrossentropy', {
    name: 'categorical_focal_crossentropy',
    strings: ['categorical_focal_crossentropy'],
    config: { ...crossentropy, alpha: 0.25, gamma: 2 },
  }),
  of('SparseCategoricalCrossentropy', 'sparseCategoricalCrossentropy', {
    name: 'sparse_categorical_crossentropy',
    strings: ['sparse_categorical_crossentropy'],
    config: { from_logits: false, ignore_class: null, axis: -1 },
  }),
  of('Dice', 'dice', { name: 'dice', strings: ['dice'], config: { axis: null } }),
  of('Tversky', 'tversky', { name: 'tversky', strings: ['tversky'], config: { alpha: 0.5, beta: 0.5, axis: null } }),
  of('CTC', 'ctc', { name: 'ctc', strings: ['ctc'] }),
  of('Circle', 'circle', {
    name: 'circle',
    strings: ['circle'],
    config: { gamma: 80, margin: 0.4, remove_diagonal: true },
  }),
  of('CategoricalGeneralizedCrossEntropy', 'categoricalGeneralizedCrossEntropy', {
    name: 'categorical_generalized_cross_entropy',
    config: { q: 0.5 },
  }),
];

/** A metric that is found by its name in snake_case. */
const metric = (
  className: string,
  factory: string,
  name: string,
  rest: Omit<Entry, 'className' | 'factory' | 'name'> = {},
) => of(className, factory, { name, ...rest, strings: [...(rest.options ? [] : [name]), ...(rest.strings ?? [])] });

const at = (value: string) => ({
  options: { [value]: 0.5 },
  config: { num_thresholds: 200, class_id: null, [value]: 0.5 },
});
const counts = { thresholds: null };
const sparse = { ignore_class: null, sparse_y_true: true, sparse_y_pred: true, axis: -1 };
const oneHot = { ignore_class: null, sparse_y_pred: false, axis: -1 };

const metricEntries: readonly Entry[] = [
  metric('Accuracy', 'accuracy', 'accuracy'),
  metric('BinaryAccuracy', 'binaryAccuracy', 'binary_accuracy', { config: { threshold: 0.5 } }),
  metric('CategoricalAccuracy', 'categoricalAccuracy', 'categorical_accuracy'),
  metric('SparseCategoricalAccuracy', 'sparseCategoricalAccuracy', 'sparse_categorical_accuracy'),
  metric('TopKCategoricalAccuracy', 'topKCategoricalAccuracy', 'top_k_categorical_accuracy', { config: { k: 5 } }),
  metric('SparseTopKCategoricalAccuracy', 'sparseTopKCategoricalAccuracy', 'sparse_top_k_categorical_accuracy', {
    config: { k: 5 },
  }),
  metric('MeanSquaredError', 'meanSquaredError', 'mean_squared_error', { strings: ['mse', 'MSE'] }),
  metric('RootMeanSquaredError', 'rootMeanSquaredError', 'root_mean_squared_error'),
  metric('MeanAbsoluteError', 'meanAbsoluteError', 'mean_absolute_error', { strings: ['mae', 'MAE'] }),
  metric('MeanAbsolutePercentageError', 'meanAbsolutePercentageError', 'mean_absolute_percentage_error', {
    strings: ['mape', 'MAPE'],
  }),
  metric('MeanSquaredLogarithmicError', 'meanSquaredLogarithmicError', 'mean_squared_logarithmic_error', {
    strings: ['msle', 'MSLE'],
  }),
  metric('Hinge', 'hinge', 'hinge'),
  metric('SquaredHinge', 'squaredHinge', 'squared_hinge'),
  metric('CategoricalHinge', 'categoricalHinge', 'categorical_hinge'),
  metric('KLDivergence', 'klDivergence', 'kl_divergence'),
  metric('Poisson', 'poisson', 'poisson'),
  metric('LogCoshError', 'logCoshError', 'logcosh', { strings: ['log_cosh_error'] }),
  metric('CosineSimilarity', 'cosineSimilarity', 'cosine_similarity'),
  metric('BinaryCrossentropy', 'binaryCrossentropy', 'binary_crossentropy', {
    strings: ['bce', 'BCE'],
    config: { from_logits: false, label_smoothing: 0 },
  }),
  metric('CategoricalCrossentropy', 'categoricalCrossentropy', 'categorical_crossentropy', { config: crossentropy }),
  metric('SparseCategoricalCrossentropy', 'sparseCategoricalCrossentropy', 'sparse_categorical_crossentropy', {
    config: { from_logits: false, ignore_class: null, axis: -1 },
  }),
  metric('TruePositives', 'truePositives', 'true_positives', { config: counts }),
  metric('TrueNegatives', 'trueNegatives', 'true_negatives', { config: counts }),
  metric('FalsePositives', 'falsePositives', 'false_positives', { config: counts }),
  metric('FalseNegatives', 'falseNegatives', 'false_negatives', { config: counts }),
  metric('Precision', 'precision', 'precision', { config: { thresholds: null, top_k: null, class_id: null } }),
  metric('Recall', 'recall', 'recall', { config: { thresholds: null, top_k: null, class_id: null } }),
  metric('PrecisionAtRecall', 'precisionAtRecall', 'precision_at_recall', at('recall')),
  metric('RecallAtPrecision', 'recallAtPrecision', 'recall_at_precision', at('precision')),
  metric('SensitivityAtSpecificity', 'sensitivityAtSpecificity', 'sensitivity_at_specificity', at('specificity')),
  metric('SpecificityAtSensitivity', 'specificityAtSensitivity', 'specificity_at_sensitivity', at('sensitivity')),
  metric('AUC', 'auc', 'auc', {
    config: {
      num_thresholds: 200,
      curve: 'ROC',
      summation_method: 'interpolation',
      multi_label: false,
      num_labels: null,
      label_weights: null,
      from_logits: false,
    },
  }),
  metric('F1Score', 'f1Score', 'f1_score', { config: { average: null, threshold: null } }),
  metric('FBetaScore', 'fBetaScore', 'fbeta_score', { config: { average: null, beta: 1, threshold: null } }),
  metric('R2Score', 'r2Score', 'r2_score', { config: { class_aggregation: 'uniform_average', num_regressors: 0 } }),
  metric('IoU', 'iou', 'io_u', {
    options: { numClasses: 3, targetClassIds: [1] },
    config: { dtype: 'int32', num_classes: 3, target_class_ids: [1], ...sparse },
  }),
  metric('MeanIoU', 'meanIoU', 'mean_io_u', {
    options: { numClasses: 3 },
    config: { dtype: 'int32', num_classes: 3, ...sparse },
  }),
  metric('BinaryIoU', 'binaryIoU', 'binary_io_u', {
    config: { dtype: 'int32', target_class_ids: [0, 1], threshold: 0.5 },
  }),
  metric('OneHotIoU', 'oneHotIoU', 'one_hot_io_u', {
    options: { numClasses: 3, targetClassIds: [1] },
    config: { dtype: 'int32', num_classes: 3, target_class_ids: [1], ...oneHot },
  }),
  metric('OneHotMeanIoU', 'oneHotMeanIoU', 'one_hot_mean_io_u', {
    options: { numClasses: 3 },
    config: { dtype: 'int32', num_classes: 3, ...oneHot },
  }),
  metric('PearsonCorrelation', 'pearsonCorrelation', 'pearson_correlation', { config: { axis: -1 } }),
  metric('ConcordanceCorrelation', 'concordanceCorrelation', 'concordance_correlation', { config: { axis: -1 } }),
  metric('Mean', 'mean', 'mean'),
  metric('Sum', 'sum', 'sum'),
];

const decay = { initialLearningRate: 0.1, decaySteps: 5, decayRate: 0.5 };
const decayed = { initial_learning_rate: 0.1, decay_steps: 5 };

const scheduleEntries: readonly Entry[] = [
  of('ExponentialDecay', 'exponentialDecay', {
    name: 'ExponentialDecay',
    options: decay,
    config: { ...decayed, decay_rate: 0.5, staircase: false },
  }),
  of('InverseTimeDecay', 'inverseTimeDecay', {
    name: 'InverseTimeDecay',
    options: decay,
    config: { ...decayed, decay_rate: 0.5, staircase: false },
  }),
  of('PiecewiseConstantDecay', 'piecewiseConstantDecay', {
    name: 'PiecewiseConstant',
    options: { boundaries: [2], values: [1, 0.5] },
    config: { boundaries: [2], values: [1, 0.5] },
  }),
  of('PolynomialDecay', 'polynomialDecay', {
    name: 'PolynomialDecay',
    options: { initialLearningRate: 0.1, decaySteps: 5 },
    config: { ...decayed, end_learning_rate: 0.0001, power: 1, cycle: false },
  }),
  of('CosineDecay', 'cosineDecay', {
    name: 'CosineDecay',
    options: { initialLearningRate: 0.1, decaySteps: 5 },
    config: { ...decayed, alpha: 0, warmup_target: null, warmup_steps: 0 },
  }),
  of('CosineDecayRestarts', 'cosineDecayRestarts', {
    name: 'SGDRDecay',
    options: { initialLearningRate: 0.1, firstDecaySteps: 5 },
    config: { initial_learning_rate: 0.1, first_decay_steps: 5, t_mul: 2, m_mul: 1, alpha: 0 },
  }),
];

const seeded = { seed: null };
const fans = { seed: null, input_axes: null, output_axes: null };

const initializerEntries: readonly Entry[] = [
  of('Zeros', 'zeros', { strings: ['zeros', 'zero'] }),
  of('Ones', 'ones', { strings: ['ones', 'one'] }),
  of('Constant', 'constant', { strings: ['constant'], config: { value: 0 } }),
  of('Identity', 'identity', {
    strings: ['identity', 'IdentityInitializer', 'identity_initializer'],
    config: { gain: 1 },
  }),
  of('RandomNormal', 'randomNormal', {
    strings: ['random_normal', 'normal'],
    config: { ...seeded, mean: 0, stddev: 0.05 },
  }),
  of('RandomUniform', 'randomUniform', {
    strings: ['random_uniform', 'uniform'],
    config: { ...seeded, minval: -0.05, maxval: 0.05 },
  }),
  of('TruncatedNormal', 'truncatedNormal', {
    strings: ['truncated_normal'],
    config: { ...seeded, mean: 0, stddev: 0.05 },
  }),
  of('VarianceScaling', 'varianceScaling', {
    strings: ['variance_scaling'],
    config: { scale: 1, mode: 'fan_in', distribution: 'truncated_normal', ...fans },
  }),
  of('GlorotUniform', 'glorotUniform', { strings: ['glorot_uniform'], config: fans }),
  of('GlorotNormal', 'glorotNormal', { strings: ['glorot_normal'], config: fans }),
  of('HeUniform', 'heUniform', { strings: ['he_uniform'], config: fans }),
  of('HeNormal', 'heNormal', { strings: ['he_normal'], config: fans }),
  of('LecunUniform', 'lecunUniform', { strings: ['lecun_uniform'], config: fans }),
  of('LecunNormal', 'lecunNormal', { strings: ['lecun_normal'], config: fans }),
  of('Orthogonal', 'orthogonal', { strings: ['orthogonal', 'OrthogonalInitializer'], config: { ...seeded, gain: 1 } }),
];

const regularizerEntries: readonly Entry[] = [
  of('L1', 'l1', { strings: ['l1'], config: { l1: 0.01 } }),
  of('L2', 'l2', { strings: ['l2'], config: { l2: 0.01 } }),
  of('L1L2', 'l1l2', { strings: ['l1l2'], config: { l1: 0, l2: 0 } }),
  of('OrthogonalRegularizer', 'orthogonalRegularizer', {
    strings: ['orthogonal_regularizer'],
    config: { factor: 0.01, mode: 'rows' },
  }),
];

const constraintEntries: readonly Entry[] = [
  of('MaxNorm', 'maxNorm', { strings: ['max_norm', 'maxnorm'], config: { max_value: 2, axis: 0 } }),
  of('UnitNorm', 'unitNorm', { strings: ['unit_norm', 'unitnorm'], config: { axis: 0 } }),
  of('MinMaxNorm', 'minMaxNorm', {
    strings: ['min_max_norm', 'minmax_norm'],
    config: { min_value: 0, max_value: 1, rate: 1, axis: 0 },
  }),
  of('NonNeg', 'nonNeg', { strings: ['non_neg', 'nonneg'] }),
];

export const vocabulary: Readonly<Record<string, Namespace>> = {
  losses: {
    members: losses,
    module: 'keras.losses',
    common: { reduction: 'sum_over_batch_size' },
    byName: true,
    bases: ['Loss'],
    entries: lossEntries,
  },
  metrics: {
    members: metrics,
    module: 'keras.metrics',
    common: { dtype: 'float32' },
    byName: true,
    bases: ['Metric', 'MeanMetricWrapper'],
    entries: metricEntries,
  },
  schedules: {
    members: schedules,
    module: 'keras.optimizers.schedules',
    common: {},
    byName: false,
    bases: ['LearningRateSchedule', 'FormulaSchedule'],
    entries: scheduleEntries,
  },
  initializers: {
    members: initializers,
    module: 'keras.initializers',
    common: {},
    byName: true,
    bases: ['Initializer', 'RandomInitializer'],
    entries: initializerEntries,
  },
  regularizers: {
    members: regularizers,
    module: 'keras.regularizers',
    common: {},
    byName: true,
    bases: ['Regularizer'],
    entries: regularizerEntries,
  },
  constraints: {
    members: constraints,
    module: 'keras.constraints',
    common: {},
    byName: true,
    bases: ['Constraint'],
    entries: constraintEntries,
  },
};
