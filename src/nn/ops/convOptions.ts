/** Options of convolutions, checked: the same for layers and ops. */
import { InvalidArgumentError } from '../../runtime/errors.ts';
import { type DataFormat, dataFormatOf } from '../layers/options.ts';
import { type Padding, type PerAxis, paddingOf, perAxis } from './spatial.ts';

/** How a kernel goes over an input. */
export interface ConvOptions {
  /** Default 1. Strides and dilation cannot both be larger than 1. */
  readonly strides?: PerAxis | undefined;
  /** `'valid'` (default) or `'same'`; in one dimension also `'causal'`. */
  readonly padding?: string | undefined;
  /** `'channelsLast'` (default) or `'channelsFirst'`. */
  readonly dataFormat?: string | null | undefined;
  /** Distance of the places that a kernel reads; default 1. */
  readonly dilationRate?: PerAxis | undefined;
}

export interface ConvTransposeOptions extends ConvOptions {
  /** Sizes added after each spatial axis, below the strides; default: as the padding gives it. */
  readonly outputPadding?: PerAxis | null | undefined;
}

/** The same with full values. */
export interface ConvSettings {
  readonly rank: number;
  readonly strides: readonly number[];
  readonly padding: Padding;
  readonly dataFormat: DataFormat;
  readonly dilationRate: readonly number[];
}

export interface ConvTransposeSettings extends ConvSettings {
  readonly outputPadding: readonly number[] | null;
}

/** Checks options. @param allowed - The paddings. */
export function convSettings(
  who: string,
  rank: number,
  options: ConvOptions,
  allowed: readonly Padding[] = ['valid', 'same'],
): ConvSettings {
  const strides = perAxis(who, 'strides', options.strides ?? 1, rank);
  const dilationRate = perAxis(who, 'dilationRate', options.dilationRate ?? 1, rank);
  if (Math.max(...strides) > 1 && Math.max(...dilationRate) > 1) {
    throw new InvalidArgumentError({
      who,
      expected: 'strides or dilationRate must be 1',
      received: { strides, dilationRate },
    });
  }
  const padding = paddingOf(who, options.padding, allowed);
  return { rank, strides, padding, dataFormat: dataFormatOf(who, options.dataFormat), dilationRate };
}

/** The paddings of a plain convolution. */
export function convPaddings(rank: number): readonly Padding[] {
  return rank === 1 ? ['valid', 'same', 'causal'] : ['valid', 'same'];
}

/** Checks options of a transposed convolution. */
export function convTransposeSettings(who: string, rank: number, options: ConvTransposeOptions): ConvTransposeSettings {
  const settings = convSettings(who, rank, options);
  const given = options.outputPadding ?? null;
  const outputPadding = given === null ? null : perAxis(who, 'outputPadding', given, rank, 0);
  if (outputPadding?.some((each, axis) => each >= settings.strides[axis]!)) {
    throw new InvalidArgumentError({
      who,
      expected: 'outputPadding must be smaller than strides',
      received: { outputPadding, strides: settings.strides },
    });
  }
  return { ...settings, outputPadding };
}
