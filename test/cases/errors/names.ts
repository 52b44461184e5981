/** Names that nothing has: in every namespace, by name, in configurations, as options, and in `compile`. */
import {
  activations,
  constraints,
  initializers,
  input,
  layers,
  losses,
  metrics,
  model,
  optimizers,
  regularizers,
  schedules,
  sequential,
} from '../../../src/index.ts';
import type { ErrorCase } from '../errors.ts';

type Look = (name: string) => unknown;

/** How something is found by name, and names that the message must list. */
const byName: Readonly<Record<string, readonly [look: readonly Look[], lists: string]>> = {
  loss: [[losses.deserialize, losses.get, (loss) => compiled({ loss })], 'meanSquaredError, meanAbsoluteError'],
  metric: [
    [
      metrics.deserialize,
      metrics.get,
      (name) => compiled({ metrics: [name] }),
      (name) => compiled({ weightedMetrics: [name] }),
    ],
    'accuracy, binaryAccuracy',
  ],
  optimizer: [
    [optimizers.deserialize, optimizers.get, (optimizer) => compiled({ optimizer })],
    'sgd, rmsprop, adam, adamW, adadelta, adafactor, adagrad, adamax, ftrl, lamb, lion, lossScaleOptimizer, multiOptimizer, muon, nadam, scheduleFreeAdamW',
  ],
  activation: [
    [activations.deserialize, activations.get, (activation) => layers.dense({ units: 1, activation })],
    'linear, relu, relu6, leaky_relu',
  ],
  initializer: [
    [initializers.deserialize, initializers.get, (name) => built({ kernelInitializer: name })],
    'zeros, ones, constant, identity, randomNormal',
  ],
  regularizer: [
    [regularizers.deserialize, regularizers.get, (name) => built({ biasRegularizer: name })],
    'l1, l2, l1L2, orthogonalRegularizer',
  ],
  constraint: [
    [constraints.deserialize, constraints.get, (name) => built({ kernelConstraint: name })],
    'maxNorm, unitNorm, minMaxNorm, nonNeg',
  ],
};

/** Slips of the pen, and what was probably meant; null: nothing is near. */
const slips: readonly (readonly [kind: string, wrong: string, meant: string | null])[] = [
  ['loss', 'nonsense', null],
  ['loss', 'mean_squared_eror', 'mean_squared_error'],
  ['loss', 'tverski', 'tversky'],
  ['loss', 'kldd', 'kld'],
  ['loss', 'circel', 'circle'],
  ['loss', 'sparse_categorical_crossentrpy', 'sparse_categorical_crossentropy'],
  ['metric', 'nonsense', null],
  ['metric', 'precison', 'precision'],
  ['metric', 'aucc', 'auc'],
  ['metric', 'f1Scor', 'f1Score'],
  ['metric', 'acuracy', 'accuracy'],
  ['optimizer', 'nonsense', null],
  ['optimizer', 'adaam', 'adam'],
  ['optimizer', 'rmspropp', 'rmsprop'],
  ['optimizer', 'adafacter', 'adafactor'],
  ['optimizer', 'moun', 'muon'],
  ['activation', 'nonsense', null],
  ['activation', 'sparsemaxx', 'sparsemax'],
  ['activation', 'leaky_rellu', 'leaky_relu'],
  ['initializer', 'nonsense', null],
  ['initializer', 'ortogonal', 'orthogonal'],
  ['initializer', 'glorot_unifrm', 'glorotUniform'],
  ['regularizer', 'nonsense', null],
  ['regularizer', 'l3', 'l1'],
  ['constraint', 'nonsense', null],
  ['constraint', 'unitnrm', 'unitNorm'],
];

/** Configurations with class names that nothing has. */
const configurations: Readonly<
  Record<string, readonly [read: (config: never) => unknown, wrong: string, meant: string]>
> = {
  loss: [losses.deserialize, 'Hubber', 'Huber'],
  metric: [metrics.deserialize, 'MeanIou2', 'MeanIoU'],
  optimizer: [optimizers.deserialize, 'RMSprp', 'RMSprop'],
  schedule: [schedules.deserialize, 'CosineDecays', 'CosineDecay'],
  initializer: [initializers.deserialize, 'HeNormall', 'HeNormal'],
  regularizer: [regularizers.deserialize, 'L1L22', 'L1L2'],
  constraint: [constraints.deserialize, 'MaxNorms', 'MaxNorm'],
};

/** Options that nothing has: who complains, the option, and what was probably meant. */
const options: readonly (readonly [who: string, wrong: string, meant: string, make: (options: never) => unknown])[] = [
  ['Huber', 'detla', 'delta', losses.huber],
  ['BinaryCrossentropy', 'fromLogit', 'fromLogits', losses.binaryCrossentropy],
  ['CTC', 'reductions', 'reduction', losses.ctc],
  ['BinaryAccuracy', 'treshold', 'threshold', metrics.binaryAccuracy],
  ['Recall', 'threshold', 'thresholds', metrics.recall],
  ['AUC', 'numTresholds', 'numThresholds', metrics.auc],
  ['MeanIoU', 'numClass', 'numClasses', metrics.meanIoU],
  ['Adam', 'learningrate', 'learningRate', optimizers.adam],
  ['SGD', 'momentums', 'momentum', optimizers.sgd],
  ['Adafactor', 'epsilon', 'epsilon1', optimizers.adafactor],
  ['Muon', 'nsStep', 'nsSteps', optimizers.muon],
  ['LossScaleOptimizer', 'initalScale', 'initialScale', optimizers.lossScaleOptimizer],
  ['MultiOptimizer', 'objMaps', 'objMap', optimizers.multiOptimizer],
  ['OptimizerMap', 'optimizers', 'optimizer', optimizers.optimizerMap],
  ['CosineDecay', 'warmupStep', 'warmupSteps', schedules.cosineDecay],
  ['PiecewiseConstantDecay', 'boundarys', 'boundaries', schedules.piecewiseConstantDecay],
  ['RandomNormal', 'stdev', 'stddev', initializers.randomNormal],
  ['GlorotUniform', 'seeds', 'seed', initializers.glorotUniform],
  ['L2', 'l1', 'l2', regularizers.l2],
  ['OrthogonalRegularizer', 'factors', 'factor', regularizers.orthogonalRegularizer],
  ['MaxNorm', 'maxValues', 'maxValue', constraints.maxNorm],
  ['MinMaxNorm', 'rates', 'rate', constraints.minMaxNorm],
  ['leaky_relu', 'negativSlope', 'negativeSlope', (given) => activations.get('leaky_relu')(input([2]), given)],
];

function built(given: object): unknown {
  return sequential([input([3]), layers.dense({ units: 1, ...given })]);
}

async function compiled(given: object): Promise<void> {
  const m = sequential([input([3]), layers.dense({ units: 1 })]);
  m.compile({ optimizer: 'sgd', loss: 'mse', ...given });
  await m.fit([[1, 2, 3]], [[1]]);
}

function twoOutputs(given: object): void {
  const x = input([3]);
  const outputs = ['left', 'right'].map((name) => layers.dense({ units: 1, name }).apply(x));
  model({ inputs: x, outputs }).compile({ loss: 'mse', ...given });
}

const rows: [string, ErrorCase][] = [
  ...slips.flatMap(([kind, wrong, meant]) => {
    const [looks, lists] = byName[kind]!; // kinds have a row
    const hint = meant === null ? [] : [`Did you mean "${meant}"?`];
    return looks.map((look, way): [string, ErrorCase] => [
      `${kind} ${wrong}, way ${way}`,
      {
        error: 'InvalidArgumentError',
        says: [kind, `received "${wrong}"`, ...hint, 'Valid names: ', ...lists.split(', ')],
        run: () => look(wrong),
      },
    ]);
  }),
  ...Object.entries(configurations).flatMap(([kind, [read, wrong, meant]]) =>
    ['Nonsense', wrong].map((name): [string, ErrorCase] => [
      `${kind} of class ${name}`,
      {
        error: 'InvalidArgumentError',
        says: [
          `class_name of the ${kind}`,
          `"${name}"`,
          ...(name === wrong ? [`Did you mean "${meant}"?`] : []),
          'Valid names',
        ],
        run: () => read({ class_name: name, config: {} } as never), // a mistake that types would catch
      },
    ]),
  ),
  ...options.map(([who, wrong, meant, make]): [string, ErrorCase] => [
    `${who} with ${wrong}`,
    {
      error: 'InvalidArgumentError',
      says: [who, `option must be a known name, received "${wrong}"`, `Did you mean "${meant}"?`, 'Valid names'],
      run: () => make({ [wrong]: 1 } as never), // a mistake that types would catch
    },
  ]),
  ...['loss', 'lossWeights', 'metrics', 'weightedMetrics'].map((what): [string, ErrorCase] => [
    `${what} for an output that is not there`,
    {
      error: 'InvalidArgumentError',
      says: ['compile', `${what} for output`, '"lefft"', 'Did you mean "left"?', 'Valid names: left, right'],
      run: () => twoOutputs({ [what]: { lefft: 'mse' } }),
    },
  ]),
];

export const nameErrors: Readonly<Record<string, ErrorCase>> = {
  ...Object.fromEntries(rows),
  'losses by name that leave an output out': {
    error: 'InvalidArgumentError',
    says: [
      'compile',
      'loss must name each of the outputs left, right',
      '["left"]',
      '"right"',
      'null leaves an output out',
    ],
    run: () => twoOutputs({ loss: { left: 'mse' } }),
  },
  'losses that are too few': {
    error: 'InvalidArgumentError',
    says: ['compile', 'loss must have one entry for each of the 2 outputs (left, right)', '1 entries'],
    run: () => twoOutputs({ loss: ['mse'] }),
  },
  'a weight of a loss that is no number': {
    error: 'InvalidArgumentError',
    says: ['compile', 'lossWeights must be a number', '"half"'],
    run: () => twoOutputs({ lossWeights: ['half', 1] }),
  },
  'one weight for several losses': {
    error: 'InvalidArgumentError',
    says: ['compile', 'lossWeights must have one entry for each of the outputs left, right'],
    run: () => twoOutputs({ lossWeights: 2 }),
  },
  'a flat list of metrics for two outputs': {
    error: 'InvalidArgumentError',
    says: ['compile', 'metrics must have one entry for each of the 2 outputs', '3 entries'],
    run: () => twoOutputs({ metrics: ['mae', 'mse', 'mape'] }),
  },
  'something that is no identifier': {
    error: 'InvalidArgumentError',
    says: [
      'losses.get',
      'loss must be a name, an instance or a { class_name, config } object',
      'received 3',
      'Names: ',
      'meanSquaredError',
    ],
    run: () => losses.get(3 as never), // a mistake that types would catch
  },
  'an activation that is no identifier': {
    error: 'InvalidArgumentError',
    says: [
      'Dense',
      'activation must be a name, a function, or one of the layers ReLU, LeakyReLU, ELU, Softmax',
      'received 3',
    ],
    run: () => layers.dense({ units: 1, activation: 3 as never }), // a mistake that types would catch
  },
  'a layer with weights as activation': {
    error: 'InvalidArgumentError',
    says: ['Dense', 'one of the layers ReLU', 'PReLU'],
    run: () => layers.dense({ units: 1, activation: layers.prelu() }),
  },
};
