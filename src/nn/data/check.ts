/** Checks of arguments that the functions on arrays share. */
import { InvalidArgumentError } from '../../runtime/errors.ts';

/** Throws unless `value` is a whole number of at least `least`. */
export function requireWhole(who: string, name: string, value: number, least = 1): void {
  if (Number.isInteger(value) && value >= least) return;
  throw new InvalidArgumentError({
    who,
    expected: `${name} must be a whole number of at least ${least}`,
    received: value,
  });
}

/** Throws unless `value` is one of `valid`. */
export function requireOneOf<T extends string>(who: string, name: string, value: T, valid: readonly T[]): void {
  if (valid.includes(value)) return;
  const choices = valid.map((one) => JSON.stringify(one)).join(' or ');
  throw new InvalidArgumentError({ who, expected: `${name} must be ${choices}`, received: value });
}
