/** Cosine decay with warm restarts. */
import { checkNumber } from '../optimizers/checkNumber.ts';
import { FormulaSchedule } from './formulaSchedule.ts';
import { halfCosine, periods } from './progress.ts';
import type { ScalarMath } from './scalarMath.ts';

export interface CosineDecayRestartsOptions {
  /** The rate at step 0. */
  readonly initialLearningRate: number;
  /** Updates of the first period. */
  readonly firstDecaySteps: number;
  /** Each period is so many times as long as the one before; default 2. */
  readonly tMul?: number | undefined;
  /** Each period begins at so many times the rate of the one before; default 1. */
  readonly mMul?: number | undefined;
  /** The lowest rate, as a share of `initialLearningRate`; default 0. */
  readonly alpha?: number | undefined;
  readonly name?: string | undefined;
}

/** A period and the place in it. */
interface Period<S> {
  readonly restarts: S;
  /** From 0 to 1. */
  readonly share: S;
}

/** What a logarithm on the GPU may lack to the whole number at which a period begins. */
const SLACK = 2e-6;

/**
 * Cosine decay that starts again (SGDR: Loshchilov and Hutter, ICLR 2017); in period i = 0, 1, ...
 * `initialLearningRate · ((1 - alpha) mMul^i (1 + cos(π share of the period)) / 2 + alpha)`.
 *
 * @example
 * schedules.cosineDecayRestarts({ initialLearningRate: 0.1, firstDecaySteps: 1000, tMul: 2, mMul: 0.9 });
 */
export class CosineDecayRestarts extends FormulaSchedule {
  static override readonly className = 'CosineDecayRestarts';
  static override readonly optionNames = ['initialLearningRate', 'firstDecaySteps', 'tMul', 'mMul', 'alpha', 'name'];
  readonly initialLearningRate: number;
  readonly firstDecaySteps: number;
  readonly tMul: number;
  readonly mMul: number;
  readonly alpha: number;
  readonly name: string;

  constructor(options = {} as CosineDecayRestartsOptions) {
    super(options); // by name only: what is missing is complained about
    const who = this.className;
    this.initialLearningRate = checkNumber(who, 'initialLearningRate', options.initialLearningRate);
    this.firstDecaySteps = checkNumber(who, 'firstDecaySteps', options.firstDecaySteps, { above: 0 });
    this.tMul = checkNumber(who, 'tMul', options.tMul ?? 2, { above: 0 });
    this.mMul = checkNumber(who, 'mMul', options.mMul ?? 1, { from: 0 });
    this.alpha = checkNumber(who, 'alpha', options.alpha ?? 0);
    this.name = options.name ?? 'SGDRDecay';
  }

  override formula<S>(step: S, math: ScalarMath<S>): S {
    const { restarts, share } = this.tMul === 1 ? this.#equal(step, math) : this.#growing(step, math);
    const inside = math.minimum(math.maximum(share, 0), 1);
    const curve = math.multiply(
      halfCosine(inside, math),
      math.multiply(math.power(this.mMul, restarts), 1 - this.alpha),
    );
    return math.multiply(math.add(curve, this.alpha), this.initialLearningRate);
  }

  #equal<S>(step: S, math: ScalarMath<S>): Period<S> {
    const restarts = periods(step, this.firstDecaySteps, true, math);
    return { restarts, share: math.subtract(math.divide(step, this.firstDecaySteps), restarts) };
  }

  /** Period i begins at (tMul^i - 1) / (tMul - 1) first periods. */
  #growing<S>(step: S, math: ScalarMath<S>): Period<S> {
    const { tMul } = this;
    const passed = math.divide(step, this.firstDecaySteps);
    const power = math.add(math.multiply(passed, tMul - 1), 1);
    const restarts = math.floor(math.add(math.divide(math.log(power), Math.log(tMul)), SLACK));
    const length = math.power(tMul, restarts);
    const start = math.divide(math.subtract(length, 1), tMul - 1);
    return { restarts, share: math.divide(math.subtract(passed, start), length) };
  }
}
