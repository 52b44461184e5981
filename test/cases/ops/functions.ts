/** Rows of unary elementwise ops. */
import * as ops from '../../../src/kernels/index.ts';
import { InvalidArgumentError } from '../../../src/runtime/errors.ts';
import { aroundWorkgroup, type OpCase, rows } from '../opCase.ts';

/** Rows that every unary op has. */
function unary(common: Partial<OpCase> = {}): OpCase[] {
  return rows(common, ...aroundWorkgroup(1), { shapes: [[]], why: 'a scalar' }, { shapes: [[2, 1, 3]] });
}

/** Steps: no gradient, equal bits. */
function step(): OpCase[] {
  return unary({ kind: 'exact', gradient: 'none', range: [-4, 4], avoid: [-3, -2, -1, 0, 1, 2, 3] });
}

/** Where exponentials overflow, vanish or lose digits. */
const LARGE = [-100, -88, -30, -15, -9, 9, 15, 30, 88, 100];
const HUGE = [-1e30, -1000, ...LARGE, 1000, 1e30];

export const functions = {
  negative: [...unary({ kind: 'exact' }), { values: [[1, -2]], dtypes: ['int32'], gives: [-1, 2], gradient: 'none' }],
  abs: [
    ...unary({ kind: 'exact', avoid: [0] }),
    { values: [[0, -3, 3]], gives: [0, 3, 3], why: 'the derivative at 0 is 0' },
    { values: [[-3, 0, 3]], dtypes: ['int32'], gives: [3, 0, 3], gradient: 'none' },
  ],
  sign: [
    ...step(),
    { values: [[-3, 0, 3]], gives: [-1, 0, 1], gradient: 'none' },
    { values: [[-3, 0, 3]], dtypes: ['int32'], gives: [-1, 0, 1], gradient: 'none' },
  ],
  square: [...unary(), { values: [[-3, 0, 3]], dtypes: ['int32'], gives: [9, 0, 9], gradient: 'none' }],
  sqrt: [
    ...unary({ range: [0.1, 4], kind: 'division' }),
    { values: [[0, 1, 4, 1e-30, 1e30]], gives: [0, 1, 2, 1e-15, 1e15], gradient: 'skip', kind: 'division' },
    { values: [[0, 1, 4]], dtypes: ['int32'], gives: [0, 1, 2], gradient: 'none', kind: 'division', why: 'integers' },
  ],
  rsqrt: [
    ...unary({ range: [0.1, 4], kind: 'division' }),
    { values: [[1, 4, 1e-30, 1e30]], gives: [1, 0.5, 1e15, 1e-15], gradient: 'skip', kind: 'division' },
    { values: [[1, 4]], dtypes: ['int32'], gives: [1, 0.5], gradient: 'none', kind: 'division', why: 'integers' },
  ],
  exp: [
    ...unary({ kind: 'exponential' }),
    { values: [LARGE], kind: 'exponential', why: 'overflows and vanishes' },
    { values: [[0]], dtypes: ['int32'], gives: [1], gradient: 'none', kind: 'exponential', why: 'integers' },
  ],
  expm1: [
    ...unary({ kind: 'exponential' }),
    { values: [LARGE], kind: 'exponential', why: 'overflows and reaches -1' },
    { values: [[88.5, 88.7]], kind: 'exponential', gradient: 'skip', why: 'the largest results' },
    { values: [[1e-30, 1e-7, -1e-5, 0.34, 0.36, -0.34, -0.36, 0]], kind: 'division', why: 'keeps the digits near 0' },
    { values: [[0]], dtypes: ['int32'], gives: [0], gradient: 'none', kind: 'exponential', why: 'integers' },
  ],
  log: [
    ...unary({ range: [0.1, 5], kind: 'exponential' }),
    {
      values: [[1e-30, 1e-7, 0.999, 1, 1.001, 1e30]],
      gradient: 'rough',
      kind: 'exponential',
      why: 'very small, near one, very large',
    },
    { values: [[1]], dtypes: ['int32'], gives: [0], gradient: 'none', kind: 'exponential', why: 'integers' },
  ],
  log1p: [
    ...unary({ range: [-0.9, 5], kind: 'exponential' }),
    { values: [[1e-30, 1e-7, -1e-5, 0.39, 0.41, -0.39, -0.41, 0]], kind: 'division', why: 'keeps the digits near 0' },
    { values: [[100, 1e6, 1e30]], kind: 'exponential', gradient: 'skip', why: 'large arguments' },
    { values: [[0]], dtypes: ['int32'], gives: [0], gradient: 'none', kind: 'exponential', why: 'integers' },
  ],
  sin: [
    ...unary({ kind: 'trigonometric' }),
    { shapes: [[65]], range: [-30, 30], kind: 'trigonometric', why: 'several turns' },
  ],
  cos: [
    ...unary({ kind: 'trigonometric' }),
    { shapes: [[65]], range: [-30, 30], kind: 'trigonometric', why: 'several turns' },
  ],
  tanh: [
    ...unary({ kind: 'tanh' }),
    { values: [HUGE], kind: 'tanh', why: 'saturates, never NaN' },
    { values: [[0, 1e-30, 1e-7, -1e-4]], kind: 'division', why: 'keeps the digits near 0' },
    { values: [[0]], dtypes: ['int32'], gives: [0], gradient: 'none', kind: 'tanh', why: 'integers' },
  ],
  sigmoid: [
    ...unary({ kind: 'exponential' }),
    { values: [HUGE], kind: 'exponential', why: 'saturates, never NaN' },
    { values: [[0]], gives: [0.5], kind: 'exponential' },
    { values: [[0]], dtypes: ['int32'], gives: [0.5], gradient: 'none', kind: 'exponential', why: 'integers' },
  ],
  softplus: [
    ...unary({ kind: 'exponential' }),
    { values: [HUGE], kind: 'exponential', why: 'linear for large, zero for small arguments' },
    { values: [[-20, -15, -10]], kind: 'exponential', backward: 'exponential', why: 'small results' },
  ],
  erf: [
    ...unary({ kind: 'tanh' }),
    { values: [[...HUGE, 0, 1e-7, 0.49, 0.51, -2, 3]], kind: 'tanh', why: 'saturates' },
    { values: [[0]], dtypes: ['int32'], gives: [0], gradient: 'none', kind: 'tanh', why: 'integers' },
  ],
  floor: [
    ...step(),
    { values: [[-1.5, -1, -0.5, 0, 0.5, 1, 1.5]], gives: [-2, -1, -1, 0, 0, 1, 1], gradient: 'none' },
    { values: [[-3, 2]], dtypes: ['int32'], gives: [-3, 2], gradient: 'none', kind: 'exact', why: 'integers' },
  ],
  ceil: [
    ...step(),
    { values: [[-1.5, -1, -0.5, 0, 0.5, 1, 1.5]], gives: [-1, -1, 0, 0, 1, 1, 2], gradient: 'none' },
    { values: [[-3, 2]], dtypes: ['int32'], gives: [-3, 2], gradient: 'none', kind: 'exact', why: 'integers' },
  ],
  round: [
    ...step(),
    {
      values: [[-2.5, -1.5, -0.5, 0.5, 1.5, 2.5, 3.5]],
      gives: [-2, -2, 0, 0, 2, 2, 4],
      gradient: 'none',
      why: 'halves go to even',
    },
    {
      values: [[0.49999997, 8388609, -8388609]],
      gives: [0, 8388609, -8388609],
      gradient: 'none',
      why: 'no half is added',
    },
    { values: [[-3, 2]], dtypes: ['int32'], gives: [-3, 2], gradient: 'none', kind: 'exact', why: 'integers' },
  ],
  isFinite: [
    ...unary({ gradient: 'none' }),
    {
      values: [[Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0, 3.4e38]],
      gives: [false, false, false, true, true],
      gradient: 'none',
      why: 'NaN and infinities',
    },
    { values: [[-3, 2]], dtypes: ['int32'], gives: [true, true], gradient: 'none', kind: 'exact', why: 'integers' },
  ],
  clip: [
    ...unary({ call: (x) => ops.clip(x, -1, 0.5), kind: 'exact', avoid: [-1, 0.5] }),
    {
      shapes: [[9]],
      call: (x) => ops.clip(x, 0, Number.POSITIVE_INFINITY),
      avoid: [0],
      kind: 'exact',
      why: 'no upper limit',
    },
    {
      shapes: [[9]],
      call: (x) => ops.clip(x, Number.NEGATIVE_INFINITY, 0),
      avoid: [0],
      kind: 'exact',
      why: 'no lower limit',
    },
    {
      values: [[-1, 0, 1]],
      call: (x) => ops.clip(x, -1, 1),
      gives: [-1, 0, 1],
      gradient: 'rough',
      why: 'the gradient passes at the limits',
    },
    { shapes: [[3]], call: (x) => ops.clip(x, 1, 0), throws: InvalidArgumentError },
    {
      values: [[-5, 0, 5]],
      dtypes: ['int32'],
      call: (x) => ops.clip(x, -1, 1),
      gives: [-1, 0, 1],
      gradient: 'none',
      why: 'integers',
    },
  ],
  cast: [
    { shapes: [[9]], call: (x) => ops.cast(x, 'float32'), kind: 'exact', why: 'nothing to do' },
    {
      values: [[-1.7, -0.5, 0.5, 1.7]],
      call: (x) => ops.cast(x, 'int32'),
      gives: [-1, 0, 0, 1],
      gradient: 'none',
      why: 'towards zero',
    },
    {
      values: [[-1, 0, 7]],
      dtypes: ['int32'],
      call: (x) => ops.cast(x, 'float32'),
      gives: [-1, 0, 7],
      gradient: 'none',
    },
    { values: [[-1, 0, 0.1]], call: (x) => ops.cast(x, 'bool'), gives: [true, false, true], gradient: 'none' },
    {
      values: [[-1, 0, 7]],
      dtypes: ['int32'],
      call: (x) => ops.cast(x, 'bool'),
      gives: [true, false, true],
      gradient: 'none',
    },
    { shapes: [[65]], dtypes: ['bool'], call: (x) => ops.cast(x, 'float32'), gradient: 'none', kind: 'exact' },
    { shapes: [[65]], dtypes: ['bool'], call: (x) => ops.cast(x, 'int32'), gradient: 'none', kind: 'exact' },
    {
      values: [[3e9, -3e9]],
      call: (x) => ops.cast(x, 'int32'),
      gives: [2147483520, -2147483648],
      gradient: 'none',
      why: 'beyond the integers',
    },
  ],
  stopGradient: unary({ kind: 'exact', gradient: 'none' }),
} satisfies Record<string, readonly OpCase[]>;
