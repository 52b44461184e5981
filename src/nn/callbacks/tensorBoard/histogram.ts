/** How values are spread: counts in equal steps from the smallest to the largest. */

/** As many as TensorBoard's own. */
const BUCKETS = 30;

export interface Histogram {
  readonly min: number;
  readonly max: number;
  readonly count: number;
  readonly sum: number;
  readonly sumOfSquares: number;
  /** Where each bucket ends. */
  readonly limits: readonly number[];
  /** How many values are in each bucket. */
  readonly counts: readonly number[];
}

/** @param values - Those that are not finite are left out. */
export function histogramOf(values: ArrayLike<number>): Histogram {
  let [min, max, count, sum, sumOfSquares] = [Infinity, -Infinity, 0, 0, 0];
  const finite = Array.from(values).filter(Number.isFinite);
  for (const value of finite) {
    min = Math.min(min, value);
    max = Math.max(max, value);
    count++;
    sum += value;
    sumOfSquares += value * value;
  }
  if (count === 0) return { min: 0, max: 0, count, sum, sumOfSquares, limits: [0], counts: [0] };
  if (min === max) return { min, max, count, sum, sumOfSquares, limits: [max], counts: [count] };
  const width = (max - min) / BUCKETS;
  const counts = new Array<number>(BUCKETS).fill(0);
  for (const value of finite) counts[Math.min(BUCKETS - 1, Math.floor((value - min) / width))]! += 1; // in range
  const limits = counts.map((_, index) => (index === BUCKETS - 1 ? max : min + width * (index + 1)));
  return { min, max, count, sum, sumOfSquares, limits, counts };
}
