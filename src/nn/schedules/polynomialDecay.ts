/** Polynomial decay. */
import { booleanOf } from '../checks.ts';
import { checkNumber } from '../optimizers/checkNumber.ts';
import { FormulaSchedule } from './formulaSchedule.ts';
import type { ScalarMath } from './scalarMath.ts';

export interface PolynomialDecayOptions {
  /** The rate at step 0. */
  readonly initialLearningRate: number;
  /** Updates until the rate is at its end. */
  readonly decaySteps: number;
  /** Default 0.0001. */
  readonly endLearningRate?: number | undefined;
  /** Default 1: a straight line. */
  readonly power?: number | undefined;
  /** Whether the rate rises again after its end, to fall over twice, three times ... as many steps; default false. */
  readonly cycle?: boolean | undefined;
  readonly name?: string | undefined;
}

/**
 * `(initialLearningRate - endLearningRate) (1 - step / decaySteps) ^ power + endLearningRate` up to `decaySteps`, then
 * `endLearningRate`; with `cycle`, `decaySteps` is multiplied by the number of cycles begun.
 *
 * @example
 * schedules.polynomialDecay({ initialLearningRate: 0.1, decaySteps: 10000, endLearningRate: 0.01, power: 0.5 });
 */
export class PolynomialDecay extends FormulaSchedule {
  static override readonly className = 'PolynomialDecay';
  static override readonly optionNames = [
    'initialLearningRate',
    'decaySteps',
    'endLearningRate',
    'power',
    'cycle',
    'name',
  ];
  readonly initialLearningRate: number;
  readonly decaySteps: number;
  readonly endLearningRate: number;
  readonly power: number;
  readonly cycle: boolean;
  readonly name: string;

  constructor(options = {} as PolynomialDecayOptions) {
    super(options); // by name only: what is missing is complained about
    const who = this.className;
    this.initialLearningRate = checkNumber(who, 'initialLearningRate', options.initialLearningRate);
    this.decaySteps = checkNumber(who, 'decaySteps', options.decaySteps, { above: 0 });
    this.endLearningRate = checkNumber(who, 'endLearningRate', options.endLearningRate ?? 0.0001);
    this.power = checkNumber(who, 'power', options.power ?? 1);
    this.cycle = booleanOf(who, 'cycle', options.cycle ?? false);
    this.name = options.name ?? who;
  }

  override formula<S>(step: S, math: ScalarMath<S>): S {
    const { initialLearningRate, endLearningRate, power, cycle } = this;
    const rest = math.subtract(1, cycle ? this.#ofCycle(step, math) : this.#ofDecay(step, math));
    const curve = power === 1 ? rest : math.power(math.maximum(rest, 0), power);
    return math.add(math.multiply(curve, initialLearningRate - endLearningRate), endLearningRate);
  }

  #ofDecay<S>(step: S, math: ScalarMath<S>): S {
    return math.divide(math.minimum(step, this.decaySteps), this.decaySteps);
  }

  /** Half a step less keeps the quotient away from the jump, as in `periods`. */
  #ofCycle<S>(step: S, math: ScalarMath<S>): S {
    const { decaySteps } = this;
    const before = Number.isInteger(decaySteps) ? math.subtract(step, 0.5) : step;
    const cycles = math.maximum(math.ceil(math.divide(before, decaySteps)), 1);
    return math.divide(step, math.multiply(cycles, decaySteps));
  }
}
