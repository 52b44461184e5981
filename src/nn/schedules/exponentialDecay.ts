/** Exponential decay. */
import { booleanOf } from '../checks.ts';
import { checkNumber } from '../optimizers/checkNumber.ts';
import { FormulaSchedule } from './formulaSchedule.ts';
import { periods } from './progress.ts';
import type { ScalarMath } from './scalarMath.ts';

export interface DecayOptions {
  /** The rate at step 0. */
  readonly initialLearningRate: number;
  /** Updates in which the rate decays once. */
  readonly decaySteps: number;
  readonly decayRate: number;
  /** Whether the rate jumps after each `decaySteps` instead of changing all the time; default false. */
  readonly staircase?: boolean | undefined;
  readonly name?: string | undefined;
}

/** What decays by a rate have in common: their options. */
export abstract class Decay extends FormulaSchedule {
  static override readonly optionNames = ['initialLearningRate', 'decaySteps', 'decayRate', 'staircase', 'name'];
  readonly initialLearningRate: number;
  readonly decaySteps: number;
  readonly decayRate: number;
  readonly staircase: boolean;
  readonly name: string;

  constructor(options = {} as DecayOptions) {
    super(options); // by name only: what is missing is complained about
    const who = this.className;
    this.initialLearningRate = checkNumber(who, 'initialLearningRate', options.initialLearningRate);
    this.decaySteps = checkNumber(who, 'decaySteps', options.decaySteps, { above: 0 });
    this.decayRate = checkNumber(who, 'decayRate', options.decayRate);
    this.staircase = booleanOf(who, 'staircase', options.staircase ?? false);
    this.name = options.name ?? who;
  }
}

/**
 * `initialLearningRate · decayRate ^ (step / decaySteps)`, with `staircase` the exponent is rounded down.
 *
 * @example
 * optimizers.sgd({ learningRate: schedules.exponentialDecay({ initialLearningRate: 0.1, decaySteps: 1000, decayRate: 0.96 }) });
 */
export class ExponentialDecay extends Decay {
  static override readonly className = 'ExponentialDecay';

  override formula<S>(step: S, math: ScalarMath<S>): S {
    const exponent = periods(step, this.decaySteps, this.staircase, math);
    return math.multiply(math.power(this.decayRate, exponent), this.initialLearningRate);
  }
}
