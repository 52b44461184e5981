/** Options of schedules with values that are not accepted. */
import { schedules } from '../../../src/index.ts';
import type { ErrorCase } from '../errors.ts';

/** Values that types would catch. */
const wrong = (value: unknown) => value as never;

const nan = Number.NaN;

/** Who complains, what the message says, what was received, and the call. */
const values: readonly (readonly [who: string, says: string, received: string, run: () => unknown])[] = [
  ['CosineDecay', 'initialLearningRate must be a number', 'undefined', () => schedules.cosineDecay(wrong(undefined))],
  [
    'ExponentialDecay',
    'initialLearningRate must be a number',
    'undefined',
    () => schedules.exponentialDecay(wrong({ decaySteps: 1, decayRate: 1 })),
  ],
  [
    'ExponentialDecay',
    'decaySteps must be a number greater than 0',
    '0',
    () => schedules.exponentialDecay({ initialLearningRate: 1, decaySteps: 0, decayRate: 1 }),
  ],
  [
    'ExponentialDecay',
    'staircase must be true or false',
    '1',
    () => schedules.exponentialDecay({ initialLearningRate: 1, decaySteps: 1, decayRate: 1, staircase: wrong(1) }),
  ],
  [
    'InverseTimeDecay',
    'decayRate',
    '"x"',
    () => schedules.inverseTimeDecay({ initialLearningRate: 1, decaySteps: 1, decayRate: wrong('x') }),
  ],
  [
    'PiecewiseConstantDecay',
    'boundaries must be ascending numbers',
    '[2, 1]',
    () => schedules.piecewiseConstantDecay({ boundaries: [2, 1], values: [1, 2, 3] }),
  ],
  [
    'PiecewiseConstantDecay',
    'values must be 2 numbers, one more than boundaries',
    '[1]',
    () => schedules.piecewiseConstantDecay({ boundaries: [2], values: [1] }),
  ],
  [
    'PiecewiseConstantDecay',
    'values',
    '"b"',
    () => schedules.piecewiseConstantDecay({ boundaries: [2], values: [1, wrong('b')] }),
  ],
  [
    'PolynomialDecay',
    'power',
    'NaN',
    () => schedules.polynomialDecay({ initialLearningRate: 1, decaySteps: 1, power: nan }),
  ],
  [
    'PolynomialDecay',
    'cycle',
    '1',
    () => schedules.polynomialDecay({ initialLearningRate: 1, decaySteps: 1, cycle: wrong(1) }),
  ],
  [
    'CosineDecay',
    'warmupSteps must be a number at least 0',
    '-1',
    () => schedules.cosineDecay({ initialLearningRate: 1, decaySteps: 1, warmupSteps: -1 }),
  ],
  [
    'CosineDecay',
    'alpha',
    '"x"',
    () => schedules.cosineDecay({ initialLearningRate: 1, decaySteps: 1, alpha: wrong('x') }),
  ],
  [
    'CosineDecayRestarts',
    'tMul must be a number greater than 0',
    '0',
    () => schedules.cosineDecayRestarts({ initialLearningRate: 1, firstDecaySteps: 1, tMul: 0 }),
  ],
  [
    'CosineDecayRestarts',
    'mMul',
    '-1',
    () => schedules.cosineDecayRestarts({ initialLearningRate: 1, firstDecaySteps: 1, mMul: -1 }),
  ],
];

export const scheduleErrors: Readonly<Record<string, ErrorCase>> = Object.fromEntries(
  values.map(([who, says, received, run]): [string, ErrorCase] => [
    `${who}: ${says}, received ${received}`,
    { error: 'InvalidArgumentError', says: [who, says, `received ${received}`], run },
  ]),
);
