/** Checks of option values that losses and metrics share. Each gives the value back, or an error that names it. */
import { InvalidArgumentError, unknownName } from '../runtime/errors.ts';

/** A number from `low` to `high`. */
export function numberFrom(
  who: string,
  option: string,
  value: unknown,
  low: number,
  high = Number.POSITIVE_INFINITY,
): number {
  if (typeof value === 'number' && value >= low && value <= high && Number.isFinite(value)) return value;
  const range = high === Number.POSITIVE_INFINITY ? `from ${low} on` : `from ${low} to ${high}`;
  throw new InvalidArgumentError({ who, expected: `${option} must be a number ${range}`, received: value });
}

/** A whole number from `low` on. */
export function wholeFrom(who: string, option: string, value: unknown, low: number): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= low) return value;
  throw new InvalidArgumentError({ who, expected: `${option} must be a whole number from ${low} on`, received: value });
}

/** One of several names, in any case. */
export function oneOf<Name extends string>(who: string, option: string, value: unknown, names: readonly Name[]): Name {
  const same = (a: string, b: string) => a.replaceAll('_', '').toLowerCase() === b.replaceAll('_', '').toLowerCase();
  const found = names.find((name) => same(name, String(value)));
  if (found === undefined) throw unknownName(who, option, value, names);
  return found;
}

/** Throws when an option's name is not known: a slip of the pen would go unnoticed otherwise. */
export function knownOptions(who: string, options: object, names: readonly string[]): void {
  const wrong = Object.keys(options).find((name) => !names.includes(name));
  if (wrong !== undefined) throw unknownName(who, 'option', wrong, names);
}

/** True or false. */
export function booleanOf(who: string, option: string, value: unknown): boolean {
  if (typeof value === 'boolean') return value;
  throw new InvalidArgumentError({ who, expected: `${option} must be true or false`, received: value });
}

/** Throws when an option is not of the kind of its default: true or false, a number or several, for an axis whole ones. */
export function sameKind(who: string, option: string, value: unknown, fallback: unknown): void {
  if (typeof fallback === 'boolean') booleanOf(who, option, value);
  if (typeof fallback !== 'number') return;
  const isRight = option === 'axis' ? Number.isInteger : Number.isFinite;
  if ([value].flat().every(isRight)) return;
  const expected = option === 'axis' ? 'a whole number, or several' : 'a number';
  throw new InvalidArgumentError({ who, expected: `${option} must be ${expected}`, received: value });
}
