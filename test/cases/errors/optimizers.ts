/** Options of optimizers with values that are not accepted, and gradients that do not fit. */
import { ops, optimizers, schedules, Variable } from '../../../src/index.ts';
import type { ErrorCase } from '../errors.ts';

const nan = Number.NaN;

/** Values that types would catch. */
const wrong = (value: unknown) => value as never;

const pair = () => new Variable([1, 2], { name: 'pair' });
const mapped = () => optimizers.optimizerMap({ optimizer: [optimizers.sgd()], variableIdentifier: ['kernel'] });

/** Who complains, what the message says, what was received, and the call. */
const values: readonly (readonly [who: string, says: string, received: string, run: () => unknown])[] = [
  [
    'SGD',
    'learningRate must be a number that is not negative, a schedule, or a function',
    '-1',
    () => optimizers.sgd({ learningRate: -1 }),
  ],
  ['SGD', 'learningRate', 'NaN', () => optimizers.sgd({ learningRate: nan })],
  ['SGD', 'learningRate', '"fast"', () => optimizers.sgd({ learningRate: wrong('fast') })],
  ['SGD', 'momentum must be a number at least 0 and at most 1', '1.5', () => optimizers.sgd({ momentum: 1.5 })],
  ['SGD', 'nesterov must be true or false', '"yes"', () => optimizers.sgd({ nesterov: wrong('yes') })],
  ['SGD', 'clipnorm must be a number greater than 0', '0', () => optimizers.sgd({ clipnorm: 0 })],
  ['SGD', 'clipvalue', '-1', () => optimizers.sgd({ clipvalue: -1 })],
  ['SGD', 'globalClipnorm', '"1"', () => optimizers.sgd({ globalClipnorm: wrong('1') })],
  [
    'SGD',
    'only one of clipnorm, clipvalue, globalClipnorm may be set',
    '["clipnorm", "clipvalue"]',
    () => optimizers.sgd({ clipnorm: 1, clipvalue: 1 }),
  ],
  ['SGD', 'weightDecay must be a number at least 0', '-0.1', () => optimizers.sgd({ weightDecay: -0.1 })],
  ['SGD', 'decay', '-1', () => optimizers.sgd({ decay: -1 })],
  ['SGD', 'useEma must be true or false', '1', () => optimizers.sgd({ useEma: wrong(1) })],
  [
    'SGD',
    'emaMomentum must be a number at least 0 and at most 1',
    '1.1',
    () => optimizers.sgd({ useEma: true, emaMomentum: 1.1 }),
  ],
  [
    'SGD',
    'emaOverwriteFrequency must be an integer at least 1',
    '0.5',
    () => optimizers.sgd({ useEma: true, emaOverwriteFrequency: 0.5 }),
  ],
  ['SGD', 'lossScaleFactor must be a number greater than 0', '0', () => optimizers.sgd({ lossScaleFactor: 0 })],
  [
    'SGD',
    'gradientAccumulationSteps must be an integer at least 2',
    '1',
    () => optimizers.sgd({ gradientAccumulationSteps: 1 }),
  ],
  ['RMSprop', 'rho', '2', () => optimizers.rmsprop({ rho: 2 })],
  ['RMSprop', 'centered must be true or false', '0', () => optimizers.rmsprop({ centered: wrong(0) })],
  ['Adam', 'beta1 must be a number at least 0 and less than 1', '1', () => optimizers.adam({ beta1: 1 })],
  ['Adam', 'beta2', '-0.1', () => optimizers.adam({ beta2: -0.1 })],
  ['Adam', 'epsilon must be a number at least 0', '-1', () => optimizers.adam({ epsilon: -1 })],
  ['Adam', 'amsgrad must be true or false', '"no"', () => optimizers.adam({ amsgrad: wrong('no') })],
  ['AdamW', 'weightDecay must be a number', 'null', () => optimizers.adamW({ weightDecay: null })],
  ['Adamax', 'beta1', '1', () => optimizers.adamax({ beta1: 1 })],
  ['Nadam', 'beta2', '1', () => optimizers.nadam({ beta2: 1 })],
  ['Adagrad', 'initialAccumulatorValue', '-1', () => optimizers.adagrad({ initialAccumulatorValue: -1 })],
  ['Adadelta', 'rho', '-1', () => optimizers.adadelta({ rho: -1 })],
  ['Adafactor', 'beta2Decay must be a number at most 0', '0.8', () => optimizers.adafactor({ beta2Decay: 0.8 })],
  ['Adafactor', 'epsilon1', '-1', () => optimizers.adafactor({ epsilon1: -1 })],
  ['Adafactor', 'epsilon2', 'NaN', () => optimizers.adafactor({ epsilon2: nan })],
  ['Adafactor', 'clipThreshold must be a number greater than 0', '0', () => optimizers.adafactor({ clipThreshold: 0 })],
  ['Adafactor', 'relativeStep', '1', () => optimizers.adafactor({ relativeStep: wrong(1) })],
  ['Ftrl', 'learningRatePower must be a number at most 0', '0.5', () => optimizers.ftrl({ learningRatePower: 0.5 })],
  ['Ftrl', 'l1RegularizationStrength', '-1', () => optimizers.ftrl({ l1RegularizationStrength: -1 })],
  ['Lion', 'beta1 must be a number greater than 0 and at most 1', '0', () => optimizers.lion({ beta1: 0 })],
  ['Lamb', 'beta1', '1', () => optimizers.lamb({ beta1: 1 })],
  ['Muon', 'nsSteps must be an integer at least 0', '1.5', () => optimizers.muon({ nsSteps: 1.5 })],
  ['Muon', 'rmsRate must be a number greater than 0', '-1', () => optimizers.muon({ rmsRate: -1 })],
  ['Muon', 'adamWeightDecay', '-1', () => optimizers.muon({ adamWeightDecay: -1 })],
  ['Muon', 'muonA must be a number', '"a"', () => optimizers.muon({ muonA: wrong('a') })],
  [
    'Muon',
    'excludeLayers must be a list of regular expressions',
    '"output"',
    () => optimizers.muon({ excludeLayers: wrong('output') }),
  ],
  ['ScheduleFreeAdamW', 'beta1 must be a number greater than 0', '0', () => optimizers.scheduleFreeAdamW({ beta1: 0 })],
  ['ScheduleFreeAdamW', 'warmupSteps', '-1', () => optimizers.scheduleFreeAdamW({ warmupSteps: -1 })],
  [
    'LossScaleOptimizer',
    'innerOptimizer must be an optimizer',
    'undefined',
    () => optimizers.lossScaleOptimizer(wrong({})),
  ],
  [
    'LossScaleOptimizer',
    'innerOptimizer',
    '"adam"',
    () => optimizers.lossScaleOptimizer({ innerOptimizer: wrong('adam') }),
  ],
  [
    'LossScaleOptimizer',
    'initialScale',
    '0',
    () => optimizers.lossScaleOptimizer({ innerOptimizer: optimizers.sgd(), initialScale: 0 }),
  ],
  [
    'LossScaleOptimizer',
    'dynamicGrowthSteps',
    '0',
    () => optimizers.lossScaleOptimizer({ innerOptimizer: optimizers.sgd(), dynamicGrowthSteps: 0 }),
  ],
  [
    'LossScaleOptimizer',
    'clipnorm belongs to the optimizer inside',
    '1',
    () => optimizers.lossScaleOptimizer(wrong({ innerOptimizer: optimizers.sgd(), clipnorm: 1 })),
  ],
  ['MultiOptimizer', 'objMap must be an OptimizerMap', 'undefined', () => optimizers.multiOptimizer(wrong({}))],
  [
    'MultiOptimizer',
    'defaultOptimizer must be an optimizer',
    '"sgd"',
    () => optimizers.multiOptimizer({ objMap: mapped(), defaultOptimizer: wrong('sgd') }),
  ],
  [
    'MultiOptimizer',
    'useEma belongs to the optimizer inside',
    'true',
    () => optimizers.multiOptimizer(wrong({ objMap: mapped(), useEma: true })),
  ],
  [
    'MultiOptimizer',
    'optimizers without lossScaleFactor',
    '2',
    () => optimizers.multiOptimizer({ objMap: mapped(), defaultOptimizer: optimizers.sgd({ lossScaleFactor: 2 }) }),
  ],
  [
    'OptimizerMap',
    'lists of one length',
    '[1, 0]',
    () => optimizers.optimizerMap({ optimizer: [optimizers.sgd()], variableIdentifier: [] }),
  ],
  [
    'OptimizerMap',
    'optimizer must be an optimizer',
    '"adam"',
    () => optimizers.optimizerMap({ optimizer: [wrong('adam')], variableIdentifier: ['a'] }),
  ],
  [
    'OptimizerMap',
    'one optimizer for the variable "pair"',
    '["one", "two"]',
    () =>
      optimizers
        .optimizerMap({
          optimizer: ['one', 'two'].map((name) => optimizers.sgd({ name })),
          variableIdentifier: ['p', 'pair'],
        })
        .optimizerOf(pair()),
  ],
];

function scheduled() {
  const schedule = schedules.exponentialDecay({ initialLearningRate: 1, decaySteps: 1, decayRate: 1 });
  return optimizers.sgd({ learningRate: schedule });
}

export const optimizerErrors: Readonly<Record<string, ErrorCase>> = {
  ...Object.fromEntries(
    values.map(([who, says, received, run]): [string, ErrorCase] => [
      `${who}: ${says}, received ${received}`,
      { error: 'InvalidArgumentError', says: [who, says, `received ${received}`], run },
    ]),
  ),
  'a learning rate set where a schedule gives it': {
    error: 'InvalidArgumentError',
    says: ['SGD', 'given by ExponentialDecay and cannot be set', 'received 0.1', 'a number as learningRate'],
    run: () => {
      scheduled().learningRate = 0.1;
    },
  },
  'a learning rate set to no number': {
    error: 'InvalidArgumentError',
    says: ['SGD', 'learningRate must be a number', 'received NaN'],
    run: () => {
      optimizers.sgd().learningRate = nan;
    },
  },
  'a function of the step that gives several rates': {
    error: 'ShapeError',
    says: ['learningRate', 'a number or a symbolic scalar', 'received [2]'],
    run: () => optimizers.sgd({ learningRate: (step) => ops.stack([step, step]) }).apply([[1, 1]], [pair()]),
  },
  'gradients of another number than variables': {
    error: 'ShapeError',
    says: ['Adam', 'one gradient per variable, of shapes [[2]]', 'received [[2], [2]]'],
    run: () =>
      optimizers.adam().apply(
        [
          [1, 1],
          [1, 1],
        ],
        [pair()],
      ),
  },
  'a gradient of another shape': {
    error: 'ShapeError',
    says: ['Adam', 'one gradient per variable', 'received [[3]]'],
    run: () => optimizers.adam().apply([[1, 1, 1]], [pair()]),
  },
  'no gradient at all': {
    error: 'InvalidArgumentError',
    says: ['Adam', 'a gradient for at least one variable'],
    run: () => optimizers.adam().apply([null], [pair()]),
  },
  'apply without variables': {
    error: 'InvalidArgumentError',
    says: ['Adam', 'variables, or build() before apply()'],
    run: () => optimizers.adam().apply([[1, 1]]),
  },
  'other variables than those of build': {
    error: 'InvalidArgumentError',
    says: ['Adam', 'variables among those that the optimizer was built with', 'Make another optimizer'],
    run: async () => {
      const optimizer = optimizers.adam();
      optimizer.build([pair()]);
      await optimizer.apply([[1, 1]], [pair()]);
    },
  },
  'weight decay excluded too late': {
    error: 'InvalidArgumentError',
    says: ['AdamW', 'excludeFromWeightDecay before the optimizer is built', 'before fit()'],
    run: () => {
      const optimizer = optimizers.adamW();
      optimizer.build([pair()]);
      optimizer.excludeFromWeightDecay({ varNames: ['bias'] });
    },
  },
};
