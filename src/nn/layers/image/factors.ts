/** Options that say from which range a number is drawn, in the forms that Keras accepts. */
import { InvalidArgumentError } from '../../../runtime/errors.ts';

/** From low up to high. */
export type Interval = readonly [low: number, high: number];

/** A number, whose meaning the option says, or the range itself. */
export type Factor = number | Interval;

/** The range that a number stands for. */
export type NumberMeans =
  /** From -number to number. */
  | 'around 0'
  /** From 0 to number. */
  | 'from 0'
  /** Nothing but the number. */
  | 'itself';

const MEANINGS: Readonly<Record<NumberMeans, (factor: number) => Interval>> = {
  'around 0': (factor) => [0 - Math.abs(factor), Math.abs(factor)],
  'from 0': (factor) => [0, factor],
  itself: (factor) => [factor, factor],
};

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

function isPair(value: unknown): value is Interval {
  return Array.isArray(value) && value.length === 2 && value.every(isNumber);
}

/**
 * The range of an option.
 *
 * @param limits - Between which the number, or both ends of the range, must lie.
 * @throws InvalidArgumentError that names the layer and the option.
 */
export function intervalOf(
  who: string,
  option: string,
  factor: unknown,
  means: NumberMeans,
  limits: Interval,
): Interval {
  const [least, most] = limits;
  const pair: unknown = isNumber(factor) ? [factor, factor] : factor;
  if (isPair(pair) && pair.every((each) => each >= least && each <= most)) {
    const [low, high] = pair;
    return isNumber(factor) ? MEANINGS[means](factor) : [Math.min(low, high), Math.max(low, high)];
  }
  const range = most === Number.POSITIVE_INFINITY ? `from ${least} on` : `from ${least} to ${most}`;
  throw new InvalidArgumentError({
    who,
    expected: `${option} must be a number, or a list of two numbers [low, high], ${range}`,
    received: factor,
  });
}

/** A probability, or a range from which it is drawn for each image; a number means from 0 to that, as in Keras. */
export function probabilityOf(who: string, option: string, factor: unknown): Interval {
  return intervalOf(who, option, factor, 'from 0', [0, 1]);
}

/** The smallest and largest value that pixels have; default 0 and 255. */
export function valueRangeOf(who: string, range: unknown = [0, 255]): Interval {
  if (isPair(range) && range[0] !== range[1]) return [Math.min(...range), Math.max(...range)];
  throw new InvalidArgumentError({
    who,
    expected: 'valueRange must be a list of two different numbers [low, high]',
    received: range,
  });
}
