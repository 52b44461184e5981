/** Rows of ops on images: resizing and other weighted sums along an axis. */

import { type Interpolation, tapsOf } from '../../../src/kernels/image/taps.ts';
import * as ops from '../../../src/kernels/index.ts';
import { InvalidArgumentError, ShapeError } from '../../../src/runtime/errors.ts';
import type { OpCase } from '../opCase.ts';

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

export const imageRows = { resample: sums, resizeAxes: sizes } satisfies Record<string, readonly OpCase[]>;
