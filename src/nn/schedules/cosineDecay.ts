/** Cosine decay. */
import { checkNumber } from '../optimizers/checkNumber.ts';
import { FormulaSchedule } from './formulaSchedule.ts';
import { halfCosine } from './progress.ts';
import type { ScalarMath } from './scalarMath.ts';

export interface CosineDecayOptions {
  /** The rate at step 0. */
  readonly initialLearningRate: number;
  /** Updates, after the warmup, until the rate is at its end. */
  readonly decaySteps: number;
  /** The last rate, as a share of the highest; default 0. */
  readonly alpha?: number | undefined;
  readonly name?: string | undefined;
  /** The rate at the end of the warmup; default: no warmup. */
  readonly warmupTarget?: number | null | undefined;
  /** Updates during which the rate rises along a straight line; default 0. */
  readonly warmupSteps?: number | undefined;
}

/**
 * Cosine decay (Loshchilov and Hutter, ICLR 2017), after a linear warmup if there is a `warmupTarget`:
 * `highest · ((1 - alpha) (1 + cos(π step / decaySteps)) / 2 + alpha)`.
 *
 * @example
 * optimizers.adamW({ learningRate: schedules.cosineDecay({ initialLearningRate: 0, warmupTarget: 0.001, warmupSteps: 100, decaySteps: 900 }) });
 */
export class CosineDecay extends FormulaSchedule {
  static override readonly className = 'CosineDecay';
  static override readonly optionNames = [
    'initialLearningRate',
    'decaySteps',
    'alpha',
    'name',
    'warmupTarget',
    'warmupSteps',
  ];
  readonly initialLearningRate: number;
  readonly decaySteps: number;
  readonly alpha: number;
  readonly name: string;
  readonly warmupTarget: number | null;
  readonly warmupSteps: number;

  constructor(options = {} as CosineDecayOptions) {
    super(options); // by name only: what is missing is complained about
    const who = this.className;
    const target = options.warmupTarget ?? null;
    this.initialLearningRate = checkNumber(who, 'initialLearningRate', options.initialLearningRate);
    this.decaySteps = checkNumber(who, 'decaySteps', options.decaySteps, { above: 0 });
    this.alpha = checkNumber(who, 'alpha', options.alpha ?? 0);
    this.name = options.name ?? who;
    this.warmupTarget = target === null ? null : checkNumber(who, 'warmupTarget', target);
    this.warmupSteps = checkNumber(who, 'warmupSteps', options.warmupSteps ?? 0, { from: 0 });
  }

  override formula<S>(step: S, math: ScalarMath<S>): S {
    const { initialLearningRate: initial, warmupTarget: target, warmupSteps } = this;
    if (target === null) return this.#decayed(step, initial, math);
    if (warmupSteps === 0) return this.#decayed(step, target, math);
    const rising = math.add(math.multiply(step, (target - initial) / warmupSteps), initial);
    const falling = this.#decayed(math.maximum(math.subtract(step, warmupSteps), 0), target, math);
    return math.below(step, warmupSteps, rising, falling);
  }

  #decayed<S>(step: S, highest: number, math: ScalarMath<S>): S {
    const share = math.divide(math.minimum(step, this.decaySteps), this.decaySteps);
    return math.multiply(math.add(math.multiply(halfCosine(share, math), 1 - this.alpha), this.alpha), highest);
  }
}
