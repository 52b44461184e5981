/** How far a schedule is: shares of its period, and the curves on them. */
import type { ScalarMath } from './scalarMath.ts';

/**
 * `step / period`, or with `floored` how many whole periods have passed. Half a step more keeps a quotient of integers
 * away from the jump, where a division on the GPU may round to either side.
 */
export function periods<S>(step: S, period: number, floored: boolean, math: ScalarMath<S>): S {
  if (!floored) return math.divide(step, period);
  return math.floor(math.divide(Number.isInteger(period) ? math.add(step, 0.5) : step, period));
}

/** Coefficients of sin(x) / x in x²: the next term is below 1e-9 up to π / 2. */
const SINE = [1, -1 / 6, 1 / 120, -1 / 5040, 1 / 362880, -1 / 39916800, 1 / 6227020800];

/**
 * `(1 + cos(π share)) / 2`, as sin²(π (1 - share) / 2), for shares from 0 to 1. By its series: WGSL's cosine may be wrong
 * by 5e-4, more than a small learning rate.
 */
export function halfCosine<S>(share: S, math: ScalarMath<S>): S {
  const angle = math.multiply(math.subtract(1, share), Math.PI / 2);
  const square = math.multiply(angle, angle);
  const series = SINE.reduceRight<S | number>((sum, each) => math.add(math.multiply(square, sum), each), 0);
  const sine = math.multiply(angle, series);
  return math.multiply(sine, sine);
}
