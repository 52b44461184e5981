/** Integers as they come, with a shape. */
import { InvalidArgumentError } from '../../../runtime/errors.ts';
import type { Shape } from '../../../runtime/spec.ts';
import { type ArrayLike, isTypedArray, Tensor, tensor } from '../../../runtime/tensor.ts';

export interface Integers {
  readonly shape: Shape;
  /** Row-major. */
  readonly values: readonly number[];
}

/** Numbers as JavaScript holds them: a tensor of float32 would round large ones. */
function exactly(x: ArrayLike): readonly number[] {
  if (x instanceof Tensor) return Array.from(x.data);
  if (isTypedArray(x)) return Array.from(x);
  const nested: readonly unknown[] = [x];
  return nested.flat(Number.POSITIVE_INFINITY).map(Number); // numbers and booleans: tensor() checked
}

/**
 * Integers with a shape; fractions are cut off.
 *
 * @throws InvalidArgumentError for numbers that are too large to be exact.
 */
export function integersOf(who: string, x: ArrayLike): Integers {
  const { shape } = tensor(x);
  const values = exactly(x).map(Math.trunc);
  const wrong = values.find((value) => !Number.isSafeInteger(value));
  if (wrong === undefined) return { shape, values };
  throw new InvalidArgumentError({ who, expected: 'integers that JavaScript holds exactly', received: wrong });
}
