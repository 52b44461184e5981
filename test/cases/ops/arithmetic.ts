/** Rows of binary arithmetic. */
import * as ops from '../../../src/kernels/index.ts';
import type { OpCase } from '../opCase.ts';
import { binary, integers, sums } from './binary.ts';

export const arithmetic = {
  add: [
    ...binary(sums),
    ...integers({ range: [-9, 9] }),
    { shapes: [[5]], call: (x) => ops.add(x, x), why: 'the same operand twice: gradients add up' },
    { shapes: [[5]], call: (x) => ops.add(x, 0), why: 'the neutral element' },
    { shapes: [[5]], call: (x) => ops.add(1.5, x), why: 'a number on the left' },
    {
      values: [
        [1, 2],
        [3, 4],
      ],
      dtypes: ['int32', 'float32'],
      gives: [4, 6],
      why: 'an integer meets a float',
    },
    { values: [[1, 0, 1]], dtypes: ['bool'], call: (x) => ops.add(x, 1), gives: [2, 1, 2], gradient: 'none' },
    { values: [[1, 2]], dtypes: ['int32'], call: (x) => ops.add(x, 0.5), gives: [1.5, 2.5], gradient: 'none' },
  ],
  subtract: [
    ...binary(sums),
    ...integers({ range: [-9, 9] }),
    { shapes: [[5]], call: (x) => ops.subtract(x, x), why: 'the same operand twice: the gradient is zero' },
    { shapes: [[5]], call: (x) => ops.subtract(0, x), why: 'zero is not neutral on the left' },
    {
      values: [
        [1e8, 3],
        [1e8, 2.9999998],
      ],
      gives: [0, 2.384185791015625e-7],
      why: 'cancellation',
    },
  ],
  multiply: [
    ...binary(sums),
    ...integers({ range: [-9, 9] }),
    { shapes: [[5]], call: (x) => ops.multiply(x, x) },
    { shapes: [[5]], call: (x) => ops.multiply(x, 1), why: 'the neutral element' },
    { shapes: [[5]], call: (x) => ops.multiply(x, 0), why: 'a zero gradient' },
    {
      values: [[65536, -65536]],
      dtypes: ['int32'],
      call: (x) => ops.multiply(x, 65536),
      gives: [0, 0],
      gradient: 'none',
      why: 'integers wrap around',
    },
  ],
  divide: [
    ...binary({
      range: [
        [-2, 2],
        [0.5, 3],
      ],
      kind: 'division',
      ...sums,
    }),
    {
      shapes: [[9], [9]],
      range: [
        [-2, 2],
        [-3, -0.5],
      ],
      kind: 'division',
    },
    {
      values: [
        [7, -7],
        [2, 2],
      ],
      dtypes: ['int32', 'int32'],
      gives: [3.5, -3.5],
      gradient: 'none',
      kind: 'division',
      why: 'integers divide as floats',
    },
    { shapes: [[5]], call: (x) => ops.divide(x, 1), why: 'the neutral element' },
    { shapes: [[5]], range: [0.5, 2], call: (x) => ops.divide(1, x), kind: 'division' },
    {
      values: [
        [1, -1, 1e-30],
        [1e30, 1e-30, 1e-30],
      ],
      kind: 'division',
      gradient: 'skip',
      why: 'large and small quotients',
    },
  ],
  power: [
    {
      values: [
        [2, -3, 5],
        [10, 3, 0],
      ],
      dtypes: ['int32', 'int32'],
      gives: [1024, -27, 1],
      gradient: 'none',
      kind: 'exact',
      why: 'integers',
    },
    ...binary({
      range: [
        [0.2, 2.5],
        [-2, 3],
      ],
      kind: 'power',
      backward: 'power',
    }),
    { shapes: [[65]], call: (x) => ops.power(x, 2), kind: 'arithmetic', why: 'a square' },
    { shapes: [[65]], range: [0.1, 4], call: (x) => ops.power(x, 0.5), kind: 'division', why: 'a root' },
    {
      shapes: [[65]],
      call: (x) => ops.power(x, 3),
      avoid: [0],
      kind: 'power',
      why: 'a negative base with an odd exponent',
    },
    {
      shapes: [[65]],
      call: (x) => ops.power(x, 4),
      avoid: [0],
      kind: 'power',
      why: 'a negative base with an even exponent',
    },
    { shapes: [[65]], call: (x) => ops.power(x, -1), avoid: [0, 0.1, -0.1], kind: 'power', why: 'a reciprocal' },
    { shapes: [[65]], call: (x) => ops.power(2, x), kind: 'power', why: 'a fixed base' },
    {
      values: [
        [-2, -2, 0, 0, 0, 5],
        [3, 2, 0, 1, 2.5, 0],
      ],
      gives: [-8, 4, 1, 0, 0, 1],
      gradient: 'rough',
      kind: 'power',
      why: 'signs and zeros',
    },
    {
      values: [[0, 0, 3, -3]],
      call: (x) => ops.power(x, 3),
      gives: [0, 0, 27, -27],
      kind: 'power',
      why: 'the derivative at zero is zero',
    },
    {
      values: [[100, -100, 1e-10]],
      call: (x) => ops.power(x, 3),
      kind: 'power',
      gives: [1e6, -1e6, 1e-30],
      why: 'large and small bases',
    },
  ],
  maximum: [
    {
      values: [
        [true, false],
        [false, false],
      ],
      dtypes: ['bool', 'bool'],
      gives: [1, 0],
      gradient: 'none',
      why: 'booleans count as numbers',
    },
    ...binary({ kind: 'exact', ...sums }),
    ...integers({ range: [-9, 9] }),
    { shapes: [[65]], call: (x) => ops.maximum(x, 0), avoid: [0] },
    {
      values: [
        [1, 2, 3],
        [1, 5, 3],
      ],
      gives: [1, 5, 3],
      why: 'ties share the gradient',
    },
  ],
  minimum: [
    ...binary({ kind: 'exact', ...sums }),
    ...integers({ range: [-9, 9] }),
    { shapes: [[65]], call: (x) => ops.minimum(0.5, x), avoid: [0.5] },
    {
      values: [
        [1, 2, 3],
        [1, 5, 3],
      ],
      gives: [1, 2, 3],
      why: 'ties share the gradient',
    },
  ],
  floorDivide: [
    ...binary({
      range: [
        [-9, 9],
        [0.7, 3],
      ],
      kind: 'exact',
      gradient: 'none',
    }),
    ...integers({
      range: [
        [-20, 20],
        [1, 7],
      ],
    }),
    {
      values: [
        [7, -7, 7, -7, 6, -6],
        [2, 2, -2, -2, -3, 3],
      ],
      gives: [3, -4, -4, 3, -2, -2],
      gradient: 'none',
      kind: 'exact',
    },
    {
      values: [
        [7, -7, 7, -7, 6, -6],
        [2, 2, -2, -2, -3, 3],
      ],
      dtypes: ['int32', 'int32'],
      gives: [3, -4, -4, 3, -2, -2],
      gradient: 'none',
    },
  ],
  modulo: [
    ...binary({
      range: [
        [-9, 9],
        [0.7, 3],
      ],
      ...sums,
      why: 'a remainder',
    }),
    ...integers({
      range: [
        [-20, 20],
        [1, 7],
      ],
    }),
    {
      values: [
        [7, -7, 7, -7],
        [2, 2, -2, -2],
      ],
      gives: [1, 1, -1, -1],
      gradient: 'rough',
      why: 'the sign of the divisor',
    },
    {
      values: [
        [7, -7, 7, -7],
        [2, 2, -2, -2],
      ],
      dtypes: ['int32', 'int32'],
      gives: [1, 1, -1, -1],
      gradient: 'none',
    },
  ],
  squaredDifference: [...binary({ backward: 'sum', terms: 128 }), ...integers({ range: [-9, 9] })],
} satisfies Record<string, readonly OpCase[]>;
