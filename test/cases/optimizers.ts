/** Every optimizer: its names, Keras's defaults, and options that all differ from them. */
import { ops, optimizers, schedules } from '../../src/index.ts';
import type { OptimizerOptions } from '../../src/nn/optimizers/options.ts';

export type AnyOptimizer = InstanceType<typeof optimizers.Optimizer>;

export interface OptimizerRow {
  /** Keras's string. */
  readonly keras: string;
  readonly className: string;
  readonly make: (options?: OptimizerOptions) => AnyOptimizer;
  /** Keras's learning rate, and the options of the class in its configuration. */
  readonly rate: number;
  readonly defaults: Readonly<Record<string, unknown>>;
  /** The same options with other values: as they are given, and as they are written. */
  readonly changed: Readonly<Record<string, unknown>>;
  /** Keras's weight decay; default none. */
  readonly decay?: number;
  /** Numbers that are kept for a matrix [3, 2], besides the counter and the learning rate. */
  readonly kept: number;
}

export const optimizerCases: Readonly<Record<string, OptimizerRow>> = {
  sgd: {
    keras: 'sgd',
    className: 'SGD',
    make: optimizers.sgd,
    rate: 0.01,
    defaults: { momentum: 0, nesterov: false },
    changed: { momentum: 0.5, nesterov: true },
    kept: 0,
  },
  rmsprop: {
    keras: 'rmsprop',
    className: 'RMSprop',
    make: optimizers.rmsprop,
    rate: 0.001,
    defaults: { rho: 0.9, momentum: 0, epsilon: 1e-7, centered: false },
    changed: { rho: 0.5, momentum: 0.5, epsilon: 0.01, centered: true },
    kept: 6,
  },
  adam: {
    keras: 'adam',
    className: 'Adam',
    make: optimizers.adam,
    rate: 0.001,
    defaults: { beta_1: 0.9, beta_2: 0.999, epsilon: 1e-7, amsgrad: false },
    changed: { beta_1: 0.5, beta_2: 0.75, epsilon: 0.01, amsgrad: true },
    kept: 12,
  },
  adamW: {
    keras: 'adamw',
    className: 'AdamW',
    make: optimizers.adamW,
    rate: 0.001,
    decay: 0.004,
    defaults: { beta_1: 0.9, beta_2: 0.999, epsilon: 1e-7, amsgrad: false },
    changed: { beta_1: 0.5, beta_2: 0.75, epsilon: 0.01, amsgrad: true },
    kept: 12,
  },
  adamax: {
    keras: 'adamax',
    className: 'Adamax',
    make: optimizers.adamax,
    rate: 0.001,
    defaults: { beta_1: 0.9, beta_2: 0.999, epsilon: 1e-7 },
    changed: { beta_1: 0.5, beta_2: 0.75, epsilon: 0.01 },
    kept: 12,
  },
  nadam: {
    keras: 'nadam',
    className: 'Nadam',
    make: optimizers.nadam,
    rate: 0.001,
    defaults: { beta_1: 0.9, beta_2: 0.999, epsilon: 1e-7 },
    changed: { beta_1: 0.5, beta_2: 0.75, epsilon: 0.01 },
    kept: 13,
  },
  adagrad: {
    keras: 'adagrad',
    className: 'Adagrad',
    make: optimizers.adagrad,
    rate: 0.001,
    defaults: { initial_accumulator_value: 0.1, epsilon: 1e-7 },
    changed: { initial_accumulator_value: 0.5, epsilon: 0.01 },
    kept: 6,
  },
  adadelta: {
    keras: 'adadelta',
    className: 'Adadelta',
    make: optimizers.adadelta,
    rate: 0.001,
    defaults: { rho: 0.95, epsilon: 1e-7 },
    changed: { rho: 0.5, epsilon: 0.01 },
    kept: 12,
  },
  adafactor: {
    keras: 'adafactor',
    className: 'Adafactor',
    make: optimizers.adafactor,
    rate: 0.001,
    defaults: { beta_2_decay: -0.8, epsilon_1: 1e-30, epsilon_2: 0.001, clip_threshold: 1, relative_step: true },
    changed: { beta_2_decay: -0.5, epsilon_1: 1e-10, epsilon_2: 0.01, clip_threshold: 0.5, relative_step: false },
    kept: 11,
  },
  ftrl: {
    keras: 'ftrl',
    className: 'Ftrl',
    make: optimizers.ftrl,
    rate: 0.001,
    defaults: {
      learning_rate_power: -0.5,
      initial_accumulator_value: 0.1,
      l1_regularization_strength: 0,
      l2_regularization_strength: 0,
      l2_shrinkage_regularization_strength: 0,
      beta: 0,
    },
    changed: {
      learning_rate_power: -0.25,
      initial_accumulator_value: 0.5,
      l1_regularization_strength: 0.01,
      l2_regularization_strength: 0.02,
      l2_shrinkage_regularization_strength: 0.03,
      beta: 0.125,
    },
    kept: 12,
  },
  lion: {
    keras: 'lion',
    className: 'Lion',
    make: optimizers.lion,
    rate: 0.001,
    defaults: { beta_1: 0.9, beta_2: 0.99 },
    changed: { beta_1: 0.5, beta_2: 0.75 },
    kept: 6,
  },
  lamb: {
    keras: 'lamb',
    className: 'Lamb',
    make: optimizers.lamb,
    rate: 0.001,
    defaults: { beta_1: 0.9, beta_2: 0.999, epsilon: 1e-7 },
    changed: { beta_1: 0.5, beta_2: 0.75, epsilon: 0.01 },
    kept: 12,
  },
  muon: {
    keras: 'muon',
    className: 'Muon',
    make: optimizers.muon,
    rate: 0.001,
    decay: 0.004,
    defaults: {
      adam_beta_1: 0.9,
      adam_beta_2: 0.999,
      epsilon: 1e-7,
      exclude_layers: [],
      muon_a: 3.4445,
      muon_b: -4.775,
      muon_c: 2.0315,
      adam_lr_ratio: 1,
      momentum: 0.95,
      ns_steps: 5,
      nesterov: true,
      exclude_embeddings: true,
      adam_weight_decay: 0.004,
      rms_rate: 0.2,
    },
    changed: {
      adam_beta_1: 0.5,
      adam_beta_2: 0.75,
      epsilon: 0.01,
      exclude_layers: ['last'],
      muon_a: 3,
      muon_b: -4,
      muon_c: 2,
      adam_lr_ratio: 0.5,
      momentum: 0.5,
      ns_steps: 3,
      nesterov: false,
      exclude_embeddings: false,
      adam_weight_decay: null,
      rms_rate: null,
    },
    kept: 6,
  },
  scheduleFreeAdamW: {
    keras: 'schedulefreeadamw',
    className: 'ScheduleFreeAdamW',
    make: optimizers.scheduleFreeAdamW,
    rate: 0.0025,
    defaults: { beta_1: 0.9, beta_2: 0.999, epsilon: 1e-8, warmup_steps: 0 },
    changed: { beta_1: 0.5, beta_2: 0.75, epsilon: 0.01, warmup_steps: 3 },
    kept: 12,
  },
};

/** The common options in Keras's configuration, with its defaults. */
export const COMMON_DEFAULTS = {
  weight_decay: null,
  clipnorm: null,
  global_clipnorm: null,
  clipvalue: null,
  use_ema: false,
  ema_momentum: 0.99,
  ema_overwrite_frequency: null,
  loss_scale_factor: null,
  gradient_accumulation_steps: null,
} as const;

/** Common options with other values: each set changes the steps. */
export const commonOptions: Readonly<Record<string, OptimizerOptions>> = {
  none: {},
  clipnorm: { clipnorm: 0.05 },
  clipvalue: { clipvalue: 0.01 },
  globalClipnorm: { globalClipnorm: 0.05 },
  weightDecay: { weightDecay: 0.5 },
  average: { useEma: true, emaMomentum: 0.5 },
  averageOverwrites: { useEma: true, emaMomentum: 0.5, emaOverwriteFrequency: 2 },
  accumulation: { gradientAccumulationSteps: 2 },
  lossScale: { lossScaleFactor: 64 },
  schedule: { learningRate: schedules.exponentialDecay({ initialLearningRate: 0.1, decaySteps: 1, decayRate: 0.5 }) },
  function: { learningRate: (step) => ops.divide(0.1, ops.add(step, 1)) },
  everything: {
    learningRate: schedules.cosineDecay({ initialLearningRate: 0.1, decaySteps: 8 }),
    globalClipnorm: 0.5,
    weightDecay: 0.25,
    useEma: true,
    emaMomentum: 0.75,
    emaOverwriteFrequency: 3,
    gradientAccumulationSteps: 2,
    lossScaleFactor: 16,
  },
};
