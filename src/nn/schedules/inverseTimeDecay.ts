/** Inverse time decay. */
import { Decay } from './exponentialDecay.ts';
import { periods } from './progress.ts';
import type { ScalarMath } from './scalarMath.ts';

/**
 * `initialLearningRate / (1 + decayRate · step / decaySteps)`, with `staircase` the quotient is rounded down.
 *
 * @example
 * schedules.inverseTimeDecay({ initialLearningRate: 0.1, decaySteps: 1, decayRate: 0.5 }).at(2); // 0.05
 */
export class InverseTimeDecay extends Decay {
  static override readonly className = 'InverseTimeDecay';

  override formula<S>(step: S, math: ScalarMath<S>): S {
    const passed = periods(step, this.decaySteps, this.staircase, math);
    return math.divide(this.initialLearningRate, math.add(math.multiply(passed, this.decayRate), 1));
  }
}
