/** Rows of index movements: values at other places. */
import * as ops from '../../../src/kernels/index.ts';
import { InvalidArgumentError, ShapeError } from '../../../src/runtime/errors.ts';
import { AROUND, type OpCase, rows } from '../opCase.ts';

const exact = { kind: 'exact', backward: 'sum', terms: 64 } as const;

export const movement = {
  reshape: rows(
    exact,
    { shapes: [[2, 6]], call: (x) => ops.reshape(x, [3, 4]), shape: [3, 4] },
    { shapes: [[2, 6]], call: (x) => ops.reshape(x, [4, -1]), shape: [4, 3], why: 'a size worked out' },
    { shapes: [[1]], call: (x) => ops.reshape(x, []), shape: [], why: 'to a scalar' },
    { shapes: [[]], call: (x) => ops.reshape(x, [1, 1]), shape: [1, 1], why: 'from a scalar' },
    {
      values: [[1, 0, 1, 1]],
      dtypes: ['bool'],
      call: (x) => ops.reshape(x, [2, 2]),
      gradient: 'none',
      why: 'booleans',
    },
    { shapes: [[2, 6]], call: (x) => ops.reshape(x, [5]), throws: ShapeError },
    { shapes: [[2, 6]], call: (x) => ops.reshape(x, [-1, -1]), throws: ShapeError },
    { shapes: [[2, 6]], call: (x) => ops.reshape(x, [5, -1]), throws: ShapeError },
  ),
  flatten: rows(exact, { shapes: [[2, 3, 4]], shape: [24] }, { shapes: [[]], shape: [1] }),
  expandDims: rows(
    exact,
    { shapes: [[2, 3]], call: (x) => ops.expandDims(x, 0), shape: [1, 2, 3] },
    { shapes: [[2, 3]], call: (x) => ops.expandDims(x, 1), shape: [2, 1, 3] },
    { shapes: [[2, 3]], call: (x) => ops.expandDims(x, -1), shape: [2, 3, 1] },
    { shapes: [[]], call: (x) => ops.expandDims(x, 0), shape: [1] },
    { shapes: [[2, 3]], call: (x) => ops.expandDims(x, 3), throws: ShapeError },
  ),
  squeeze: rows(
    exact,
    { shapes: [[1, 3, 1]], shape: [3] },
    { shapes: [[1, 3, 1]], call: (x) => ops.squeeze(x, -1), shape: [1, 3] },
    { shapes: [[1, 3, 1]], call: (x) => ops.squeeze(x, [0, 2]), shape: [3] },
    { shapes: [[1, 3, 1]], call: (x) => ops.squeeze(x, 1), throws: ShapeError },
    { shapes: [[1, 3, 1]], call: (x) => ops.squeeze(x, 5), throws: ShapeError },
  ),
  transpose: rows(
    exact,
    ...AROUND.map((size): OpCase => ({ shapes: [[size, 3]], call: (x) => ops.transpose(x), shape: [3, size] })),
    {
      values: [
        [
          [1, 2, 3],
          [4, 5, 6],
        ],
      ],
      call: (x) => ops.transpose(x),
      gives: [
        [1, 4],
        [2, 5],
        [3, 6],
      ],
    },
    { shapes: [[2, 3, 4]], call: (x) => ops.transpose(x), shape: [4, 3, 2], why: 'reversed axes' },
    { shapes: [[2, 3, 4]], call: (x) => ops.transpose(x, [1, 2, 0]), shape: [3, 4, 2], why: 'turned' },
    { shapes: [[2, 3, 4]], call: (x) => ops.transpose(x, [-1, 0, 1]), shape: [4, 2, 3], why: 'turned the other way' },
    {
      shapes: [[2, 3, 4, 5]],
      call: (x) => ops.transpose(x, [0, 2, 1, 3]),
      shape: [2, 4, 3, 5],
      why: 'as attention does',
    },
    { shapes: [[1, 7, 1]], call: (x) => ops.transpose(x, [2, 1, 0]), shape: [1, 7, 1], why: 'axes of size 1' },
    { shapes: [[2, 3]], call: (x) => ops.transpose(x, [0, 1]), shape: [2, 3], why: 'nothing to do' },
    { shapes: [[2, 3]], dtypes: ['int32'], call: (x) => ops.transpose(x), gradient: 'none' },
    { shapes: [[2, 3]], dtypes: ['bool'], call: (x) => ops.transpose(x), gradient: 'none' },
    { shapes: [[2, 3]], call: (x) => ops.transpose(x, [0, 0]), throws: ShapeError },
    { shapes: [[2, 3]], call: (x) => ops.transpose(x, [0]), throws: ShapeError },
    { shapes: [[2, 3]], call: (x) => ops.transpose(x, [0, 2]), throws: ShapeError },
  ),
  broadcastTo: rows(
    exact,
    ...AROUND.map(
      (size): OpCase => ({ shapes: [[size]], call: (x) => ops.broadcastTo(x, [2, size]), shape: [2, size] }),
    ),
    { shapes: [[3, 1]], call: (x) => ops.broadcastTo(x, [2, 3, 4]), shape: [2, 3, 4] },
    { shapes: [[]], call: (x) => ops.broadcastTo(x, [5]), shape: [5] },
    { shapes: [[1, 1]], call: (x) => ops.broadcastTo(x, [3, 3]), shape: [3, 3] },
    { shapes: [[3]], dtypes: ['bool'], call: (x) => ops.broadcastTo(x, [2, 3]), gradient: 'none' },
    { shapes: [[2]], call: (x) => ops.broadcastTo(x, [3]), throws: ShapeError },
    { shapes: [[2, 3]], call: (x) => ops.broadcastTo(x, [3]), throws: ShapeError },
  ),
  slice: rows(
    exact,
    { values: [[0, 1, 2, 3, 4]], call: (x) => ops.slice(x, [1], [3]), gives: [1, 2, 3] },
    { values: [[0, 1, 2, 3, 4]], call: (x) => ops.slice(x, [0], [-1], [2]), gives: [0, 2, 4], why: 'every second' },
    { values: [[0, 1, 2, 3, 4]], call: (x) => ops.slice(x, [4], [3], [-2]), gives: [4, 2, 0], why: 'backwards' },
    { values: [[0, 1, 2, 3, 4]], call: (x) => ops.slice(x, [-2], [2]), gives: [3, 4], why: 'counted from the end' },
    {
      values: [[0, 1, 2, 3, 4, 5]],
      call: (x) => ops.slice(x, [1], [2], [3]),
      gives: [1, 4],
      why: 'a stride with a rest',
    },
    { shapes: [[4, 5, 6]], call: (x) => ops.slice(x, [1, 0, 2], [2, 5, 3]), shape: [2, 5, 3] },
    { shapes: [[4, 7, 6]], call: (x) => ops.slice(x, [3, 6, 0], [4, 3, 2], [-1, -3, 4]), shape: [4, 3, 2] },
    { shapes: [[65]], call: (x) => ops.slice(x, [0], [65]), why: 'all of it' },
    { shapes: [[3, 4]], call: (x) => ops.slice(x, [2, 3], [1, 1]), shape: [1, 1], why: 'one element' },
    { shapes: [[9]], dtypes: ['int32'], call: (x) => ops.slice(x, [2], [3]), gradient: 'none' },
    { shapes: [[5]], call: (x) => ops.slice(x, [3], [3]), throws: ShapeError },
    { shapes: [[5]], call: (x) => ops.slice(x, [5], [1]), throws: ShapeError },
    { shapes: [[5]], call: (x) => ops.slice(x, [1], [3], [-1]), throws: ShapeError },
    { shapes: [[5]], call: (x) => ops.slice(x, [1], [0]), throws: ShapeError },
  ),
  reverse: rows(
    exact,
    ...AROUND.map((size): OpCase => ({ shapes: [[size]], call: (x) => ops.reverse(x, [0]) })),
    {
      values: [
        [
          [1, 2, 3],
          [4, 5, 6],
        ],
      ],
      call: (x) => ops.reverse(x, [-1]),
      gives: [
        [3, 2, 1],
        [6, 5, 4],
      ],
    },
    { shapes: [[2, 3, 4]], call: (x) => ops.reverse(x, [0, 2]) },
    { shapes: [[2, 3]], call: (x) => ops.reverse(x, [2]), throws: ShapeError },
  ),
  pad: rows(
    exact,
    ...AROUND.map((size): OpCase => ({ shapes: [[size]], call: (x) => ops.pad(x, [[1, 2]]), shape: [size + 3] })),
    {
      values: [
        [
          [1, 2],
          [3, 4],
        ],
      ],
      call: (x) =>
        ops.pad(
          x,
          [
            [1, 0],
            [0, 1],
          ],
          -7,
        ),
      gives: [
        [-7, -7, -7],
        [1, 2, -7],
        [3, 4, -7],
      ],
    },
    {
      shapes: [[2, 3, 4]],
      call: (x) =>
        ops.pad(x, [
          [0, 0],
          [2, 1],
          [0, 3],
        ]),
      shape: [2, 6, 7],
    },
    {
      shapes: [[3]],
      call: (x) => ops.pad(x, [[2, 2]], Number.NEGATIVE_INFINITY),
      why: 'filled with the smallest number',
    },
    { shapes: [[3]], dtypes: ['int32'], call: (x) => ops.pad(x, [[1, 1]], 9), gradient: 'none' },
    { shapes: [[3]], dtypes: ['bool'], call: (x) => ops.pad(x, [[1, 1]], 1), gradient: 'none' },
    { shapes: [[3]], call: (x) => ops.pad(x, [[0, 0]]), shape: [3], why: 'nothing to do' },
    { shapes: [[3]], call: (x) => ops.pad(x, [[-1, 0]]), throws: InvalidArgumentError },
    { shapes: [[3, 3]], call: (x) => ops.pad(x, [[1, 1]]), throws: InvalidArgumentError },
  ),
  tile: rows(
    exact,
    { values: [[1, 2]], call: (x) => ops.tile(x, [3]), gives: [1, 2, 1, 2, 1, 2] },
    { shapes: [[2, 3]], call: (x) => ops.tile(x, [2, 1]), shape: [4, 3] },
    { shapes: [[2, 3, 1]], call: (x) => ops.tile(x, [2, 3, 4]), shape: [4, 9, 4] },
    { shapes: [[65]], call: (x) => ops.tile(x, [4]), shape: [260] },
    { shapes: [[2, 3]], call: (x) => ops.tile(x, [2]), throws: ShapeError },
    { shapes: [[2]], call: (x) => ops.tile(x, [0]), throws: ShapeError },
  ),
  repeat: rows(
    exact,
    { values: [[1, 2]], call: (x) => ops.repeat(x, [3]), gives: [1, 1, 1, 2, 2, 2] },
    { shapes: [[2, 3]], call: (x) => ops.repeat(x, [2, 1]), shape: [4, 3] },
    { shapes: [[2, 3, 1]], call: (x) => ops.repeat(x, [2, 3, 4]), shape: [4, 9, 4] },
    { shapes: [[65]], call: (x) => ops.repeat(x, [4]), shape: [260] },
    { shapes: [[2, 3]], call: (x) => ops.repeat(x, [2]), throws: ShapeError },
    { shapes: [[2]], call: (x) => ops.repeat(x, [0]), throws: ShapeError },
  ),
} satisfies Record<string, readonly OpCase[]>;
