/** How near results must be to Keras's: the tolerances that the project promises. */
import type { Tensor } from '../../src/index.ts';
import type { GoldenArray } from './array.ts';

/** An error is allowed up to the larger of the two. */
export interface Allowed {
  readonly relative: number;
  readonly absolute: number;
}

/** Values and gradients of one call: both sides compute in float32, in another order. */
export const ONE_CALL: Allowed = { relative: 2e-4, absolute: 2e-4 };

/** Learning rates: small numbers, for which an absolute error of `ONE_CALL` would be large. */
export const RATE: Allowed = { relative: 2e-4, absolute: 1e-6 };

/** Training histories, and what a trained model gives: errors of many steps add up. */
export const TRAINED: Allowed = { relative: 1e-3, absolute: 1e-3 };

/** Weights after training. */
export const FINAL_WEIGHTS: Allowed = { relative: 2e-3, absolute: 1e-3 };

/** Values that were not computed again: the golden files have them with seven digits. */
export const WRITTEN: Allowed = { relative: 1e-6, absolute: 1e-7 };

/** Whether a number is near enough. NaN and infinities must be the same. */
export function isNear(got: number, expected: number, { relative, absolute }: Allowed): boolean {
  if (!Number.isFinite(expected)) return Object.is(got, expected);
  return Math.abs(got - expected) <= Math.max(absolute, relative * Math.abs(expected));
}

/** What is wrong with one number. */
export function wrongNumber(label: string, got: number | undefined, expected: number, allowed: Allowed): string[] {
  if (got !== undefined && isNear(got, expected, allowed)) return [];
  return [`${label}: ${got}, expected ${expected}`];
}

/** What is wrong with a tensor; null stands for zeros (no gradient flows). */
export function wrongTensor(
  label: string,
  got: Pick<Tensor, 'shape' | 'data'> | null,
  { shape, values }: GoldenArray,
  allowed: Allowed,
): string[] {
  if (got && got.shape.join() !== shape.join()) return [`${label}: shape [${got.shape}], expected [${shape}]`];
  let count = 0;
  let worst = -1;
  let largest = -1;
  values.forEach((value, place) => {
    const [own, expected] = [got ? got.data[place]! : 0, Number(value)]; // same shape
    if (isNear(own, expected, allowed)) return;
    count++;
    const error = Math.abs(own - expected) / Math.max(1, Math.abs(expected));
    if (!(error <= largest)) [worst, largest] = [place, Number.isNaN(error) ? Number.POSITIVE_INFINITY : error];
  });
  if (worst < 0) return [];
  const own = got ? got.data[worst] : 'no gradient';
  return [
    `${label}: ${count} of ${values.length} elements are wrong, the worst at ${worst}: ${own}, expected ${values[worst]}`,
  ];
}
