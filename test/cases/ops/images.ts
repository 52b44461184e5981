/** Rows of ops on images: resizing and other weighted sums along an axis, and values at places between pixels. */

import type { FillMode, Sampling } from '../../../src/kernels/image/sample.ts';
import { type Interpolation, tapsOf } from '../../../src/kernels/image/taps.ts';
import * as ops from '../../../src/kernels/index.ts';
import { InvalidArgumentError, ShapeError } from '../../../src/runtime/errors.ts';
import { type OpCase, rows } from '../opCase.ts';

/** The second and first element, then both, with weights of their own. */
const crossed = tapsOf(3, [
  [[1, 2]],
  [[0, -1]],
  [
    [0, 0.5],
    [1, 0.25],
  ],
]);

const sums: readonly OpCase[] = [
  { values: [[1, 2, 4]], call: (x) => ops.resample(x, 0, crossed), gives: [4, -1, 1] },
  { shapes: [[2, 3, 5]], call: (x) => ops.resample(x, 1, crossed), shape: [2, 3, 5] },
  { shapes: [[2, 3, 8]], call: (x) => ops.resample(x, -2, crossed), shape: [2, 3, 8], why: 'vectors' },
  { shapes: [[65, 3]], call: (x) => ops.resample(x, 1, crossed), why: 'the last axis' },
  {
    shapes: [[2, 3, 2]],
    call: (x) => ops.resample(x, 1, crossed, ops.multiply(ops.iota([3, 2], 0, 'float32'), 0.25)),
    why: 'computed weights',
  },
  { shapes: [[4]], call: (x) => ops.resample(x, 0, crossed), throws: ShapeError },
  { shapes: [[2]], call: (x) => ops.resample(x, 0, tapsOf(2, [[[2, 1]]])), throws: ShapeError },
];

/** Enlarged, made smaller, and both at once. */
function resized(interpolation: Interpolation, antialias: boolean): OpCase[] {
  const why = `${interpolation}${antialias ? ', antialias' : ''}`;
  const row = (shape: readonly number[], sizes: readonly number[]): OpCase => ({
    shapes: [shape],
    call: (x) => ops.resizeAxes(x, [1, 2], sizes, { interpolation, antialias }),
    shape: [shape[0]!, ...sizes, shape[3]!], // four axes
    why,
  });
  return [row([2, 3, 4, 3], [7, 9]), row([1, 12, 7, 4], [5, 2]), row([2, 5, 9, 1], [8, 4])];
}

const sizes: readonly OpCase[] = [
  ...resized('nearest', false),
  ...resized('bilinear', false),
  ...resized('bilinear', true),
  ...resized('bicubic', false),
  ...resized('bicubic', true),
  {
    values: [[0, 1]],
    call: (x) => ops.resizeAxes(x, [0], [4]),
    gives: [0, 0.25, 0.75, 1],
    why: 'the first and last element go on outside',
  },
  {
    values: [[0, 1, 2, 3]],
    call: (x) => ops.resizeAxes(x, [0], [2], { interpolation: 'nearest' }),
    gives: [1, 3],
    kind: 'exact',
    why: 'a tie',
  },
  {
    values: [[1, 2]],
    dtypes: ['int32'],
    call: (x) => ops.resizeAxes(x, [0], [4]),
    gives: [1, 1.25, 1.75, 2],
    gradient: 'none',
    why: 'integers',
  },
  {
    shapes: [[3, 28, 28, 8]],
    call: (x) => ops.resizeAxes(x, [1, 2], [56, 20]),
    gradient: 'skip',
    why: 'many workgroups',
  },
  { shapes: [[2, 3]], call: (x) => ops.resizeAxes(x, [1], [0]), throws: InvalidArgumentError },
];

const MODES: readonly FillMode[] = ['constant', 'nearest', 'wrap', 'mirror', 'reflect'];

/** Whole places: kinks of what lies between. */
const WHOLE = Array.from({ length: 17 }, (_, index) => index - 8);

function between(fillMode: FillMode): Sampling {
  return { interpolation: 'bilinear', fillMode, fillValue: 0.5 };
}

function next(fillMode: FillMode): Sampling {
  return { interpolation: 'nearest', fillMode, fillValue: 0.5 };
}

/** From -3.875 on, in steps that hit no half; exact in float32. */
const steps = (shape: readonly number[], axis: number) =>
  ops.subtract(ops.multiply(ops.iota(shape, axis, 'float32'), 1.75), 3.875);

/** The places -3 to 5 in one row of pixels 1, 2, 3. */
function line(fillMode: FillMode, gives: readonly number[]): OpCase {
  const columns = ops.subtract(ops.iota([1, 9], 1, 'float32'), 3);
  return {
    values: [[[[[1], [2], [3]]]]],
    call: (x) => ops.sample(x, ops.multiply(columns, 0), columns, next(fillMode)),
    gives: [gives.map((value) => [value])],
    kind: 'exact',
    why: fillMode,
  };
}

const samples: readonly OpCase[] = [
  line('constant', [0.5, 0.5, 0.5, 1, 2, 3, 0.5, 0.5, 0.5]),
  line('nearest', [1, 1, 1, 1, 2, 3, 3, 3, 3]),
  line('wrap', [1, 2, 3, 1, 2, 3, 1, 2, 3]),
  line('mirror', [2, 3, 2, 1, 2, 3, 2, 1, 2]),
  line('reflect', [3, 2, 1, 1, 2, 3, 3, 2, 1]),
  {
    values: [
      [
        [
          [[0], [4]],
          [[8], [16]],
        ],
      ],
      [[0, 0.5, 0.25]],
      [[0.5, 0, 0.75]],
    ],
    call: (x, row, column) => ops.sample(x, row, column, between('constant')),
    gives: [[[2], [4], [5.75]]],
    gradient: 'rough',
    why: 'between four pixels',
  },
  {
    values: [[[[[1], [3]]]], [[0, 0, -0.25]], [[-0.25, 1.75, 0.5]]],
    call: (x, row, column) => ops.sample(x, row, column, between('constant')),
    gives: [[[0.875], [1.125], [1.625]]],
    gradient: 'rough',
    why: 'between a pixel and what is outside',
  },
  ...MODES.flatMap((mode) =>
    rows(
      { call: (x, row, column) => ops.sample(x, row, column, between(mode)), avoid: WHOLE, why: mode },
      {
        shapes: [
          [2, 4, 5, 3],
          [2, 3, 4],
          [2, 3, 4],
        ],
        range: [
          [-2, 2],
          [-6, 8],
          [-6, 8],
        ],
        shape: [2, 3, 4, 3],
      },
      {
        shapes: [
          [1, 5, 3, 8],
          [1, 65],
          [1, 65],
        ],
        range: [
          [-2, 2],
          [-6, 8],
          [-6, 8],
        ],
      },
    ),
  ),
  ...MODES.map(
    (mode): OpCase => ({
      shapes: [[2, 4, 5, 3]],
      call: (x) => ops.sample(x, steps([2, 6, 7], 1), steps([2, 6, 7], 2), next(mode)),
      shape: [2, 6, 7, 3],
      kind: 'exact',
      backward: 'arithmetic',
      why: `nearest, ${mode}`,
    }),
  ),
  ...MODES.map(
    (mode): OpCase => ({
      values: [[[[[7]]]]],
      call: (x) => ops.sample(x, steps([1, 3, 3], 1), steps([1, 3, 3], 2), between(mode)),
      why: `one pixel, ${mode}`,
    }),
  ),
  ...MODES.map(
    (mode): OpCase => ({
      shapes: [[1, 3, 3, 1]],
      call: (x) => ops.sample(x, ops.full([1, 2], 3e9), ops.full([1, 2], -3e9), between(mode)),
      gradient: 'skip',
      why: `far away, ${mode}`,
    }),
  ),
  {
    values: [[[[[5], [6]]]]],
    dtypes: ['int32'],
    call: (x) => ops.sample(x, ops.full([1, 2], 0), ops.iota([1, 2], 1, 'float32'), next('reflect')),
    gives: [[[5], [6]]],
    kind: 'exact',
    gradient: 'none',
    why: 'integers',
  },
  {
    shapes: [[3, 28, 28, 3]],
    call: (x) => ops.sample(x, steps([3, 40, 40], 1), steps([3, 40, 40], 2), between('reflect')),
    gradient: 'skip',
    why: 'many workgroups',
  },
  {
    shapes: [
      [2, 3, 3, 1],
      [1, 4],
      [1, 4],
    ],
    call: (x, r, c) => ops.sample(x, r, c, next('wrap')),
    throws: ShapeError,
  },
  {
    shapes: [
      [3, 3, 1],
      [3, 4],
      [3, 4],
    ],
    call: (x, r, c) => ops.sample(x, r, c, next('wrap')),
    throws: ShapeError,
  },
];

export const imageRows = { resample: sums, resizeAxes: sizes, sample: samples } satisfies Record<
  string,
  readonly OpCase[]
>;
