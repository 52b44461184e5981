/** Rows of searchSorted and histogram. */
import * as ops from '../../../src/kernels/index.ts';
import { ShapeError } from '../../../src/runtime/errors.ts';
import { AROUND, type OpCase, rows } from '../opCase.ts';

const list = [-1, 0, 0, 0.5, 2];

/** Lists of these lengths: powers of two, and around them. */
const LENGTHS = [1, 2, 3, 4, 7, 8, 9, 1000];

const ascending = (length: number) => ops.iota([length], 0, 'float32');

export const searchRows = {
  searchSorted: rows(
    { gradient: 'none', kind: 'exact' },
    { values: [list, [-5, -1, 0, 0.25, 2, 3]], gives: [0, 0, 1, 3, 4, 5], why: 'before equal ones' },
    {
      values: [list, [-5, -1, 0, 0.25, 2, 3]],
      call: (sorted, x) => ops.searchSorted(sorted, x, 'right'),
      gives: [0, 1, 3, 3, 5, 5],
      why: 'behind equal ones',
    },
    {
      values: [
        [-7, 16777216, 16777218],
        [[16777217], [-7]],
      ],
      dtypes: ['int32', 'int32'],
      gives: [[2], [0]],
      why: 'integers that float32 cannot hold',
    },
    { values: [[1, 3], [2.5]], dtypes: ['int32', 'float32'], gives: [1], why: 'floats among integers' },
    { values: [[1], 1], call: (sorted, x) => ops.searchSorted(sorted, x, 'right'), gives: 1, why: 'scalars' },
    ...LENGTHS.map(
      (length): OpCase => ({
        shapes: [[257]],
        range: [-2, length + 2],
        call: (x) => ops.searchSorted(ascending(length), x),
        why: `a list of ${length}`,
      }),
    ),
    ...AROUND.map((size): OpCase => ({ shapes: [[size]], call: (x) => ops.searchSorted(ascending(3), x) })),
    { shapes: [[2, 2], [3]], throws: ShapeError },
  ),
  histogram: rows(
    { gradient: 'none', kind: 'exact', dtypes: ['int32'] },
    {
      values: [
        [
          [0, 2],
          [2, 2],
          [0, 1],
        ],
      ],
      call: (x) => ops.histogram(x, 4),
      gives: [
        [2, 0],
        [0, 1],
        [1, 2],
        [0, 0],
      ],
    },
    { values: [[[-1], [3], [1], [99]]], call: (x) => ops.histogram(x, 3), gives: [[0], [1], [0]], why: 'no bins' },
    ...AROUND.map(
      (size): OpCase => ({ shapes: [[size, 3]], range: [-1, 9], call: (x) => ops.histogram(x, 8), shape: [8, 3] }),
    ),
    { shapes: [[100, 1]], range: [0, 257], call: (x) => ops.histogram(x, 256), why: 'more bins than numbers' },
    { shapes: [[5, 70]], range: [0, 3], call: (x) => ops.histogram(x, 3), why: 'more columns than rows' },
    { shapes: [[20000, 3]], range: [0, 16], call: (x) => ops.histogram(x, 16), why: 'many shares' },
    {
      shapes: [[64, 5]],
      range: [0, 16],
      call: (x) => ops.multiply(ops.histogram(x, 16), 2),
      why: 'followed by another op',
    },
    { shapes: [[4]], call: (x) => ops.histogram(x, 3), throws: ShapeError },
  ),
} satisfies Record<string, readonly OpCase[]>;
