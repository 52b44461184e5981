/** Losses, metrics, activations, initializers, regularizers and constraints: option values and shapes that are not accepted. Names: names.ts. */
import {
  activations,
  constraints,
  initializers,
  jit,
  losses,
  metrics,
  ops,
  regularizers,
  tensor,
} from '../../../src/index.ts';
import type { ErrorCase } from '../errors.ts';

const nan = Number.NaN;

/** Values that types would catch. */
const wrong = (value: unknown) => value as never;

/** An option with a value that is not accepted: what the message says besides the value. */
const values: readonly (readonly [says: readonly string[], received: string, run: () => unknown])[] = [
  [['Huber', 'delta must be a number from 0 on'], '-1', () => losses.huber({ delta: -1 })],
  [['Huber', 'delta must be a number'], '"one"', () => losses.huber({ delta: wrong('one') })],
  [
    ['CosineSimilarity', 'axis must be a whole number, or several'],
    '0.5',
    () => losses.cosineSimilarity({ axis: 0.5 }),
  ],
  [
    ['BinaryCrossentropy', 'fromLogits must be true or false'],
    '"yes"',
    () => losses.binaryCrossentropy({ fromLogits: wrong('yes') }),
  ],
  [
    ['SparseCategoricalCrossentropy', 'ignoreClass must be an integer'],
    '0.5',
    () => losses.sparseCategoricalCrossentropy({ ignoreClass: 0.5 }),
  ],
  [
    ['BinaryFocalCrossentropy', 'applyClassBalancing must be true or false'],
    '1',
    () => losses.binaryFocalCrossentropy({ applyClassBalancing: wrong(1) }),
  ],
  [['Circle', 'removeDiagonal must be true or false'], '0', () => losses.circle({ removeDiagonal: wrong(0) })],
  [['Circle', 'gamma'], '"big"', () => losses.circle({ gamma: wrong('big') })],
  [
    ['BinaryAccuracy', 'threshold must be a number greater than 0 and less than 1'],
    '1',
    () => metrics.binaryAccuracy({ threshold: 1 }),
  ],
  [['CosineSimilarity', 'axis'], '"last"', () => metrics.cosineSimilarity({ axis: wrong('last') })],
  [
    ['CategoricalCrossentropy', 'labelSmoothing must be a number from 0 to 1'],
    '2',
    () => metrics.categoricalCrossentropy({ labelSmoothing: 2 }),
  ],
  [
    ['SparseCategoricalCrossentropy', 'ignoreClass must be an integer'],
    '"none"',
    () => metrics.sparseCategoricalCrossentropy({ ignoreClass: wrong('none') }),
  ],
  [
    ['SparseTopKCategoricalAccuracy', 'fromSortedIds must be true or false'],
    '1',
    () => metrics.sparseTopKCategoricalAccuracy({ fromSortedIds: wrong(1) }),
  ],
  [['AUC', 'fromLogits must be true or false'], '1', () => metrics.auc({ fromLogits: wrong(1) })],
  [['AUC', 'multiLabel must be true or false'], '1', () => metrics.auc({ multiLabel: wrong(1) })],
  [['Constant', 'value must be a number'], 'NaN', () => initializers.constant({ value: nan })],
  [['Identity', 'gain must be a number'], '"big"', () => initializers.identity({ gain: wrong('big') })],
  [['Orthogonal', 'gain'], 'NaN', () => initializers.orthogonal({ gain: nan })],
  [['RandomNormal', 'stddev must be a number at least 0'], '-1', () => initializers.randomNormal({ stddev: -1 })],
  [['RandomNormal', 'mean'], '"zero"', () => initializers.randomNormal({ mean: wrong('zero') })],
  [['TruncatedNormal', 'stddev'], 'NaN', () => initializers.truncatedNormal({ stddev: nan })],
  [
    ['RandomUniform', 'maxval must be a number at least 1'],
    '0',
    () => initializers.randomUniform({ minval: 1, maxval: 0 }),
  ],
  [['MaxNorm', 'maxValue must be a number at least 0'], '-1', () => constraints.maxNorm(-1)],
  [['UnitNorm', 'axis must be an integer, or several'], '0.5', () => constraints.unitNorm(0.5)],
  [['MinMaxNorm', 'minValue'], '-1', () => constraints.minMaxNorm({ minValue: -1 })],
  [
    ['MinMaxNorm', 'maxValue must be a number at least 2'],
    '1',
    () => constraints.minMaxNorm({ minValue: 2, maxValue: 1 }),
  ],
  [['MinMaxNorm', 'rate must be a number at least 0 and at most 1'], '2', () => constraints.minMaxNorm({ rate: 2 })],
  [['L1L2', 'l2 must be a finite number that is not negative'], '-1', () => regularizers.l1l2({ l2: -1 })],
  [['OrthogonalRegularizer', 'factor'], '-1', () => regularizers.orthogonalRegularizer({ factor: -1 })],
  [
    ['threshold', 'the options threshold and defaultValue', '(x) => activations.threshold(x,'],
    '{  }',
    () => jit((x) => activations.get('threshold')(x!))([1]),
  ],
  [
    ['leaky_relu', 'negativeSlope must be a number'],
    '"steep"',
    () => jit((x) => activations.get('leaky_relu')(x!, { negativeSlope: 'steep' }))([1]),
  ],
  [
    ['gelu', 'approximate must be true or false'],
    '1',
    () => jit((x) => activations.get('gelu')(x!, { approximate: 1 }))([1]),
  ],
  [['softmax', 'axis must be an integer'], '0.5', () => jit((x) => activations.get('softmax')(x!, { axis: 0.5 }))([1])],
  [
    ['Constant', "values that broadcast to the weight's shape [2, 2]"],
    '[3]',
    () => initializers.constant({ value: [1, 2, 3] }).values([2, 2]),
  ],
  [
    ['initializer three', 'values of shape [2]'],
    '[3]',
    () =>
      initializers
        .get(function three() {
          return [1, 2, 3];
        })
        .values([2]),
  ],
  [
    ['MeanSquaredError', 'reduction', 'Did you mean "sum"?', 'mean_with_sample_weight'],
    '"sums"',
    () => losses.meanSquaredError({ reduction: 'sums' as 'sum' }),
  ],
  [
    ['BinaryCrossentropy', 'labelSmoothing must be a number from 0 to 1'],
    '1.5',
    () => losses.binaryCrossentropy({ labelSmoothing: 1.5 }),
  ],
  [['CategoricalCrossentropy', 'labelSmoothing'], 'NaN', () => losses.categoricalCrossentropy({ labelSmoothing: nan })],
  [
    ['BinaryFocalCrossentropy', 'alpha must be a number from 0 to 1'],
    '2',
    () => losses.binaryFocalCrossentropy({ alpha: 2 }),
  ],
  [
    ['CategoricalFocalCrossentropy', 'gamma must be a number from 0 on'],
    '-1',
    () => losses.categoricalFocalCrossentropy({ gamma: -1 }),
  ],
  [['Tversky', 'beta'], '-0.1', () => losses.tversky({ beta: -0.1 })],
  [['Circle', 'margin'], '-1', () => losses.circle({ margin: -1 })],
  [
    ['CategoricalGeneralizedCrossEntropy', 'q must lie between 0 and 1'],
    '1',
    () => losses.categoricalGeneralizedCrossEntropy({ q: 1 }),
  ],
  [
    ['CategoricalAccuracy', 'option', 'Valid names: name, dtype'],
    '"threshold"',
    () => metrics.categoricalAccuracy({ threshold: 1 } as never),
  ],
  [
    ['TopKCategoricalAccuracy', 'k must be a whole number from 1 on'],
    '0',
    () => metrics.topKCategoricalAccuracy({ k: 0 }),
  ],
  [
    ['TruePositives', 'thresholds must be a number from 0 to 1'],
    '1.5',
    () => metrics.truePositives({ thresholds: [0.5, 1.5] }),
  ],
  [['Precision', 'thresholds'], '-1', () => metrics.precision({ thresholds: -1 })],
  [['Precision', 'topK'], '0.5', () => metrics.precision({ topK: 0.5 })],
  [['Recall', 'classId'], '-1', () => metrics.recall({ classId: -1 })],
  [
    ['SensitivityAtSpecificity', 'specificity must be a number from 0 to 1'],
    '2',
    () => metrics.sensitivityAtSpecificity({ specificity: 2 }),
  ],
  [['RecallAtPrecision', 'precision must be a number'], 'undefined', () => metrics.recallAtPrecision({} as never)],
  [['PrecisionAtRecall', 'numThresholds'], '0', () => metrics.precisionAtRecall({ recall: 0.5, numThresholds: 0 })],
  [['AUC', 'curve', 'Valid names: ROC, PR, PRGAIN'], '"RCO"', () => metrics.auc({ curve: 'RCO' as 'ROC' })],
  [
    ['AUC', 'summationMethod', 'Did you mean "majoring"?'],
    '"majorin"',
    () => metrics.auc({ summationMethod: 'majorin' as 'majoring' }),
  ],
  [['AUC', 'numThresholds must be a whole number from 2 on'], '1', () => metrics.auc({ numThresholds: 1 })],
  [['AUC', 'numLabels goes with multiLabel'], '3', () => metrics.auc({ numLabels: 3 })],
  [
    ['F1Score', 'average', 'Did you mean "macro"?', 'micro, macro, weighted'],
    '"marco"',
    () => metrics.f1Score({ average: 'marco' as 'macro' }),
  ],
  [['FBetaScore', 'beta must be positive'], '0', () => metrics.fBetaScore({ beta: 0 })],
  [['FBetaScore', 'threshold must lie above 0'], '0', () => metrics.fBetaScore({ threshold: 0 })],
  [
    ['R2Score', 'classAggregation', 'uniform_average'],
    '"median"',
    () => metrics.r2Score({ classAggregation: 'median' as 'uniform_average' }),
  ],
  [['R2Score', 'numRegressors'], '-1', () => metrics.r2Score({ numRegressors: -1 })],
  [['MeanIoU', 'numClasses must be a whole number from 1 on'], '0', () => metrics.meanIoU({ numClasses: 0 })],
  [['MeanIoU', 'numClasses'], 'undefined', () => metrics.meanIoU({} as never)],
  [
    ['IoU', 'targetClassIds must be classes from 0 to 2'],
    '[3]',
    () => metrics.iou({ numClasses: 3, targetClassIds: [3] }),
  ],
  [['VarianceScaling', 'scale must be positive'], '0', () => initializers.varianceScaling({ scale: 0 })],
  [
    ['VarianceScaling', 'mode must be a known name', 'Did you mean "fan_in"?', 'fan_out, fan_avg'],
    '"fan_im"',
    () => initializers.varianceScaling({ mode: 'fan_im' as 'fan_in' }),
  ],
  [
    ['VarianceScaling', 'distribution must be a known name', 'untruncated_normal'],
    '"cauchy"',
    () => initializers.varianceScaling({ distribution: 'cauchy' as 'normal' }),
  ],
  [['Identity', 'a weight with 2 axes'], '[3]', () => initializers.identity().values([3])],
  [['Orthogonal', 'at least 2 axes'], '[3]', () => initializers.orthogonal().values([3])],
  [['L2', 'l2 must be a finite number that is not negative'], '-0.1', () => regularizers.l2(-0.1)],
  [['L1', 'l1'], 'NaN', () => regularizers.l1(nan)],
  [
    ['OrthogonalRegularizer', "mode must be 'rows' or 'columns'"],
    '"diagonal"',
    () => regularizers.orthogonalRegularizer({ mode: 'diagonal' as 'rows' }),
  ],
  [
    ['OrthogonalRegularizer', 'a weight with 2 axes'],
    '[2, 3, 4]',
    () => jit((w) => regularizers.orthogonalRegularizer().penalty(w!))(tensor(new Float32Array(24), [2, 3, 4])),
  ],
  [['glu', 'axis 1 must have an even size'], '[1, 3]', () => jit((x) => ops.glu(x!))([[1, 2, 3]])],
];

/** Targets and predictions that do not belong together. */
const shapes: readonly (readonly [says: readonly string[], run: () => unknown])[] = [
  [['dice', '[2, 3]', '[2, 2]'], () => measure(losses.dice(), [2, 2], [2, 3])],
  [['ctc', 'labels [batch, labels]', '[2, 3, 4]'], () => measure(losses.ctc(), [2, 3, 4], [2, 3, 4])],
  [['circle', 'class numbers [batch]'], () => measure(losses.circle(), [2, 3], [2, 4])],
  [
    ['categoricalGeneralizedCrossEntropy', 'shape [2]'],
    () => measure(losses.categoricalGeneralizedCrossEntropy(), [2, 3], [2, 3]),
  ],
  [
    ['sparseTopKCategoricalAccuracy', 'shape [2]'],
    () => metrics.sparseTopKCategoricalAccuracy().update(zeros([2, 3]), zeros([2, 3])),
  ],
  [['Precision', '[2, 3]', '[2, 2]'], () => metrics.precision({ name: 'p' }).update(zeros([2, 2]), zeros([2, 3]))],
  [
    ['Precision', 'classId needs predictions [batch, classes]'],
    () => metrics.precision({ classId: 0 }).update(zeros([2]), zeros([2])),
  ],
  [
    ['AUC', 'predictions [batch, 3] with multiLabel', '[2, 2]'],
    () => metrics.auc({ multiLabel: true, numLabels: 3 }).update(zeros([2, 2]), zeros([2, 2])),
  ],
  [['F1Score', 'targets and predictions [batch, classes]'], () => metrics.f1Score().update(zeros([2]), zeros([2, 3]))],
  [
    ['R2Score', 'targets and predictions [batch, outputs]'],
    () => metrics.r2Score().update(zeros([2, 3, 1]), zeros([2, 3, 1])),
  ],
  [
    ['OneHotMeanIoU', 'as many targets as predictions'],
    () => metrics.oneHotMeanIoU({ numClasses: 2 }).update(zeros([2, 2]), zeros([3, 2])),
  ],
];

function zeros(shape: readonly number[]) {
  return tensor(new Float32Array(shape.reduce((a, b) => a * b, 1)), [...shape]);
}

function measure(loss: InstanceType<typeof losses.Loss>, yTrue: readonly number[], yPred: readonly number[]): unknown {
  return jit((t, p) => loss.call(t!, p!))(zeros(yTrue), zeros(yPred)); // called with two tensors
}

const rows: [string, ErrorCase][] = [
  ...values.map(([says, received, run]): [string, ErrorCase] => [
    `${says.slice(0, 2).join(': ')}, received ${received}`,
    {
      error: /axes|axis \d|values (of|that)/.test(says[1] ?? '') ? 'ShapeError' : 'InvalidArgumentError',
      says: [...says, `received ${received}`],
      run,
    },
  ]),
  ...shapes.map(([says, run]): [string, ErrorCase] => [
    `shapes: ${says.join(' ')}`,
    { error: says[1]?.includes('classId') ? 'InvalidArgumentError' : 'ShapeError', says, run },
  ]),
];

export const vocabularyErrors: Readonly<Record<string, ErrorCase>> = Object.fromEntries(rows);
