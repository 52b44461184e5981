/** Rows of conv. */
import * as ops from '../../../src/kernels/index.ts';
import { InvalidArgumentError, ShapeError } from '../../../src/runtime/errors.ts';
import type { OpCase } from '../opCase.ts';

interface Options {
  readonly strides?: readonly number[];
  readonly dilation?: readonly number[];
  readonly groups?: number;
  readonly transposeKernel?: boolean;
}

/** A convolution of an input by a kernel, both as they lie in memory. */
function convolution(x: readonly number[], kernel: readonly number[], options: Options = {}, row: OpCase = {}): OpCase {
  const terms = kernel.slice(0, -1).reduce((product, size) => product * size, 1);
  return {
    shapes: [x, kernel],
    call: (input, weights) => ops.conv(input, weights, options),
    kind: 'sum',
    terms: Math.max(
      terms,
      x.slice(0, -1).reduce((product, size) => product * size, 1),
    ),
    ...row,
  };
}

const convolutions: readonly OpCase[] = [
  convolution([2, 7, 3], [3, 3, 4], {}, { shape: [2, 5, 4], why: 'one spatial axis' }),
  convolution([1, 1, 1], [1, 1, 1], {}, { why: 'everything is 1' }),
  convolution([2, 6, 5, 3], [3, 2, 3, 5], {}, { shape: [2, 4, 4, 5] }),
  convolution([2, 9, 8, 1], [3, 3, 1, 6], {}, { why: 'one channel' }),
  convolution([2, 9, 8, 4], [3, 3, 4, 16], {}, { why: 'vectors along the channels' }),
  convolution([1, 5, 6, 2], [1, 1, 2, 3], {}, { why: 'a kernel of one tap is a matrix product' }),
  convolution(
    [2, 8, 9, 3],
    [3, 3, 3, 4],
    { strides: [2, 2] },
    { shape: [2, 3, 4, 4], why: 'strides, a row that is left over' },
  ),
  convolution([1, 7, 7, 2], [3, 2, 2, 3], { strides: [1, 3] }, { why: 'different strides' }),
  convolution([1, 9, 10, 2], [3, 3, 2, 4], { dilation: [2, 3] }, { shape: [1, 5, 4, 4], why: 'dilation' }),
  convolution([1, 12, 2], [3, 2, 3], { strides: [2], dilation: [2] }, { why: 'strides and dilation at once' }),
  convolution([2, 6, 6, 6], [3, 3, 2, 9], { groups: 3 }, { shape: [2, 4, 4, 9], why: 'groups' }),
  convolution([1, 5, 5, 8], [2, 2, 4, 8], { groups: 2, strides: [2, 1] }, { why: 'groups with vectors, strides' }),
  convolution([1, 4, 5, 4, 2], [2, 3, 2, 2, 3], {}, { shape: [1, 3, 3, 3, 3], why: 'three spatial axes' }),
  convolution(
    [1, 5, 5, 5, 2],
    [2, 2, 2, 2, 2],
    { strides: [2, 1, 2], dilation: [1, 2, 1] },
    { why: 'three spatial axes, all options' },
  ),
  convolution(
    [2, 6, 6, 5],
    [3, 3, 4, 5],
    { transposeKernel: true },
    { shape: [2, 4, 4, 4], why: 'the kernel read transposed' },
  ),
  convolution(
    [1, 6, 6, 6],
    [2, 2, 2, 6],
    { transposeKernel: true, groups: 3, strides: [2, 2] },
    { shape: [1, 3, 3, 6], why: 'transposed, groups' },
  ),
  convolution([3, 17, 16, 8], [3, 3, 8, 33], {}, { gradient: 'skip', why: 'more work than the smallest tiles take' }),
  convolution([2, 28, 28, 1], [3, 3, 1, 32], {}, { gradient: 'skip', why: 'the first layer of a digit reader' }),
  convolution([1, 5, 5, 3], [3, 3, 2, 4], {}, { throws: ShapeError }),
  convolution([1, 2, 5, 3], [3, 3, 3, 4], {}, { throws: ShapeError }),
  convolution([1, 5, 5, 3], [3, 3, 4], {}, { throws: ShapeError }),
  convolution([1, 5, 5, 3], [3, 3, 3, 4], { strides: [0, 1] }, { throws: InvalidArgumentError }),
];

export const convolutionRows = { conv: convolutions } satisfies Record<string, readonly OpCase[]>;
