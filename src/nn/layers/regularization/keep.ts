/** Which elements are kept: masks of a shape of their own, repeated to the input's. */
import { multiply } from '../../../kernels/elementwise/arithmetic.ts';
import { where } from '../../../kernels/elementwise/comparison.ts';
import { broadcastTo } from '../../../kernels/movement/broadcastTo.ts';
import { type RandomSource, randomKeep } from '../../../kernels/random.ts';
import { InvalidArgumentError, ShapeError } from '../../../runtime/errors.ts';
import type { GraphNode } from '../../../runtime/graph.ts';
import type { Shape } from '../../../runtime/spec.ts';

/** A size for each axis of the input: 1 repeats, null is the input's. */
export type NoiseShape = readonly (number | null)[];

/** The option `noiseShape`, checked. */
export function noiseShapeOf(who: string, shape: unknown): NoiseShape | null {
  if (shape === null || shape === undefined) return null;
  const isSize = (each: unknown) => each === null || (Number.isInteger(each) && (each as number) > 0); // an integer
  if (Array.isArray(shape) && shape.every(isSize)) return shape as NoiseShape; // checked
  throw new InvalidArgumentError({
    who,
    expected: 'noiseShape must be a list of positive integers or null, one for each axis of the input',
    received: shape,
  });
}

/** True with a probability, for each element of an input; the same where the mask's shape has 1. */
export function keepMask(
  who: string,
  source: RandomSource,
  input: Shape,
  noise: NoiseShape | null,
  probability: number,
): GraphNode {
  if (!noise) return randomKeep(source, input, probability);
  const shape = noise.map((length, axis) => length ?? input[axis] ?? 0);
  const fits = shape.length === input.length && shape.every((length, axis) => length === 1 || length === input[axis]);
  if (!fits) {
    throw new ShapeError({
      who,
      expected: `an input whose axes fit noiseShape [${noise.map((length) => length ?? 'null').join(', ')}]`,
      received: input,
      fix: 'Use 1 for axes along which the mask is repeated, and null for the others.',
    });
  }
  return broadcastTo(randomKeep(source, shape, probability), input);
}

/** A share `rate` of the elements set to 0, the others scaled by 1 / (1 - rate). */
export function dropped(
  who: string,
  x: GraphNode,
  rate: number,
  source: RandomSource,
  noise: NoiseShape | null = null,
): GraphNode {
  if (rate === 1) return multiply(x, 0);
  const keep = keepMask(who, source, x.shape, noise, 1 - rate);
  return where(keep, multiply(x, 1 / (1 - rate)), 0);
}
