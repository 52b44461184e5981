/** Boundaries of bins that hold equally many values, learnt from data in batches: Keras's summaries, number by number. */

/** Values, ascending, and how many each stands for. */
export interface Summary {
  readonly values: Float32Array;
  readonly weights: Float32Array;
}

export const EMPTY: Summary = { values: new Float32Array(0), weights: new Float32Array(0) };

/** The summary of one batch: about `1 / epsilon` of its values, equally far apart in order. */
export function summarize(batch: Float32Array, epsilon: number): Summary {
  const sorted = batch.slice().sort();
  const step = Math.max(sorted.length / (1 / epsilon), 1);
  const values: number[] = [];
  for (let at = Math.trunc(step - 1); at < sorted.length; at += Math.trunc(step)) values.push(sorted[at]!); // in range
  return { values: Float32Array.from(values), weights: new Float32Array(values.length).fill(step) };
}

/** `y` at `x` between the points (xs, ys), ascending in xs; beyond them the first and last y. */
function interpolate(x: number, xs: ArrayLike<number>, ys: ArrayLike<number>): number {
  const last = xs.length - 1;
  if (x >= xs[last]!) return ys[last]!; // not empty
  if (x < xs[0]!) return ys[0]!; // not empty
  let [at, above] = [0, last]; // xs[at] <= x < xs[above]
  while (above - at > 1) {
    const middle = (at + above) >> 1;
    if (xs[middle]! <= x)
      at = middle; // in range
    else above = middle;
  }
  const slope = (ys[at + 1]! - ys[at]!) / (xs[at + 1]! - xs[at]!); // at < last
  return slope * (x - xs[at]!) + ys[at]!; // likewise
}

/** At most about `1 / epsilon` values in the place of more. */
export function compress(summary: Summary, epsilon: number): Summary {
  if (summary.values.length * epsilon < 1) return summary;
  const count = Math.ceil(1 / epsilon);
  const shares = Array.from({ length: count }, (_, index) => epsilon + index * epsilon);
  let total = 0;
  const sums = summary.weights.map((weight) => {
    total = Math.fround(total + weight);
    return total;
  });
  const shareOf = sums.map((sum) => sum / total);
  const newSums = shares.map((share) => interpolate(share, shareOf, sums));
  return {
    values: Float32Array.from(shares, (share) => interpolate(share, shareOf, summary.values)),
    weights: Float32Array.from(newSums, (sum, index) => sum - (newSums[index - 1] ?? 0)),
  };
}

/** Two summaries as one. */
export function merge(a: Summary, b: Summary, epsilon: number): Summary {
  const pairs = [a, b].flatMap(({ values, weights }) =>
    Array.from(values, (value, at) => [value, weights[at]!] as const),
  ); // one weight for each
  pairs.sort(([x], [y]) => x - y);
  return compress(
    {
      values: Float32Array.from(pairs, ([value]) => value),
      weights: Float32Array.from(pairs, ([, weight]) => weight),
    },
    epsilon,
  );
}

/** The boundaries between `bins` bins. */
export function boundariesOf(summary: Summary, bins: number): number[] {
  return Array.from(compress(summary, 1 / bins).values.slice(0, -1));
}
