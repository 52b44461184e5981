/** Learning-rate schedules beside Keras's formulas, written out plainly, at the steps where something happens. */
import { schedules } from '../../src/index.ts';

type Schedule = InstanceType<typeof schedules.LearningRateSchedule>;

export interface ScheduleRow {
  readonly schedule: Schedule;
  /** Keras's formula. */
  readonly formula: (step: number) => number;
  readonly steps: readonly number[];
}

const start = { initialLearningRate: 0.1 };
const steps = [0, 1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 19, 20, 21, 29, 30, 31, 99, 100, 101, 1000, 12345, 99999];

const cosine = (share: number) => (1 + Math.cos(Math.PI * share)) / 2;

/** Cosine decay from `highest` over `length` steps. */
const decayed = (highest: number, length: number, alpha: number) => (step: number) =>
  highest * ((1 - alpha) * cosine(Math.min(step, length) / length) + alpha);

interface Restarts {
  readonly first: number;
  readonly t: number;
  readonly m: number;
  readonly alpha: number;
}

/** Periods one after the other, each `t` times as long as the one before. */
const restarted =
  ({ first, t, m, alpha }: Restarts) =>
  (step: number) => {
    let [period, begin, length] = [0, 0, first];
    while (step >= begin + length) [period, begin, length] = [period + 1, begin + length, length * t];
    return 0.1 * ((1 - alpha) * m ** period * cosine((step - begin) / length) + alpha);
  };

const exponential = (per: number, rate: number, whole: boolean) => (step: number) =>
  0.1 * rate ** (whole ? Math.floor(step / per) : step / per);
const inverse = (per: number, rate: number, whole: boolean) => (step: number) =>
  0.1 / (1 + rate * (whole ? Math.floor(step / per) : step / per));

/** @param cycles - Whether the decay begins anew after its end. */
const polynomial = (length: number, end: number, power: number, cycles: boolean) => (step: number) => {
  const whole = cycles ? length * Math.max(1, Math.ceil(step / length)) : length;
  return (0.1 - end) * (1 - Math.min(step, whole) / whole) ** power + end;
};

export const scheduleCases: Readonly<Record<string, ScheduleRow>> = {
  'exponential decay': {
    schedule: schedules.exponentialDecay({ ...start, decaySteps: 10, decayRate: 0.5 }),
    formula: exponential(10, 0.5, false),
    steps,
  },
  'exponential decay in stairs': {
    schedule: schedules.exponentialDecay({ ...start, decaySteps: 10, decayRate: 0.9, staircase: true }),
    formula: exponential(10, 0.9, true),
    steps,
  },
  'inverse time decay': {
    schedule: schedules.inverseTimeDecay({ ...start, decaySteps: 3, decayRate: 0.5 }),
    formula: inverse(3, 0.5, false),
    steps,
  },
  'inverse time decay in stairs': {
    schedule: schedules.inverseTimeDecay({ ...start, decaySteps: 10, decayRate: 0.5, staircase: true }),
    formula: inverse(10, 0.5, true),
    steps,
  },
  'values up to and including their boundaries': {
    schedule: schedules.piecewiseConstantDecay({ boundaries: [5, 10, 30], values: [1, 0.5, 0.25, 0.125] }),
    formula: (step) => (step <= 5 ? 1 : step <= 10 ? 0.5 : step <= 30 ? 0.25 : 0.125),
    steps,
  },
  'one value': {
    schedule: schedules.piecewiseConstantDecay({ boundaries: [], values: [0.3] }),
    formula: () => 0.3,
    steps: [0, 7],
  },
  'a straight line': {
    schedule: schedules.polynomialDecay({ ...start, decaySteps: 20 }),
    formula: polynomial(20, 0.0001, 1, false),
    steps,
  },
  'a root': {
    schedule: schedules.polynomialDecay({ ...start, decaySteps: 20, endLearningRate: 0.01, power: 0.5 }),
    formula: polynomial(20, 0.01, 0.5, false),
    steps,
  },
  'a line that rises again': {
    schedule: schedules.polynomialDecay({ ...start, decaySteps: 10, endLearningRate: 0.01, cycle: true }),
    formula: polynomial(10, 0.01, 1, true),
    steps,
  },
  'a parabola that rises again': {
    schedule: schedules.polynomialDecay({ ...start, decaySteps: 10, endLearningRate: 0, power: 2, cycle: true }),
    formula: polynomial(10, 0, 2, true),
    steps,
  },
  'cosine decay': {
    schedule: schedules.cosineDecay({ ...start, decaySteps: 20 }),
    formula: decayed(0.1, 20, 0),
    steps,
  },
  'cosine decay to a share': {
    schedule: schedules.cosineDecay({ ...start, decaySteps: 20, alpha: 0.25 }),
    formula: decayed(0.1, 20, 0.25),
    steps,
  },
  'cosine decay after a warmup': {
    schedule: schedules.cosineDecay({ ...start, decaySteps: 20, alpha: 0.1, warmupTarget: 0.5, warmupSteps: 10 }),
    formula: (step) => (step < 10 ? 0.1 + (0.4 * step) / 10 : decayed(0.5, 20, 0.1)(step - 10)),
    steps,
  },
  'cosine decay from a target without warmup': {
    schedule: schedules.cosineDecay({ ...start, decaySteps: 20, warmupTarget: 0.5 }),
    formula: decayed(0.5, 20, 0),
    steps,
  },
  'restarts of equal length': {
    schedule: schedules.cosineDecayRestarts({ ...start, firstDecaySteps: 10, tMul: 1, mMul: 0.5 }),
    formula: restarted({ first: 10, t: 1, m: 0.5, alpha: 0 }),
    steps: [0, 1, 5, 9, 10, 11, 19, 20, 21, 29, 30, 31, 99],
  },
  'restarts of growing length': {
    schedule: schedules.cosineDecayRestarts({ ...start, firstDecaySteps: 10 }),
    formula: restarted({ first: 10, t: 2, m: 1, alpha: 0 }),
    steps: [0, 1, 5, 9, 10, 11, 29, 30, 31, 69, 70, 71, 149, 150, 1269, 1270, 1271],
  },
  'restarts of another length, lower each time': {
    schedule: schedules.cosineDecayRestarts({ ...start, firstDecaySteps: 8, tMul: 1.5, mMul: 0.9, alpha: 0.1 }),
    formula: restarted({ first: 8, t: 1.5, m: 0.9, alpha: 0.1 }),
    steps: [0, 4, 7, 8, 9, 19, 20, 21, 37, 38, 39, 64, 65, 66],
  },
};
