/** Windows over a time series, in batches. */
import { InvalidArgumentError } from '../../runtime/errors.ts';
import { HostRandom, nextSeed } from '../../runtime/random.ts';
import { type ArrayLike, Tensor } from '../../runtime/tensor.ts';
import { requireWhole } from './check.ts';
import { take, toRows } from './rows.ts';

/** Options of `data.timeseriesDatasetFromArray`, with Keras's names and defaults. */
export interface TimeseriesOptions {
  /** Time steps in a window. */
  readonly sequenceLength: number;
  /** Steps from the start of one window to the start of the next; 1 when left out. */
  readonly sequenceStride?: number;
  /** Steps from one row of a window to the next; 1 when left out. */
  readonly samplingRate?: number;
  /** Windows in a batch; 128 when left out. The last batch may be smaller. */
  readonly batchSize?: number;
  /** Whether windows come in a random order, a new one each time they are gone through; false when left out. */
  readonly shuffle?: boolean;
  /** The seed of those orders. */
  readonly seed?: number;
  /** The first time step to use; 0 when left out. */
  readonly startIndex?: number;
  /** The time step after the last to use; the number of steps when left out. */
  readonly endIndex?: number;
}

/** Batches that can be gone through again and again, as `fit` does once an epoch. */
export interface TimeseriesDataset<Batch> extends Iterable<Batch> {
  /** The number of batches. */
  readonly length: number;
}

/**
 * Windows over a time series, in batches, as Keras's `timeseries_dataset_from_array`: `x[i, j] = series[s + i·stride + j·rate]`.
 *
 * @param series - Time steps along the first axis, of shape [steps, ...].
 * @param targets - `targets[i]` belongs to the window that starts at step i; null to get windows alone.
 * @param options - See `TimeseriesOptions`.
 * @returns An iterable for `fit`, of `[x, y]` or of `x`: x of shape [batch, sequenceLength, ...].
 * @throws InvalidArgumentError when an option is out of range or no window fits.
 * @example
 * const series = [0, 1, 2, 3, 4];
 * const windows = data.timeseriesDatasetFromArray(series, series.slice(3), { sequenceLength: 3 });
 * const [[x, y]] = windows;
 * x.toNested(); // [[0, 1, 2], [1, 2, 3]]
 * y.toNested(); // [3, 4]
 */
export function timeseriesDatasetFromArray(
  series: ArrayLike,
  targets: ArrayLike,
  options: TimeseriesOptions,
): TimeseriesDataset<[Tensor, Tensor]>;
export function timeseriesDatasetFromArray(
  series: ArrayLike,
  targets: null,
  options: TimeseriesOptions,
): TimeseriesDataset<Tensor>;
export function timeseriesDatasetFromArray(
  series: ArrayLike,
  targets: ArrayLike | null,
  options: TimeseriesOptions,
): TimeseriesDataset<Tensor | [Tensor, Tensor]> {
  const who = 'data.timeseriesDatasetFromArray';
  const { sequenceLength, sequenceStride = 1, samplingRate = 1, batchSize = 128 } = options;
  for (const [name, value] of Object.entries({ sequenceLength, sequenceStride, samplingRate, batchSize })) {
    requireWhole(who, name, value);
  }
  const steps = toRows(who, series);
  const answers = targets === null ? null : toRows(who, targets);
  const { start, end } = rangeOf(who, steps.shape[0] ?? 0, options);
  const usable = Math.min(end - start - (sequenceLength - 1) * samplingRate, (answers?.shape[0] ?? end) - start);
  if (usable < 1) {
    throw new InvalidArgumentError({
      who,
      expected: `windows of ${(sequenceLength - 1) * samplingRate + 1} steps must fit into the series, with a target each`,
      received: { steps: end - start, targets: answers?.shape[0] },
    });
  }
  const starts = Int32Array.from({ length: Math.ceil(usable / sequenceStride) }, (_, i) => start + i * sequenceStride);
  const random = options.shuffle ? new HostRandom(options.seed ?? nextSeed()) : null;
  const windowsAt = (chosen: Int32Array): Tensor => {
    const rows = new Int32Array(chosen.length * sequenceLength);
    for (let i = 0; i < rows.length; i++) {
      rows[i] = (chosen[Math.floor(i / sequenceLength)] ?? 0) + (i % sequenceLength) * samplingRate;
    }
    const flat = take(steps, rows);
    return new Tensor([chosen.length, sequenceLength, ...steps.shape.slice(1)], flat.dtype, flat.data);
  };
  return {
    length: Math.ceil(starts.length / batchSize),
    *[Symbol.iterator]() {
      const order = random ? random.permutation(starts.length).map((at) => starts[at] ?? 0) : starts;
      for (let from = 0; from < order.length; from += batchSize) {
        const chosen = order.subarray(from, from + batchSize);
        yield answers ? [windowsAt(chosen), take(answers, chosen)] : windowsAt(chosen);
      }
    },
  };
}

function rangeOf(who: string, steps: number, options: TimeseriesOptions): { start: number; end: number } {
  const { startIndex: start = 0, endIndex: end = steps } = options;
  if (Number.isInteger(start) && Number.isInteger(end) && start >= 0 && start < end && end <= steps)
    return { start, end };
  throw new InvalidArgumentError({
    who,
    expected: `startIndex and endIndex must satisfy 0 <= startIndex < endIndex <= ${steps}`,
    received: { startIndex: start, endIndex: end },
  });
}
