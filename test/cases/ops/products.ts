/** Rows of matmul. */
import * as ops from '../../../src/kernels/index.ts';
import { ShapeError } from '../../../src/runtime/errors.ts';
import { type OpCase, rows } from '../opCase.ts';

type Sizes = readonly [m: number, n: number, k: number];

interface Transposed {
  readonly transposeA?: boolean;
  readonly transposeB?: boolean;
}

/** A product of M x K by K x N matrices, with operands that may be stored transposed. */
function product([m, n, k]: Sizes, attrs: Transposed = {}, row: OpCase = {}): OpCase {
  const a = attrs.transposeA ? [k, m] : [m, k];
  const b = attrs.transposeB ? [n, k] : [k, n];
  const stored = [attrs.transposeA ? 'A' : '', attrs.transposeB ? 'B' : ''].join('');
  return {
    shapes: [a, b],
    call: (x, y) => ops.matmul(x, y, attrs),
    shape: [m, n],
    kind: 'sum',
    terms: Math.max(m, n, k),
    ...row,
    why: [row.why, stored && `${stored} transposed`].filter(Boolean).join(', '),
  };
}

const BOTH = { transposeA: true, transposeB: true } as const;

/**
 * Gradients of a plain product are products with one operand transposed, those of one with both transposed likewise: so
 * the rows reach every way to read operands. Kernels are chosen by size; the reasons say which choice a row is for.
 */
const products: readonly OpCase[] = [
  product([1, 1, 1]),
  product([1, 1, 257], {}, { why: 'one long sum' }),
  product([1, 65, 63], {}, { why: 'one row' }),
  product([65, 1, 64], BOTH, { why: 'one column', gradient: 'skip' }),
  product([3, 5, 7]),
  product([33, 31, 32]),
  product([33, 35, 17], BOTH, { gradient: 'skip' }),
  product([65, 63, 257], {}, { why: 'odd sizes, too much work for the smallest tiles' }),
  product([65, 63, 257], BOTH, { why: 'odd sizes' }),
  product([66, 70, 130], { transposeB: true }, { why: 'even sizes', gradient: 'skip' }),
  product([66, 70, 130], { transposeA: true }, { why: 'even sizes', gradient: 'skip' }),
  product([64, 64, 64], {}, { why: 'whole tiles', gradient: 'skip' }),
  product([128, 128, 128], { transposeB: true }, { why: 'whole tiles', gradient: 'skip' }),
  product([130, 132, 36], {}, { why: 'divisible by 2 and by 4' }),
  product([16, 10, 1000], {}, { why: 'few results of long sums: K is shared' }),
  product([257, 10, 16], {}, { why: 'a thin layer', gradient: 'skip' }),
  product([2, 300, 401], {}, { why: 'two rows, much work' }),
  product([6, 200, 190], BOTH, { why: 'six rows, much work', gradient: 'skip' }),
  product([500, 1, 404], {}, { why: 'one column, much work', gradient: 'skip' }),
  product([400, 3, 200], {}, { why: 'three columns, much work', gradient: 'skip' }),
  product([320, 448, 21], BOTH, { why: 'many large tiles', gradient: 'skip' }),
  product([384, 384, 513], {}, { why: 'large tiles that share K', gradient: 'skip' }),
];

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
          [2, 1, 9, 20],
          [3, 20, 34],
        ],
        shape: [2, 3, 9, 34],
        why: 'batches of more than few rows',
      },
      {
        shapes: [
          [3, 600, 10],
          [3, 9, 600],
        ],
        call: (a, b) => ops.matmul(a, b, BOTH),
        shape: [3, 10, 9],
        gradient: 'skip',
        terms: 600,
        why: 'batches that share K',
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
    { values: [[[1, 2]], [[3], [4]]], dtypes: ['int32', 'float32'], gives: [[11]], gradient: 'rough', why: 'integers' },
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
} satisfies Record<string, readonly OpCase[]>;
