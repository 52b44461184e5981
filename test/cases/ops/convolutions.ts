/** Rows of conv. */
import * as ops from '../../../src/kernels/index.ts';
import { InvalidArgumentError, ShapeError } from '../../../src/runtime/errors.ts';
import type { OpCase } from '../opCase.ts';

interface Options {
  readonly strides?: readonly number[];
  readonly dilation?: readonly number[];
  readonly padding?: readonly (readonly [number, number])[];
  readonly groups?: number;
  readonly transposeKernel?: boolean;
}

/** Products that add up to one element, at most. */
function termsOf(x: readonly number[], kernel: readonly number[]): number {
  const terms = kernel.slice(0, -1).reduce((product, size) => product * size, 1);
  return Math.max(
    terms,
    x.slice(0, -1).reduce((product, size) => product * size, 1),
  );
}

/** A convolution of an input by a kernel, both as they lie in memory. */
function convolution(x: readonly number[], kernel: readonly number[], options: Options = {}, row: OpCase = {}): OpCase {
  return {
    shapes: [x, kernel],
    call: (input, weights) => ops.conv(input, weights, options),
    kind: 'sum',
    terms: termsOf(x, kernel),
    ...row,
  };
}

/** A transposed convolution: from the gradient of a result to an input of shape x. */
function transposed(
  dy: readonly number[],
  kernel: readonly number[],
  x: readonly number[],
  options: Options = {},
  row: OpCase = {},
): OpCase {
  return {
    shapes: [dy, kernel],
    call: (gradient, weights) => ops.convInput(gradient, weights, x, options),
    shape: x,
    kind: 'sum',
    terms: termsOf(x, kernel),
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
  convolution(
    [1, 5, 6, 2],
    [3, 2, 2, 3],
    {
      padding: [
        [1, 1],
        [0, 1],
      ],
    },
    { shape: [1, 5, 6, 3], why: 'padding' },
  ),
  convolution([2, 7, 2], [3, 2, 3], { dilation: [2], padding: [[4, 0]] }, { shape: [2, 7, 3], why: 'causal' }),
  convolution(
    [1, 7, 8, 2],
    [4, 3, 2, 3],
    {
      strides: [2, 3],
      padding: [
        [1, 2],
        [2, 0],
      ],
    },
    { shape: [1, 4, 3, 3], why: 'padding and strides' },
  ),
  convolution(
    [1, 8, 7, 4],
    [3, 5, 2, 6],
    {
      strides: [2, 4],
      groups: 2,
      padding: [
        [1, 1],
        [4, 3],
      ],
    },
    { shape: [1, 4, 3, 6], why: 'padding as long as a stride, groups' },
  ),
  convolution(
    [2, 5, 5, 3],
    [1, 1, 3, 2],
    { strides: [2, 3] },
    { shape: [2, 3, 2, 2], why: 'a kernel of one tap, strides' },
  ),
  convolution([1, 3, 2], [2, 2, 2], { padding: [[3, 4]] }, { shape: [1, 9, 2], why: 'windows of nothing but padding' }),
  convolution(
    [1, 6, 7, 3],
    [3, 3, 2, 3],
    {
      strides: [2, 1],
      transposeKernel: true,
      padding: [
        [1, 1],
        [1, 1],
      ],
    },
    { shape: [1, 3, 7, 2], why: 'transposed, strides, padding' },
  ),
  convolution([3, 17, 16, 8], [3, 3, 8, 33], {}, { gradient: 'skip', why: 'more work than the smallest tiles take' }),
  convolution([2, 28, 28, 1], [3, 3, 1, 32], {}, { gradient: 'skip', why: 'the first layer of a digit reader' }),
  convolution([1, 5, 5, 3], [3, 3, 2, 4], {}, { throws: ShapeError }),
  convolution([1, 2, 5, 3], [3, 3, 3, 4], {}, { throws: ShapeError }),
  convolution([1, 5, 5, 3], [3, 3, 4], {}, { throws: ShapeError }),
  convolution([1, 5, 5, 3], [3, 3, 3, 4], { strides: [0, 1] }, { throws: InvalidArgumentError }),
];

const transposeds: readonly OpCase[] = [
  transposed([2, 5, 4], [3, 3, 4], [2, 7, 3], {}, { why: 'one spatial axis' }),
  transposed([2, 5, 4], [3, 3, 4], [2, 12, 3], { strides: [2] }, { why: 'strides, a place that no window reaches' }),
  transposed([1, 3, 4, 3], [2, 3, 2, 3], [1, 6, 12, 2], { strides: [2, 3] }, { why: 'windows side by side' }),
  transposed([1, 3, 3, 3], [1, 2, 2, 3], [1, 8, 8, 2], { strides: [3, 3] }, { why: 'gaps between windows' }),
  transposed(
    [2, 4, 4, 3],
    [3, 3, 2, 3],
    [2, 8, 8, 2],
    {
      strides: [2, 2],
      padding: [
        [0, 1],
        [1, 0],
      ],
    },
    { why: 'as with padding: same' },
  ),
  transposed([1, 3, 4, 6], [4, 3, 2, 6], [1, 9, 13, 4], { strides: [2, 3], groups: 2 }, { why: 'strides, groups' }),
  transposed([1, 4, 3], [3, 2, 3], [1, 8, 2], { dilation: [2] }, { why: 'dilation' }),
  transposed([1, 3, 3], [3, 2, 3], [1, 9, 2], { strides: [2], dilation: [2] }, { why: 'strides and dilation at once' }),
  transposed([1, 2, 3, 2, 2], [2, 2, 3, 2, 2], [1, 4, 4, 5, 2], { strides: [2, 1, 2] }, { why: 'three spatial axes' }),
  transposed(
    [1, 3, 4],
    [3, 2, 4],
    [1, 7, 4],
    { strides: [2], transposeKernel: true, groups: 1 },
    { throws: ShapeError },
  ),
  transposed([2, 3, 2], [3, 2, 4], [2, 7, 4], { strides: [2], transposeKernel: true }, { why: 'transposed, strides' }),
  transposed([2, 14, 14, 16], [4, 4, 8, 16], [2, 30, 30, 8], { strides: [2, 2] }, { gradient: 'skip', why: 'large' }),
  transposed([1, 5, 4], [3, 3, 4], [1, 8, 3], {}, { throws: ShapeError }),
];

export const convolutionRows = { conv: convolutions, convInput: transposeds } satisfies Record<
  string,
  readonly OpCase[]
>;
