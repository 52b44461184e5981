/** Rows of pool. */
import * as ops from '../../../src/kernels/index.ts';
import type { PoolKind } from '../../../src/kernels/pool/pool.ts';
import { InvalidArgumentError, ShapeError } from '../../../src/runtime/errors.ts';
import type { OpCase } from '../opCase.ts';

interface Options {
  readonly strides?: readonly number[];
  readonly padding?: readonly (readonly [number, number])[];
}

/** Maximum and mean of the same windows. */
function pooling(x: readonly number[], window: readonly number[], options: Options = {}, row: OpCase = {}): OpCase[] {
  const { strides = window, padding = window.map(() => [0, 0] as const) } = options;
  return (['max', 'average'] as const).map((kind: PoolKind) => ({
    shapes: [x],
    call: (input) => ops.pool(input, { kind, window, strides, padding }),
    ...row,
    why: [kind, row.why].filter(Boolean).join(', '),
  }));
}

const poolings: readonly OpCase[] = [
  ...pooling([2, 8, 3], [2], {}, { shape: [2, 4, 3] }),
  ...pooling([2, 6, 6, 4], [2, 2], {}, { shape: [2, 3, 3, 4], why: 'vectors of channels' }),
  ...pooling([1, 7, 5, 3], [2, 2], {}, { shape: [1, 3, 2, 3], why: 'a row is left over' }),
  ...pooling([2, 7, 7, 2], [3, 3], { strides: [2, 2] }, { shape: [2, 3, 3, 2], why: 'windows overlap' }),
  ...pooling(
    [1, 6, 5, 2],
    [3, 2],
    {
      strides: [1, 1],
      padding: [
        [1, 1],
        [0, 1],
      ],
    },
    { shape: [1, 6, 5, 2], why: 'padding' },
  ),
  ...pooling([1, 9, 9, 1], [2, 2], { strides: [3, 3] }, { why: 'gaps between windows' }),
  ...pooling([1, 4, 5, 4, 4], [2, 2, 2], { strides: [1, 2, 2] }, { shape: [1, 3, 2, 2, 4], why: 'three axes' }),
  ...pooling([3, 26, 26, 8], [2, 2], {}, { gradient: 'skip', why: 'many workgroups' }),
  {
    values: [
      [
        [[-3], [-1]],
        [[-2], [-4]],
      ],
    ],
    call: (x) =>
      ops.pool(ops.reshape(x, [1, 2, 2, 1]), {
        kind: 'max',
        window: [2, 2],
        strides: [2, 2],
        padding: [
          [0, 0],
          [0, 0],
        ],
      }),
    gives: [[[[-1]]]],
    why: 'all negative',
  },
  {
    values: [
      [
        [[2], [2]],
        [[2], [1]],
      ],
    ],
    call: (x) =>
      ops.pool(ops.reshape(x, [1, 2, 2, 1]), {
        kind: 'max',
        window: [2, 2],
        strides: [2, 2],
        padding: [
          [0, 0],
          [0, 0],
        ],
      }),
    gives: [[[[2]]]],
    gradient: 'rough',
    why: 'equal elements: the first one gets the gradient',
  },
  {
    shapes: [[1, 3, 3, 1]],
    call: (x) =>
      ops.pool(x, {
        kind: 'max',
        window: [4, 4],
        strides: [1, 1],
        padding: [
          [0, 0],
          [0, 0],
        ],
      }),
    throws: ShapeError,
  },
  {
    shapes: [[1, 3, 3, 1]],
    call: (x) => ops.pool(x, { kind: 'max', window: [2], strides: [2], padding: [[0, 0]] }),
    throws: ShapeError,
  },
  {
    shapes: [[1, 3, 3, 1]],
    call: (x) =>
      ops.pool(x, {
        kind: 'max',
        window: [2, 2],
        strides: [0, 1],
        padding: [
          [0, 0],
          [0, 0],
        ],
      }),
    throws: InvalidArgumentError,
  },
];

export const poolingRows = { pool: poolings } satisfies Record<string, readonly OpCase[]>;
