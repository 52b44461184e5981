/** Losses, metrics, activations, initializers, regularizers and constraints: names and option values that do not exist. */
import {
  activations,
  constraints,
  initializers,
  input,
  jit,
  layers,
  losses,
  metrics,
  ops,
  regularizers,
  sequential,
  tensor,
} from '../../../src/index.ts';
import type { ErrorCase } from '../errors.ts';

/** A name that is not known, and the one that was probably meant. */
const names: readonly (readonly [kind: string, wrong: string, meant: string, look: (name: string) => unknown])[] = [
  ['loss', 'mean_squared_eror', 'mean_squared_error', (name) => losses.deserialize(name)],
  ['loss', 'tverski', 'tversky', (name) => losses.deserialize(name)],
  ['loss', 'kldd', 'kld', (name) => losses.deserialize(name)],
  ['metric', 'precison', 'precision', (name) => metrics.deserialize(name)],
  ['metric', 'meanIou2', 'meanIoU', (name) => metrics.deserialize(name)],
  ['activation', 'sparsemaxx', 'sparsemax', (name) => activations.get(name)],
  ['activation', 'leaky_rellu', 'leaky_relu', (name) => activations.deserialize(name)],
  ['initializer', 'ortogonal', 'orthogonal', (name) => initializers.deserialize(name)],
  ['regularizer', 'l3', 'l1', (name) => regularizers.deserialize(name)],
  ['constraint', 'unitnrm', 'unitNorm', (name) => constraints.deserialize(name)],
  ['loss', 'circel', 'circle', (name) => compiled({ loss: name })],
  ['metric', 'aucc', 'auc', (name) => compiled({ metrics: [name] })],
  ['metric', 'f1Scor', 'f1Score', (name) => compiled({ weightedMetrics: [name] })],
];

/** A class name in a configuration that is not known. */
const classNames: Readonly<Record<string, (config: { class_name: string; config: object }) => unknown>> = {
  loss: (config) => losses.deserialize(config as never), // mistakes that types would catch
  metric: (config) => metrics.deserialize(config as never),
  initializer: (config) => initializers.deserialize(config as never),
  regularizer: (config) => regularizers.deserialize(config as never),
  constraint: (config) => constraints.deserialize(config as never),
};

const nan = Number.NaN;

/** An option with a value that is not accepted: what the message says besides the value. */
const values: readonly (readonly [says: readonly string[], received: string, run: () => unknown])[] = [
  [
    ['MeanSquaredError', 'reduction', 'Did you mean "sum"?', 'mean_with_sample_weight'],
    '"sums"',
    () => losses.meanSquaredError({ reduction: 'sums' as 'sum' }),
  ],
  [
    ['Huber', 'option', 'Did you mean "delta"?', 'Valid names: name, reduction, dtype, delta'],
    '"detla"',
    () => losses.huber({ detla: 2 } as never),
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
    ['Recall', 'option', 'Did you mean "thresholds"?'],
    '"threshold"',
    () => metrics.recall({ threshold: 0.5 } as never),
  ],
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

async function compiled(options: object): Promise<void> {
  const m = sequential([input([3]), layers.dense({ units: 1 })]);
  m.compile({ optimizer: 'sgd', loss: 'mse', ...options });
  await m.fit([[1, 2, 3]], [[1]]);
}

const rows: [string, ErrorCase][] = [
  ...names.map(([kind, wrong, meant, run]): [string, ErrorCase] => [
    `${kind} ${wrong}`,
    {
      error: 'InvalidArgumentError',
      says: [kind, `"${wrong}"`, `Did you mean "${meant}"`, 'Valid names'],
      run: () => run(wrong),
    },
  ]),
  ...Object.entries(classNames).map(([kind, run]): [string, ErrorCase] => [
    `${kind} of an unknown class`,
    {
      error: 'InvalidArgumentError',
      says: [`class_name of the ${kind}`, '"Nonsense"', 'Valid names'],
      run: () => run({ class_name: 'Nonsense', config: {} }),
    },
  ]),
  ...values.map(([says, received, run]): [string, ErrorCase] => [
    `${says.slice(0, 2).join(': ')}, received ${received}`,
    {
      error: /axes|axis/.test(says[1] ?? '') ? 'ShapeError' : 'InvalidArgumentError',
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
