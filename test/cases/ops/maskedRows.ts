/** Rows of maskedSoftmax. */
import * as ops from '../../../src/kernels/index.ts';
import type { RowMask } from '../../../src/kernels/rowMask.ts';
import { ShapeError } from '../../../src/runtime/errors.ts';
import type { DType, Shape } from '../../../src/runtime/spec.ts';
import { type OpCase, rows } from '../opCase.ts';

const EVERYWHERE: RowMask = { axes: 1, causal: false, window: null, empty: 'uniform' };

/** A row for a tensor, masks of some shapes and what counts by its place. The shape of the tensor comes first. */
function masked(shapes: readonly Shape[], mask: Partial<RowMask>, row: Partial<OpCase> = {}): OpCase {
  return {
    shapes,
    dtypes: shapes.map((_, index): DType => (index === 0 ? 'float32' : 'bool')),
    range: shapes.map((_, index) => (index === 0 ? [-2, 2] : [0, 2])),
    call: (x, ...masks) => ops.maskedSoftmax(x!, masks, { ...EVERYWHERE, ...mask }), // the tensor comes first
    shape: shapes[0]!, // likewise
    kind: 'exponential',
    ...row,
  };
}

/** Rows of lengths around those that are read as vectors, and shared by a workgroup. */
const lengths: readonly OpCase[] = [1, 3, 4, 63, 64, 65, 256, 257].map((length) =>
  masked(
    [
      [3, length],
      [1, length],
    ],
    { empty: 'zero' },
    { gradient: length > 64 ? 'skip' : 'flows' },
  ),
);

export const maskedRows = {
  maskedSoftmax: [
    ...lengths,
    masked([[2, 3, 5, 8]], { causal: true }, { why: 'causal' }),
    masked([[2, 5, 7]], { causal: true }, { why: 'causal, more columns than rows' }),
    masked(
      [[2, 9, 4]],
      { causal: true, window: 2 },
      { gradient: 'skip', why: 'causal in a window: empty rows at the end' },
    ),
    masked([[3, 8, 8]], { window: 3 }, { why: 'a window to both sides' }),
    masked([[1, 6, 6]], { window: 1 }, { why: 'a window of one place' }),
    masked(
      [
        [2, 3, 4, 8],
        [2, 1, 1, 8],
      ],
      { empty: 'zero' },
      { why: 'a mask of columns' },
    ),
    masked(
      [
        [2, 3, 4, 8],
        [2, 1, 4, 1],
      ],
      { empty: 'zero' },
      { why: 'a mask of rows' },
    ),
    masked(
      [
        [2, 3, 4, 7],
        [4, 7],
      ],
      { empty: 'zero' },
      { why: 'a mask without leading axes' },
    ),
    masked(
      [
        [2, 3, 4, 7],
        [2, 3, 4, 7],
      ],
      { empty: 'zero' },
      { why: 'a mask of all places' },
    ),
    masked(
      [
        [2, 2, 4, 8],
        [2, 1, 4, 1],
        [2, 1, 1, 8],
        [1, 2, 4, 8],
      ],
      { causal: true, window: 3, empty: 'zero' },
      { why: 'everything at once' },
    ),
    masked(
      [
        [130, 64],
        [130, 1],
      ],
      { empty: 'zero' },
      { gradient: 'skip', why: 'rows that a workgroup shares' },
    ),
    masked([[2, 70, 300]], { causal: true }, { gradient: 'skip', why: 'long rows' }),
    ...rows(
      { dtypes: ['float32', 'bool'], kind: 'exponential' },
      {
        values: [[[1, 5, 3, -2]], [[0, 0, 0, 0]]],
        call: (x, mask) => ops.maskedSoftmax(x, [mask], EVERYWHERE),
        gives: [[0.25, 0.25, 0.25, 0.25]],
        gradient: 'rough',
        why: 'nothing counts: equal weights, with the gradient of softmax',
      },
      {
        values: [[[1, 5, 3, -2]], [[0, 0, 0, 0]]],
        call: (x, mask) => ops.maskedSoftmax(x, [mask], { ...EVERYWHERE, empty: 'zero' }),
        gives: [[0, 0, 0, 0]],
        why: 'nothing counts: zeros',
      },
      {
        values: [[[5, 3e4, 5, 3e4]], [[1, 0, 1, 0]]],
        call: (x, mask) => ops.maskedSoftmax(x, [mask], EVERYWHERE),
        gives: [[0.5, 0, 0.5, 0]],
        gradient: 'skip',
        why: 'places that do not count may be large',
      },
      {
        values: [[[1, 2, 3]], [[1, 1]]],
        call: (x, mask) => ops.maskedSoftmax(x, [mask], EVERYWHERE),
        throws: ShapeError,
      },
    ),
    { shapes: [[3]], call: (x) => ops.maskedSoftmax(x, [], { ...EVERYWHERE, causal: true }), throws: ShapeError },
    masked(
      [
        [2, 3, 2, 4],
        [2, 1, 2, 1],
      ],
      { axes: 2, empty: 'zero' },
      { why: 'rows of two axes' },
    ),
    masked([[2, 3, 2, 4]], { axes: 2 }, { why: 'rows of two axes, everything counts' }),
    masked([[5, 7]], {}, { why: 'everything counts' }),
  ],
} satisfies Record<string, readonly OpCase[]>;
