/** Rows of tensors put together, and of numbers laid out. */
import * as ops from '../../../src/kernels/index.ts';
import { InvalidArgumentError, ShapeError } from '../../../src/runtime/errors.ts';
import { AROUND, type OpCase, rows } from '../opCase.ts';

const exact = { kind: 'exact', backward: 'sum', terms: 64 } as const;

export const combination = {
  concatenate: rows(
    exact,
    { values: [[1, 2], [3]], call: (...x) => ops.concatenate(x), gives: [1, 2, 3] },
    {
      shapes: [
        [2, 3],
        [2, 5],
        [2, 1],
      ],
      call: (...x) => ops.concatenate(x, 1),
      shape: [2, 9],
    },
    {
      shapes: [
        [2, 3],
        [4, 3],
      ],
      call: (...x) => ops.concatenate(x, 0),
      shape: [6, 3],
    },
    {
      shapes: [
        [2, 3, 4],
        [2, 5, 4],
      ],
      call: (...x) => ops.concatenate(x, -2),
      shape: [2, 8, 4],
    },
    { shapes: [[65], [63], [64], [1]], call: (...x) => ops.concatenate(x), shape: [193] },
    { shapes: [[3]], call: (...x) => ops.concatenate(x), shape: [3], why: 'one tensor' },
    { shapes: [[3]], call: (x) => ops.concatenate([x, x]), shape: [6], why: 'the same tensor twice' },
    { shapes: [[3], [2]], dtypes: ['bool', 'bool'], call: (...x) => ops.concatenate(x), gradient: 'none' },
    { shapes: [[3], [2]], dtypes: ['int32', 'int32'], call: (...x) => ops.concatenate(x), gradient: 'none' },
    {
      values: [[Number.POSITIVE_INFINITY], [1]],
      call: (...x) => ops.concatenate(x),
      gives: [Number.POSITIVE_INFINITY, 1],
      gradient: 'skip',
      why: 'an infinity stays at its place',
    },
    {
      values: [
        [0, 0],
        [1, 0],
      ],
      call: (...x) => ops.concatenate(x),
      gives: [0, 0, 1, 0],
      why: 'zeros',
    },
    {
      shapes: new Array<number[]>(12).fill([2, 2]),
      call: (...x) => ops.concatenate(x),
      shape: [2, 24],
      why: 'more tensors than one kernel can bind',
    },
    { call: () => ops.concatenate([]), throws: ShapeError },
    {
      shapes: [
        [2, 3],
        [3, 3],
      ],
      call: (...x) => ops.concatenate(x, 1),
      throws: ShapeError,
    },
    { shapes: [[2, 3], [3]], call: (...x) => ops.concatenate(x, 0), throws: ShapeError },
  ),
  stack: rows(
    exact,
    {
      values: [
        [1, 2],
        [3, 4],
      ],
      call: (...x) => ops.stack(x),
      gives: [
        [1, 2],
        [3, 4],
      ],
    },
    {
      values: [
        [1, 2],
        [3, 4],
      ],
      call: (...x) => ops.stack(x, -1),
      gives: [
        [1, 3],
        [2, 4],
      ],
    },
    {
      shapes: [
        [2, 3],
        [2, 3],
        [2, 3],
      ],
      call: (...x) => ops.stack(x, 1),
      shape: [2, 3, 3],
    },
    { shapes: [[], []], call: (...x) => ops.stack(x), shape: [2], why: 'scalars' },
    { shapes: [[2], [3]], call: (...x) => ops.stack(x), throws: ShapeError },
    { call: () => ops.stack([]), throws: ShapeError },
  ),
  split: rows(
    exact,
    { shapes: [[2, 6]], call: (x) => ops.split(x, 3), shape: [2, 2] },
    { shapes: [[6, 2]], call: (x) => ops.split(x, [1, 2, 3], 0), shape: [1, 2] },
    { shapes: [[5]], call: (x) => ops.split(x, 1), shape: [5], why: 'one part' },
    { shapes: [[130]], call: (x) => ops.split(x, 2), shape: [65] },
    { shapes: [[2, 6]], call: (x) => ops.split(x, 4), throws: ShapeError },
    { shapes: [[2, 6]], call: (x) => ops.split(x, [1, 2]), throws: ShapeError },
  ),
  iota: [
    ...AROUND.map((size): OpCase => ({ call: () => ops.iota([size]), why: `${size}`, shape: [size] })),
    {
      call: () => ops.iota([2, 3], 0),
      gives: [
        [0, 0, 0],
        [1, 1, 1],
      ],
    },
    {
      call: () => ops.iota([2, 3]),
      gives: [
        [0, 1, 2],
        [0, 1, 2],
      ],
    },
    { call: () => ops.iota([2, 1, 3], 1, 'float32'), gives: [[[0, 0, 0]], [[0, 0, 0]]] },
    { call: () => ops.iota([2], 1), throws: ShapeError },
  ],
  arange: [
    { call: () => ops.arange(2, 5), gives: [2, 3, 4] },
    { call: () => ops.arange(-2, 2, 'float32'), gives: [-2, -1, 0, 1] },
    { call: () => ops.arange(0, 257), shape: [257] },
    { call: () => ops.arange(0, 2.5), gives: [0, 1, 2], why: 'a stop between numbers' },
    { call: () => ops.arange(3, 3), throws: InvalidArgumentError, why: 'there are no empty tensors' },
  ],
  oneHot: [
    {
      values: [[1, 0, 2]],
      dtypes: ['int32'],
      call: (x) => ops.oneHot(x, 3),
      gives: [
        [0, 1, 0],
        [1, 0, 0],
        [0, 0, 1],
      ],
      gradient: 'none',
    },
    {
      values: [[-1, 3]],
      dtypes: ['int32'],
      call: (x) => ops.oneHot(x, 3),
      gives: [
        [0, 0, 0],
        [0, 0, 0],
      ],
      gradient: 'none',
      why: 'no such class',
    },
    {
      values: [[1, 2]],
      call: (x) => ops.oneHot(x, 3),
      gives: [
        [0, 1, 0],
        [0, 0, 1],
      ],
      gradient: 'none',
      why: 'floats',
    },
    {
      shapes: [[2, 3]],
      dtypes: ['int32'],
      range: [0, 65],
      call: (x) => ops.oneHot(x, 65),
      shape: [2, 3, 65],
      gradient: 'none',
    },
    {
      values: [2],
      dtypes: ['int32'],
      call: (x) => ops.oneHot(x, 4),
      gives: [0, 0, 1, 0],
      gradient: 'none',
      why: 'a scalar',
    },
  ],
  full: [
    {
      call: () => ops.full([2, 2], 3),
      gives: [
        [3, 3],
        [3, 3],
      ],
    },
    { call: () => ops.full([], 1.5), gives: 1.5 },
    { call: () => ops.full([65], -2, 'int32'), shape: [65] },
    { call: () => ops.full([3], 1, 'bool'), gives: [true, true, true] },
    {
      call: () => ops.full([2], Number.POSITIVE_INFINITY),
      gives: [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY],
      why: 'an infinity',
    },
  ],
} satisfies Record<string, readonly OpCase[]>;
