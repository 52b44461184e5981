/** Options of functions that read pixels at places between pixels, or outside of the image. */
import type { FillMode, Sampling } from '../../../kernels/image/sample.ts';
import { InvalidArgumentError } from '../../../runtime/errors.ts';
import { oneOf } from '../../checks.ts';

export const FILL_MODES: readonly FillMode[] = ['constant', 'nearest', 'wrap', 'mirror', 'reflect'];

export const SAMPLINGS: readonly Sampling['interpolation'][] = ['nearest', 'bilinear'];

export interface SampleOptions {
  /** `'nearest'` or `'bilinear'` (default). */
  readonly interpolation?: string | undefined;
  /** What is outside of the image: `'constant'` (default), `'nearest'`, `'wrap'`, `'mirror'` or `'reflect'`. */
  readonly fillMode?: string | undefined;
  /** The value outside with `'constant'`; default 0. */
  readonly fillValue?: number | undefined;
}

/** Checks options. */
export function samplingOf(who: string, options: SampleOptions, fillModes: readonly FillMode[] = FILL_MODES): Sampling {
  const { fillValue = 0 } = options;
  if (!Number.isFinite(fillValue))
    throw new InvalidArgumentError({ who, expected: 'fillValue must be a number', received: fillValue });
  return {
    interpolation: oneOf(who, 'interpolation', options.interpolation ?? 'bilinear', SAMPLINGS),
    fillMode: oneOf(who, 'fillMode', options.fillMode ?? 'constant', fillModes),
    fillValue,
  };
}
