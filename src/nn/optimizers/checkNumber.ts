/** Checking options that are numbers. */
import { InvalidArgumentError } from '../../runtime/errors.ts';

/** What a number must be. */
export interface NumberRule {
  /** Limits that the number may have itself. */
  readonly from?: number;
  readonly to?: number;
  /** Limits that the number must not reach. */
  readonly above?: number;
  readonly below?: number;
  readonly integer?: boolean;
}

function holds(value: number, { from, to, above, below, integer }: NumberRule): boolean {
  return (
    Number.isFinite(value) &&
    !(from !== undefined && value < from) &&
    !(to !== undefined && value > to) &&
    !(above !== undefined && value <= above) &&
    !(below !== undefined && value >= below) &&
    !(integer && !Number.isInteger(value))
  );
}

function described({ from, to, above, below, integer }: NumberRule): string {
  const limits = [
    from === undefined ? '' : `at least ${from}`,
    above === undefined ? '' : `greater than ${above}`,
    to === undefined ? '' : `at most ${to}`,
    below === undefined ? '' : `less than ${below}`,
  ].filter((text) => text !== '');
  return [integer ? 'an integer' : 'a number', limits.join(' and ')].filter((text) => text !== '').join(' ');
}

/** Gives an option back if it is a number as it must be. @throws InvalidArgumentError */
export function checkNumber(who: string, name: string, value: unknown, rule: NumberRule = {}): number {
  if (typeof value === 'number' && holds(value, rule)) return value;
  throw new InvalidArgumentError({ who, expected: `${name} must be ${described(rule)}`, received: value });
}
