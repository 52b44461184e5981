/** Checking the options of a model's methods. */
import { InvalidArgumentError } from '../../runtime/errors.ts';
import { knownOptions, wholeFrom } from '../checks.ts';
import type { BatchOptions, CompileOptions, EvaluateOptions, FitOptions, PredictOptions } from './options.ts';

type Names<T> = Readonly<Record<keyof T, true>>;

const COMPILE: Names<CompileOptions> = {
  optimizer: true,
  loss: true,
  lossWeights: true,
  metrics: true,
  weightedMetrics: true,
  stepsPerExecution: true,
  runEagerly: true,
  jitCompile: true,
  autoScaleLoss: true,
};

const RUN = { batchSize: true, callbacks: true, verbose: true, signal: true } as const;

const PREDICT: Names<PredictOptions> = { ...RUN, steps: true };

const EVALUATE: Names<EvaluateOptions> = { ...PREDICT, sampleWeight: true };

const FIT: Names<FitOptions> = {
  ...RUN,
  epochs: true,
  validationSplit: true,
  validationData: true,
  validationBatchSize: true,
  shuffle: true,
  sampleWeight: true,
  classWeight: true,
  initialEpoch: true,
  stepsPerEpoch: true,
  validationSteps: true,
  validationFreq: true,
};

const ON_BATCH: Names<BatchOptions> = { sampleWeight: true, classWeight: true };

/** @throws InvalidArgumentError for an option that is not known, or is no positive whole number where it has to be one. */
function check(who: string, options: object, names: object, counts: Readonly<Record<string, unknown>>): void {
  knownOptions(who, options, Object.keys(names));
  for (const [name, value] of Object.entries(counts)) {
    if (value === undefined || value === null || (Number.isInteger(value) && Number(value) > 0)) continue;
    throw new InvalidArgumentError({ who, expected: `${name} must be a positive integer`, received: value });
  }
}

export function checkCompile(options: CompileOptions): void {
  const { stepsPerExecution } = options;
  check('compile', options, COMPILE, { stepsPerExecution });
  if (options.runEagerly)
    console.warn(
      'compile: runEagerly has no effect, steps are always compiled. To look at values use a Lambda layer, `compare` or setBackend("cpu").',
    );
}

export function checkFit(options: FitOptions): void {
  const { epochs, batchSize, stepsPerEpoch, validationBatchSize, validationSteps, initialEpoch = 0 } = options;
  check('fit', options, FIT, { epochs, batchSize, stepsPerEpoch, validationBatchSize, validationSteps });
  wholeFrom('fit', 'initialEpoch', initialEpoch, 0);
  const { validationFreq = 1, validationSplit = 0, shuffle = true } = options;
  if (typeof shuffle !== 'boolean' && shuffle !== 'batch')
    throw new InvalidArgumentError({
      who: 'fit',
      expected: "shuffle must be true, false or 'batch'",
      received: shuffle,
    });
  for (const epoch of [validationFreq].flat()) wholeFrom('fit', 'validationFreq', epoch, 1);
  if (typeof validationSplit === 'number' && validationSplit >= 0 && validationSplit < 1) return;
  throw new InvalidArgumentError({
    who: 'fit',
    expected: 'validationSplit must be a number from 0 to below 1',
    received: validationSplit,
  });
}

export function checkEvaluate(options: EvaluateOptions): void {
  check('evaluate', options, EVALUATE, { batchSize: options.batchSize, steps: options.steps });
}

export function checkPredict(options: PredictOptions): void {
  check('predict', options, PREDICT, { batchSize: options.batchSize, steps: options.steps });
}

export function checkOnBatch(who: string, options: BatchOptions): void {
  knownOptions(who, options, Object.keys(ON_BATCH));
}
