/** Curves that can be read despite their noise. */
import { InvalidArgumentError } from '../../runtime/errors.ts';
import type { ArrayLikeOfNumbers } from './rows.ts';

/**
 * Replaces every point by an exponential moving average: `y[0] = x[0]`, `y[i] = factor · y[i-1] + (1 - factor) · x[i]`.
 *
 * @param points - The curve, such as `history.history.val_loss`.
 * @param factor - From 0 (unchanged) to just below 1 (very smooth); 0.9 when left out.
 * @throws InvalidArgumentError when the factor is not at least 0 and below 1.
 * @example
 * data.smoothCurve([0, 1, 1], 0.5); // [0, 0.5, 0.75]
 */
export function smoothCurve(points: ArrayLikeOfNumbers, factor = 0.9): number[] {
  if (!(factor >= 0 && factor < 1)) {
    throw new InvalidArgumentError({
      who: 'data.smoothCurve',
      expected: 'factor must be at least 0 and below 1',
      received: factor,
    });
  }
  const smooth: number[] = [];
  for (let index = 0; index < points.length; index++) {
    const point = points[index] ?? 0;
    const previous = smooth[index - 1];
    smooth.push(previous === undefined ? point : previous * factor + point * (1 - factor));
  }
  return smooth;
}
