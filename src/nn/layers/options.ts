/** Options that several layers have: checks that name the layer, and the spellings that Keras accepts. */
import { InvalidArgumentError } from '../../runtime/errors.ts';

export type DataFormat = 'channels_last' | 'channels_first';

/** A data format in either spelling; default `channels_last`. */
export function dataFormatOf(who: string, format: string | null | undefined): DataFormat {
  if (format === null || format === undefined || format === 'channels_last' || format === 'channelsLast')
    return 'channels_last';
  if (format === 'channels_first' || format === 'channelsFirst') return 'channels_first';
  throw new InvalidArgumentError({
    who,
    expected: "dataFormat must be 'channelsLast' or 'channelsFirst'",
    received: format,
  });
}

/** A positive whole number, or an error that names the layer and the option. */
export function positiveInteger(who: string, option: string, value: unknown): number {
  if (typeof value === 'number' && Number.isInteger(value) && value > 0) return value;
  throw new InvalidArgumentError({ who, expected: `${option} must be a positive integer`, received: value });
}

/** A rate from 0 to 1, or an error that names the layer. */
export function checkedRate(who: string, rate: unknown, option = 'rate'): number {
  if (typeof rate === 'number' && rate >= 0 && rate <= 1) return rate;
  throw new InvalidArgumentError({ who, expected: `${option} must be a number from 0 to 1`, received: rate });
}

/** A rate from 0 up to (not including) 1, or an error that names the layer. */
export function rateBelow1(who: string, rate: unknown): number {
  if (typeof rate === 'number' && rate >= 0 && rate < 1) return rate;
  throw new InvalidArgumentError({
    who,
    expected: 'rate must be a number from 0 up to (not including) 1',
    received: rate,
  });
}
