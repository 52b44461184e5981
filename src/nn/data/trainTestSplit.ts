/** Data for training, and data to test with. */
import { InvalidArgumentError } from '../../runtime/errors.ts';
import type { ArrayLike } from '../../runtime/tensor.ts';
import { alignRows, type TensorsOf } from './rows.ts';
import type { SeedOptions } from './shuffle.ts';
import { splitDataset } from './splitDataset.ts';

/** Options of `data.trainTestSplit`. */
export interface TrainTestSplitOptions extends SeedOptions {
  /** Rows to test with: a share between 0 and 1 (rounded up), or a whole number; 0.25 when left out. */
  readonly testSize?: number;
  /** Whether rows are shuffled first; true when left out. Leave time series in order. */
  readonly shuffle?: boolean;
}

/**
 * Sets some rows of all arrays aside for testing, as scikit-learn's `train_test_split` does.
 *
 * @param arrays - Arrays with equally many rows along the first axis.
 * @param options - `testSize` (default 0.25), `shuffle` (default true) and `seed`.
 * @throws InvalidArgumentError when one part would be empty; ShapeError when the numbers of rows differ.
 * @example
 * const { train: [x, y], test } = data.trainTestSplit([[[1], [2], [3], [4]], [1, 2, 3, 4]], { seed: 1 });
 * x.shape;       // [3, 1]
 * test[1].shape; // [1]
 */
export function trainTestSplit<const Arrays extends readonly ArrayLike[]>(
  arrays: Arrays,
  options: TrainTestSplitOptions = {},
): { train: TensorsOf<Arrays>; test: TensorsOf<Arrays> } {
  const who = 'data.trainTestSplit';
  const { tensors, count } = alignRows(who, arrays);
  const { testSize = 0.25, shuffle = true } = options;
  const rows = testSize > 0 && testSize < 1 ? Math.ceil(testSize * count) : testSize;
  if (!Number.isInteger(rows) || rows < 1 || rows >= count) {
    throw new InvalidArgumentError({
      who,
      expected: `testSize must be a share between 0 and 1 or a number of rows, and leave rows of ${count} to train with`,
      received: testSize,
    });
  }
  const seed = options.seed === undefined ? {} : { seed: options.seed };
  const { left, right } = splitDataset(tensors, { leftSize: count - rows, shuffle, ...seed });
  return { train: left as TensorsOf<Arrays>, test: right as TensorsOf<Arrays> }; // one tensor for each array
}
