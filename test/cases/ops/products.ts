/** Rows of matmul and take. */
import * as ops from '../../../src/kernels/index.ts';
import { ShapeError } from '../../../src/runtime/errors.ts';
import { type OpCase, rows } from '../opCase.ts';

/** M, N, K: ones, odd sizes, sizes around tiles, long sums, one row (a vector), one column. */
const SIZES: readonly (readonly [m: number, n: number, k: number])[] = [
  [1, 1, 1],
  [1, 1, 257],
  [1, 65, 63],
  [65, 1, 64],
  [63, 64, 1],
  [3, 5, 7],
  [33, 31, 32],
  [64, 64, 64],
  [65, 63, 257],
  [16, 10, 1000],
  [10, 257, 16],
  [257, 10, 16],
  [128, 128, 128],
  [130, 132, 36],
];

/** Every product in the four ways to read its operands: of the gradients, NN needs NT and TN. */
const products: readonly OpCase[] = SIZES.flatMap(([m, n, k]) =>
  rows(
    { kind: 'sum', terms: Math.max(m, n, k) },
    {
      shapes: [
        [m, k],
        [k, n],
      ],
      shape: [m, n],
    },
    {
      shapes: [
        [m, k],
        [n, k],
      ],
      call: (a, b) => ops.matmul(a, b, { transposeB: true }),
      shape: [m, n],
      why: 'B transposed',
    },
    {
      shapes: [
        [k, m],
        [k, n],
      ],
      call: (a, b) => ops.matmul(a, b, { transposeA: true }),
      shape: [m, n],
      why: 'A transposed',
    },
    {
      shapes: [
        [k, m],
        [n, k],
      ],
      call: (a, b) => ops.matmul(a, b, { transposeA: true, transposeB: true }),
      shape: [m, n],
      why: 'both transposed',
    },
  ),
);

export const productRows = {
  matmul: [
    ...products,
    ...rows(
      { kind: 'sum', terms: 64 },
      {
        values: [
          [
            [1, 2],
            [3, 4],
          ],
          [
            [5, 6],
            [7, 8],
          ],
        ],
        gives: [
          [19, 22],
          [43, 50],
        ],
      },
      {
        shapes: [
          [3, 4, 5],
          [3, 5, 6],
        ],
        shape: [3, 4, 6],
        why: 'batches',
      },
      {
        shapes: [
          [3, 4, 5],
          [5, 6],
        ],
        shape: [3, 4, 6],
        why: 'one B for all batches',
      },
      {
        shapes: [
          [4, 5],
          [3, 5, 6],
        ],
        shape: [3, 4, 6],
        why: 'one A for all batches',
      },
      {
        shapes: [
          [2, 1, 4, 5],
          [3, 5, 6],
        ],
        shape: [2, 3, 4, 6],
        why: 'batches broadcast on both sides',
      },
      {
        shapes: [
          [2, 3, 5, 4],
          [3, 6, 5],
        ],
        call: (a, b) => ops.matmul(a, b, { transposeA: true, transposeB: true }),
        shape: [2, 3, 4, 6],
        why: 'batches broadcast, both transposed',
      },
      {
        shapes: [
          [1, 4, 5],
          [1, 5, 6],
        ],
        shape: [1, 4, 6],
        why: 'one batch',
      },
      {
        shapes: [
          [7, 1, 1],
          [7, 1, 1],
        ],
        shape: [7, 1, 1],
        why: 'batches of numbers',
      },
      { shapes: [[5, 5]], call: (a) => ops.matmul(a, a), why: 'a square: gradients from both sides' },
      { shapes: [[5, 4]], call: (a) => ops.matmul(a, a, { transposeB: true }), why: 'a Gram matrix' },
    ),
    {
      shapes: [
        [2, 3],
        [2, 3],
      ],
      throws: ShapeError,
    },
    { shapes: [[3], [3, 2]], throws: ShapeError },
    {
      shapes: [
        [2, 3, 4],
        [3, 4, 5],
      ],
      throws: ShapeError,
      why: 'batches do not broadcast',
    },
  ],
  take: [
    ...rows(
      { dtypes: ['float32', 'int32'], kind: 'exact', backward: 'sum', terms: 64 },
      {
        values: [
          [
            [1, 2],
            [3, 4],
            [5, 6],
          ],
          [2, 0, 2],
        ],
        gives: [
          [5, 6],
          [1, 2],
          [5, 6],
        ],
        why: 'a repeated index',
      },
      {
        values: [
          [
            [1, 2],
            [3, 4],
            [5, 6],
          ],
          [-1, 3, 1],
        ],
        gives: [
          [0, 0],
          [0, 0],
          [3, 4],
        ],
        why: 'no such row: zeros',
      },
      {
        shapes: [[7, 5], [300]],
        range: [
          [-2, 2],
          [-2, 9],
        ],
        why: 'many repeated indices, some outside',
      },
      {
        shapes: [[300, 5], [7]],
        range: [
          [-2, 2],
          [0, 300],
        ],
        why: 'more rows than indices',
      },
      {
        shapes: [[3000, 3], [65]],
        range: [
          [-2, 2],
          [0, 3000],
        ],
        why: 'a long table',
      },
      {
        shapes: [[1, 1], [1]],
        range: [
          [-2, 2],
          [0, 1],
        ],
      },
      {
        shapes: [[65, 1], [257]],
        range: [
          [-2, 2],
          [0, 65],
        ],
        why: 'rows of one element',
      },
      {
        shapes: [[9], [4]],
        range: [
          [-2, 2],
          [0, 9],
        ],
        why: 'a table of numbers',
      },
      {
        shapes: [[9, 4], []],
        range: [
          [-2, 2],
          [0, 9],
        ],
        shape: [4],
        why: 'a scalar index',
      },
      {
        shapes: [
          [9, 4],
          [2, 3],
        ],
        range: [
          [-2, 2],
          [0, 9],
        ],
        shape: [2, 3, 4],
      },
      {
        shapes: [[3, 9, 4], [5]],
        range: [
          [-2, 2],
          [0, 9],
        ],
        call: (x, i) => ops.take(x, i, 1),
        shape: [3, 5, 4],
        why: 'along the middle axis',
      },
      {
        shapes: [
          [3, 4, 9],
          [2, 5],
        ],
        range: [
          [-2, 2],
          [0, 9],
        ],
        call: (x, i) => ops.take(x, i, -1),
        shape: [3, 4, 2, 5],
        why: 'along the last axis',
      },
      { shapes: [[3, 4], [2]], call: (x, i) => ops.take(x, i, 2), throws: ShapeError },
    ),
    {
      values: [
        [7, 8, 9],
        [2, 0],
      ],
      dtypes: ['int32', 'int32'],
      gives: [9, 7],
      gradient: 'none',
      why: 'integers',
    },
    {
      values: [
        [16777217, 8],
        [0, 1],
      ],
      dtypes: ['int32', 'int32'],
      gives: [16777217, 8],
      gradient: 'none',
      why: 'an integer that float32 cannot hold',
    },
    {
      values: [
        [true, false],
        [1, 0],
      ],
      dtypes: ['bool', 'int32'],
      gives: [false, true],
      gradient: 'none',
      why: 'booleans',
    },
  ],
} satisfies Record<string, readonly OpCase[]>;
