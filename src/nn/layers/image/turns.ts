/** Cosine and sine of angles, to float32's precision: on GPUs `cos` and `sin` are only good to three digits. */
import { add, multiply, negative, square, subtract } from '../../../kernels/elementwise/arithmetic.ts';
import { equal, greaterEqual, notEqual, where } from '../../../kernels/elementwise/comparison.ts';
import { modulo, round } from '../../../kernels/elementwise/rounding.ts';
import type { GraphNode } from '../../../runtime/graph.ts';

/** Taylor's coefficients, by powers of the angle's square: within 2e-9 up to an eighth of a turn. */
const COSINE = [1, -1 / 2, 1 / 24, -1 / 720, 1 / 40320, -1 / 3628800];
const SINE = [1, -1 / 6, 1 / 120, -1 / 5040, 1 / 362880];

/** Horner's rule, the constant term first. */
function polynomial(x: GraphNode, coefficients: readonly number[]): GraphNode {
  const [last, ...others] = coefficients.toReversed() as [number, ...number[]]; // one at least
  return others.reduce((sum: GraphNode | number, each) => add(multiply(sum, x), each), last) as GraphNode; // two at least
}

/**
 * Cosine and sine of a number of turns. Quarters of a turn are exact.
 *
 * @param turns - Any numbers; 1 is 360 degrees.
 */
export function cosineAndSine(turns: GraphNode): readonly [cosine: GraphNode, sine: GraphNode] {
  const quarters = multiply(turns, 4);
  const whole = round(quarters);
  const angle = multiply(subtract(quarters, whole), Math.PI / 2);
  const [near, side] = [polynomial(square(angle), COSINE), multiply(angle, polynomial(square(angle), SINE))];
  const quarter = modulo(whole, 4);
  const isOdd = notEqual(modulo(whole, 2), 0);
  const [cosine, sine] = [where(isOdd, side, near), where(isOdd, near, side)];
  const pastOne = equal(quarter, 1);
  const pastTwo = greaterEqual(quarter, 2);
  const isLeft = notEqual(pastOne, equal(quarter, 2));
  return [where(isLeft, negative(cosine), cosine), where(pastTwo, negative(sine), sine)];
}
