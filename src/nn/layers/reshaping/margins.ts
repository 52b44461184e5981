/** Numbers of elements before and after each spatial axis, in the forms that Keras accepts. */
import { InvalidArgumentError } from '../../../runtime/errors.ts';
import type { Margins } from '../../ops/spatial.ts';

/** One number for all sides; for each axis one number; or for each axis `[before, after]`. */
export type MarginOption = number | readonly (number | readonly [before: number, after: number])[];

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0;
}

/** `[before, after]` of one axis, from that or from one number for both. */
function marginOf(value: unknown): readonly [number, number] | null {
  if (isCount(value)) return [value, value];
  if (!Array.isArray(value) || value.length !== 2 || !value.every(isCount)) return null;
  return [value[0]!, value[1]!]; // two counts
}

/**
 * The margins of each spatial axis. For one axis a list means `[before, after]`.
 *
 * @throws InvalidArgumentError that names the layer and the option.
 */
export function marginsOf(who: string, option: string, value: unknown, rank: number): Margins {
  const list: readonly unknown[] =
    rank === 1 || !Array.isArray(value) ? new Array<unknown>(rank).fill(value) : (value as readonly unknown[]); // a list
  const margins = list.flatMap((each) => {
    const margin = marginOf(each);
    return margin ? [margin] : [];
  });
  if (margins.length === rank && list.length === rank) return margins;
  const forms =
    rank === 1
      ? 'an integer or [before, after]'
      : `an integer, a list of ${rank} integers, or a list of ${rank} pairs [before, after]`;
  throw new InvalidArgumentError({ who, expected: `${option} must be ${forms}, not negative`, received: value });
}
