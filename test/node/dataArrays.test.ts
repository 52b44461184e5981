/** The functions of `data` on arrays: Keras's numbers, and what bad input is told. */
import { describe, expect, it } from 'vitest';
import * as data from '../../src/nn/data/index.ts';
import { setRandomSeed } from '../../src/runtime/random.ts';
import type { Tensor } from '../../src/runtime/tensor.ts';

const RAGGED = [[1], [2, 3], [4, 5, 6]];

describe('padSequences', () => {
  // Expected values: the docstring of keras.utils.pad_sequences.
  it.each<[data.PadSequencesOptions, number[][]]>([
    [
      {},
      [
        [0, 0, 1],
        [0, 2, 3],
        [4, 5, 6],
      ],
    ],
    [
      { value: -1 },
      [
        [-1, -1, 1],
        [-1, 2, 3],
        [4, 5, 6],
      ],
    ],
    [
      { padding: 'post' },
      [
        [1, 0, 0],
        [2, 3, 0],
        [4, 5, 6],
      ],
    ],
    [
      { maxlen: 2 },
      [
        [0, 1],
        [2, 3],
        [5, 6],
      ],
    ],
    [
      { maxlen: 2, truncating: 'post' },
      [
        [0, 1],
        [2, 3],
        [4, 5],
      ],
    ],
  ])('pads with %j', (options, expected) => {
    const padded = data.padSequences(RAGGED, options);
    expect(padded.dtype).toBe('int32');
    expect(padded.toNested()).toEqual(expected);
  });

  it('takes typed arrays, steps of a shape, floats and empty sequences', () => {
    expect(data.padSequences([Uint16Array.of(7), []], { maxlen: 2 }).toNested()).toEqual([
      [0, 7],
      [0, 0],
    ]);
    expect(
      data
        .padSequences([
          [[1, 2]],
          [
            [3, 4],
            [5, 6],
          ],
        ])
        .toNested(),
    ).toEqual([
      [
        [0, 0],
        [1, 2],
      ],
      [
        [3, 4],
        [5, 6],
      ],
    ]);
    expect(data.padSequences([[1.5]], { dtype: 'float32', maxlen: 2 }).toNested()).toEqual([[0, 1.5]]);
    expect(data.padSequences([[1.9, -1.9]]).toNested()).toEqual([[1, -1]]);
  });

  it('refuses bad options and steps', () => {
    expect(() => data.padSequences(RAGGED, { maxlen: 0 })).toThrow('maxlen must be a whole number of at least 1');
    expect(() => data.padSequences(RAGGED, { padding: 'front' as 'pre' })).toThrow('padding must be "pre" or "post"'); // from JavaScript
    expect(() => data.padSequences([3])).toThrow('sequence 0 must be a list, received 3');
    expect(() => data.padSequences([[[1, 2]], [[1]]])).toThrow('steps of shape [2] in sequence 1');
  });
});

describe('multiHot', () => {
  it('marks indices once', () => {
    expect(data.multiHot([[0, 2, 2], []], 3).toNested()).toEqual([
      [1, 0, 1],
      [0, 0, 0],
    ]);
    expect(data.multiHot([[9999]]).shape).toEqual([1, 10_000]);
  });

  it('refuses indices outside', () => {
    expect(() => data.multiHot([[0], [1, 3]], 3)).toThrow('from 0 to 2 (sequence 1, step 1), received 3');
    expect(() => data.multiHot([[-1]], 3)).toThrow('received -1');
  });
});

describe('toCategorical', () => {
  it('follows the rules of Keras', () => {
    expect(data.toCategorical([0, 2]).toNested()).toEqual([
      [1, 0, 0],
      [0, 0, 1],
    ]);
    expect(data.toCategorical([[1], [0]], 2).shape).toEqual([2, 2]);
    expect(data.toCategorical([[1, 0]], 2).shape).toEqual([1, 2, 2]);
    expect(data.toCategorical([1]).shape).toEqual([1, 2]);
    expect(data.toCategorical(1, 3).toNested()).toEqual([0, 1, 0]);
    expect(data.toCategorical(Uint8Array.of(1), 2).dtype).toBe('float32');
  });

  it('refuses what is no class', () => {
    expect(() => data.toCategorical([0, 3], 3)).toThrow('from 0 to 2 (element 1), received 3');
    expect(() => data.toCategorical([-1])).toThrow('received -1');
    expect(() => data.toCategorical([0.5, 2])).toThrow('received 0.5');
    expect(() => data.toCategorical([])).toThrow('numClasses must be given');
  });
});

describe('normalize', () => {
  // keras.utils.normalize of a backend tensor (its NumPy path divides along the wrong axis when axis is 0).
  it('scales vectors along any axis', () => {
    const close = (x: { data: ArrayLike<number> }, expected: number[]) =>
      expected.forEach((value, index) => void expect(x.data[index]).toBeCloseTo(value, 6));
    close(
      data.normalize([
        [3, 4],
        [0, 0],
      ]),
      [0.6, 0.8, 0, 0],
    );
    close(
      data.normalize(
        [
          [3, 1],
          [4, 0],
        ],
        { axis: 0 },
      ),
      [0.6, 1, 0.8, 0],
    );
    close(data.normalize([[3, -1]], { order: 1 }), [0.75, -0.25]);
    close(data.normalize([[3, -4]], { order: Number.POSITIVE_INFINITY }), [0.75, -1]);
    close(data.normalize([3e30, 4e30]), [0.6, 0.8]);
    close(
      data.normalize(
        [
          [
            [1, 2],
            [2, 1],
          ],
        ],
        { axis: 1 },
      ),
      [0.4472136, 0.8944272, 0.8944272, 0.4472136],
    );
  });

  it('refuses NaN, bad orders and axes', () => {
    expect(() =>
      data.normalize([
        [1, 2],
        [Number.NaN, 1],
      ]),
    ).toThrow('(element [1,0] is not), received NaN');
    expect(() => data.normalize([1], { order: 0 })).toThrow('order must be at least 1');
    expect(() => data.normalize([1], { axis: 1 })).toThrow('axis');
  });
});

describe('standardize', () => {
  it('scales the test set by the training set', () => {
    const { x, mean, std, apply, invert } = data.standardize([
      [1, 10, 5],
      [3, 30, 5],
    ]);
    expect(x.toNested()).toEqual([
      [-1, -1, 0],
      [1, 1, 0],
    ]);
    expect(mean.toNested()).toEqual([2, 20, 5]);
    expect(std.toNested()).toEqual([1, 10, 0]);
    expect(apply([[5, 20, 6]]).toNested()).toEqual([[3, 0, 1]]);
    expect(invert(apply([[5, 20, 6]])).toNested()).toEqual([[5, 20, 6]]);
  });

  it('takes mean and deviation over all axes but the last', () => {
    expect(
      data
        .standardize([
          [[1], [2]],
          [[3], [6]],
        ])
        .mean.toNested(),
    ).toEqual([3]);
    expect(data.standardize([1, 3]).x.toNested()).toEqual([-1, 1]);
    expect(data.standardize([1, 3]).mean.shape).toEqual([]);
  });

  it('refuses NaN, nothing, and other features', () => {
    expect(() => data.standardize([[1], [Number.POSITIVE_INFINITY]])).toThrow('element [1,0]');
    expect(() => data.standardize([])).toThrow('at least one value');
    expect(() => data.standardize([[1, 2]]).apply([[1]])).toThrow('2 features along the last axis');
  });
});

it('rescale multiplies and adds', () => {
  expect(data.rescale(Uint8Array.of(0, 255)).toNested()).toEqual([0, 1]);
  expect(data.rescale([[0, 2]], { scale: 0.5, offset: -1 }).toNested()).toEqual([[-1, 0]]);
});

it('smoothCurve is an exponential moving average', () => {
  expect(data.smoothCurve([0, 1, 1], 0.5)).toEqual([0, 0.5, 0.75]);
  expect(data.smoothCurve([10, 0])[1]).toBeCloseTo(9, 12);
  expect(data.smoothCurve([])).toEqual([]);
  expect(() => data.smoothCurve([1], 1)).toThrow('factor must be at least 0 and below 1');
});

const X = [
  [0, 0],
  [1, 1],
  [2, 2],
  [3, 3],
  [4, 4],
];
const Y = Int32Array.of(0, 1, 2, 3, 4);

describe('take and shuffle', () => {
  it('takes rows and keeps the dtype', () => {
    expect(data.take(X, [4, 0]).toNested()).toEqual([
      [4, 4],
      [0, 0],
    ]);
    expect(data.take(Y, [1]).dtype).toBe('int32');
    expect(() => data.take(X, [5])).toThrow('from 0 to 4, received 5');
    expect(() => data.take(3, [0])).toThrow('at least one axis');
  });

  it('shuffles rows together, repeatably', () => {
    const [x, y] = data.shuffle([X, Y], { seed: 3 });
    expect(Array.from(y.data).sort()).toEqual([0, 1, 2, 3, 4]);
    expect(Array.from(y.data)).toEqual(Array.from(x.data).filter((_, index) => index % 2 === 0));
    expect(data.shuffle([Y], { seed: 3 })[0].data).toEqual(y.data);
    setRandomSeed(1);
    const first = data.shuffle([Y])[0].data;
    setRandomSeed(1);
    expect(data.shuffle([Y])[0].data).toEqual(first);
    expect(() => data.shuffle([X, [1]])).toThrow('equally many rows, received [5, 1]');
    expect(() => data.shuffle([])).toThrow('at least one array');
  });
});

describe('kFold', () => {
  it('gives each row once for validation', () => {
    const folds = [...data.kFold(5, 2)].map((fold) => [[...fold.train], [...fold.validation]]);
    expect(folds).toEqual([
      [
        [3, 4],
        [0, 1, 2],
      ],
      [
        [0, 1, 2],
        [3, 4],
      ],
    ]); // as sklearn.model_selection.KFold(2)
    const rows = [...data.kFold(7, 3, { shuffle: true, seed: 5 })].flatMap((fold) => [...fold.validation]);
    expect(rows).not.toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(rows.sort()).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });

  it('divides arrays alike', () => {
    const fold = data.kFold([X, Y], 5).next().value as data.Fold<[Tensor, Tensor]>; // five folds: the first is not void
    expect(fold.validation[0].toNested()).toEqual([[0, 0]]);
    expect(fold.train[1].toNested()).toEqual([1, 2, 3, 4]);
  });

  it('refuses at once, not at the first fold', () => {
    expect(() => data.kFold(5, 1)).toThrow('from 2 to the number of rows, 5, received 1');
    expect(() => data.kFold(5, 6)).toThrow('received 6');
    expect(() => data.kFold([X, [1]], 2)).toThrow('equally many rows');
  });
});

describe('splits', () => {
  it('trainTestSplit rounds the test part up, and shuffles', () => {
    const { train, test } = data.trainTestSplit([X, Y], { seed: 2 });
    expect(train[0].shape).toEqual([3, 2]);
    expect(test[1].shape).toEqual([2]);
    expect([...train[1].data, ...test[1].data].sort()).toEqual([0, 1, 2, 3, 4]);
    expect(data.trainTestSplit([Y], { testSize: 1, shuffle: false }).test[0].toNested()).toEqual([4]);
    expect(() => data.trainTestSplit([Y], { testSize: 5 })).toThrow('testSize must be');
    expect(() => data.trainTestSplit([[1]])).toThrow('leave rows of 1');
  });

  it('splitDataset follows Keras', () => {
    const { left, right } = data.splitDataset([X, Y], { leftSize: 0.5 });
    expect([left[1].toNested(), right[1].toNested()]).toEqual([
      [0, 1, 2],
      [3, 4],
    ]);
    expect(data.splitDataset([Y], { rightSize: 1 }).left[0].shape).toEqual([4]);
    expect(data.splitDataset([Y], { leftSize: 1, rightSize: 2 }).right[0].toNested()).toEqual([1, 2]);
    expect(() => data.splitDataset([Y], {})).toThrow('leave rows on both sides');
    expect(() => data.splitDataset([Y], { leftSize: 4, rightSize: 2 })).toThrow('of 5 rows');
    expect(() => data.splitDataset([Y], { leftSize: -1 })).toThrow('leftSize must be a share');
  });
});

describe('timeseriesDatasetFromArray', () => {
  const SERIES = Array.from({ length: 99 }, (_, step) => step);

  it('makes the windows of the example in the documentation of Keras', () => {
    const windows = data.timeseriesDatasetFromArray(SERIES, null, {
      sequenceLength: 10,
      samplingRate: 2,
      sequenceStride: 3,
    });
    const [x] = windows;
    expect(x?.shape).toEqual([27, 10]);
    expect(data.take(x ?? 0, [1, 26]).toNested()).toEqual([
      [3, 5, 7, 9, 11, 13, 15, 17, 19, 21],
      [78, 80, 82, 84, 86, 88, 90, 92, 94, 96],
    ]);
  });

  it('gives batches with targets, again and again, in new orders', () => {
    const windows = data.timeseriesDatasetFromArray(SERIES, SERIES.slice(10), {
      sequenceLength: 10,
      batchSize: 32,
      shuffle: true,
      seed: 1,
    });
    const epoch = () => [...windows].flatMap(([, y]) => [...y.data]);
    const [first, second] = [epoch(), epoch()];
    expect(windows.length).toBe(3);
    expect(first).not.toEqual(second);
    expect(first.sort((a, b) => a - b)).toEqual(second.sort((a, b) => a - b));
    expect(first).toEqual(SERIES.slice(10));
    for (const [x, y] of windows) expect(x.data[9]).toBe((y.data[0] ?? 0) - 1);
  });

  it('keeps within the part asked for', () => {
    const options = { sequenceLength: 3, startIndex: 10, endIndex: 14 };
    const [[x, y] = []] = data.timeseriesDatasetFromArray(SERIES, SERIES, options);
    expect(x?.toNested()).toEqual([
      [10, 11, 12],
      [11, 12, 13],
    ]);
    expect(y?.toNested()).toEqual([10, 11]);
  });

  it('refuses windows that do not fit', () => {
    const make = (options: Partial<data.TimeseriesOptions>) => () =>
      data.timeseriesDatasetFromArray([1, 2, 3], null, { sequenceLength: 2, ...options });
    expect(make({ sequenceLength: 4 })).toThrow('windows of 4 steps must fit');
    expect(make({ samplingRate: 0 })).toThrow('samplingRate must be a whole number of at least 1');
    expect(make({ endIndex: 4 })).toThrow('endIndex <= 3');
  });
});
