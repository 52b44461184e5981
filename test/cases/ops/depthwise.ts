/** Rows of depthwiseConv. */
import type { DepthwiseOptions } from '../../../src/kernels/conv/depthwise.ts';
import * as ops from '../../../src/kernels/index.ts';
import { InvalidArgumentError, ShapeError } from '../../../src/runtime/errors.ts';
import type { OpCase } from '../opCase.ts';

function depthwise(
  x: readonly number[],
  kernel: readonly number[],
  options: DepthwiseOptions = {},
  row: OpCase = {},
): OpCase {
  const places = x.slice(0, -1).reduce((product, size) => product * size, 1);
  return { shapes: [x, kernel], call: (a, b) => ops.depthwiseConv(a, b, options), kind: 'sum', terms: places, ...row };
}

const rows: readonly OpCase[] = [
  depthwise([2, 7, 3], [3, 3, 1], {}, { shape: [2, 5, 3], why: 'one spatial axis' }),
  depthwise([1, 1, 1], [1, 1, 1], {}, { why: 'everything is 1' }),
  depthwise([2, 6, 5, 4], [3, 2, 4, 1], {}, { shape: [2, 4, 4, 4], why: 'vectors of channels' }),
  depthwise([2, 6, 5, 3], [3, 2, 3, 2], {}, { shape: [2, 4, 4, 6], why: 'several kernels per channel' }),
  depthwise([1, 6, 5, 4], [2, 2, 4, 4], {}, { why: 'several kernels for each of four channels' }),
  depthwise([2, 8, 9, 4], [3, 3, 4, 1], { strides: [2, 2] }, { why: 'strides, a row that is left over' }),
  depthwise([1, 9, 10, 2], [3, 3, 2, 1], { dilation: [2, 3] }, { shape: [1, 5, 4, 2], why: 'dilation' }),
  depthwise([1, 12, 2], [3, 2, 3], { strides: [2], dilation: [2] }, { why: 'strides and dilation at once' }),
  depthwise(
    [2, 5, 6, 4],
    [3, 3, 4, 1],
    {
      padding: [
        [1, 1],
        [0, 2],
      ],
    },
    { shape: [2, 5, 6, 4], why: 'padding' },
  ),
  depthwise(
    [1, 7, 6, 3],
    [3, 4, 3, 2],
    {
      strides: [2, 1],
      dilation: [2, 1],
      padding: [
        [2, 1],
        [1, 2],
      ],
    },
    { why: 'all options' },
  ),
  depthwise([1, 4, 5, 4, 4], [2, 3, 2, 4, 1], {}, { shape: [1, 3, 3, 3, 4], why: 'three axes' }),
  depthwise([3, 26, 26, 8], [3, 3, 8, 1], {}, { gradient: 'skip', why: 'many workgroups and parts' }),
  {
    shapes: [
      [1, 5, 5, 3],
      [3, 3, 2, 1],
    ],
    call: (x, kernel) => ops.depthwiseConv(x, kernel),
    throws: ShapeError,
  },
  {
    shapes: [
      [1, 2, 2, 3],
      [3, 3, 3, 1],
    ],
    call: (x, kernel) => ops.depthwiseConv(x, kernel),
    throws: ShapeError,
  },
  {
    shapes: [
      [1, 5, 5, 3],
      [3, 3, 3, 1],
    ],
    call: (x, kernel) => ops.depthwiseConv(x, kernel, { strides: [0, 1] }),
    throws: InvalidArgumentError,
  },
];

export const depthwiseRows = { depthwiseConv: rows } satisfies Record<string, readonly OpCase[]>;
