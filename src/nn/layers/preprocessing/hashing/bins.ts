/** What the hashing layers share: the number of bins, and their type in configurations. */
import { InvalidArgumentError } from '../../../../runtime/errors.ts';
import type { OutputMode } from '../encoding.ts';

/** Indices of bins are 32-bit integers. */
const MOST = 2 ** 31 - 1;

/** A number of bins. */
export function binsOf(who: string, numBins: unknown): number {
  if (typeof numBins === 'number' && Number.isInteger(numBins) && numBins >= 1 && numBins <= MOST) return numBins;
  throw new InvalidArgumentError({
    who,
    expected: `numBins must be a whole number from 1 to ${MOST}`,
    received: numBins,
  });
}

/** The dtype that Keras writes: it wants indices to be integers. */
export function binDType(mode: OutputMode): 'int64' | 'float32' {
  return mode === 'int' ? 'int64' : 'float32';
}
