/** Rows of binary elementwise ops and `where`. */
import * as ops from '../../../src/kernels/index.ts';
import { ShapeError } from '../../../src/runtime/errors.ts';
import { aroundWorkgroup, type OpCase, rows } from '../opCase.ts';

/** Shapes that broadcast: from either side, in the middle, new axes, scalars, axes of size 1. */
const broadcasting: readonly OpCase[] = [
  {
    shapes: [
      [3, 1],
      [1, 4],
    ],
    why: 'both sides broadcast',
  },
  { shapes: [[2, 3], [3]], why: 'a new leading axis' },
  {
    shapes: [
      [4, 1],
      [2, 1, 5],
    ],
    why: 'a new leading axis on the left',
  },
  { shapes: [[], [2, 3]], why: 'a scalar on the left' },
  { shapes: [[7], [1]], why: 'one element on the right' },
  {
    shapes: [
      [2, 1, 3, 1],
      [5, 1, 4],
    ],
    why: 'kept and broadcast axes alternate',
  },
  { shapes: [[], []], why: 'two scalars' },
];

const misfit: OpCase = { shapes: [[2, 3], [4]], throws: ShapeError };

/** Rows that every binary op on numbers has. */
function binary(common: Partial<OpCase> = {}): OpCase[] {
  return [...rows(common, ...aroundWorkgroup(2), ...broadcasting), misfit];
}

/** Integer operands: compared bit by bit, no gradient. */
function integers(common: Partial<OpCase> = {}): OpCase[] {
  const both: Partial<OpCase> = { dtypes: ['int32', 'int32'], gradient: 'none', kind: 'exact', ...common };
  return rows(both, { shapes: [[65], [65]] }, { shapes: [[2, 3], [3]] });
}

/** Sums over broadcast axes stay short here: the terms of `sum`. */
const sums = { backward: 'sum', terms: 64 } as const;

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
  where: [
    ...rows({ dtypes: ['bool', 'float32', 'float32'], kind: 'exact', ...sums }, ...aroundWorkgroup(3)),
    {
      shapes: [[3, 1], [4], [2, 1, 1]],
      dtypes: ['bool', 'float32', 'float32'],
      kind: 'exact',
      ...sums,
      why: 'all three broadcast',
    },
    { shapes: [[5], [5]], dtypes: ['bool', 'float32'], call: (c, x) => ops.where(c, x, 0), kind: 'exact' },
    { shapes: [[5], [5]], dtypes: ['bool', 'float32'], call: (c, x) => ops.where(c, 7, x), kind: 'exact' },
    {
      values: [
        [1, 0],
        [3, 4],
        [5, 6],
      ],
      dtypes: ['bool', 'int32', 'int32'],
      gives: [3, 6],
      gradient: 'none',
    },
    {
      values: [
        [2, 0, -1],
        [1, 2, 3],
        [4, 5, 6],
      ],
      gives: [1, 5, 3],
      gradient: 'rough',
      call: (c, a, b) => ops.add(ops.where(c, a, b), ops.multiply(c, 0)),
      why: 'a float as condition',
    },
    { shapes: [[3], [4], [4]], dtypes: ['bool', 'float32', 'float32'], throws: ShapeError },
  ],
} satisfies Record<string, readonly OpCase[]>;

const compared: readonly OpCase[] = [
  ...rows(
    { gradient: 'none', kind: 'exact' },
    ...aroundWorkgroup(2),
    {
      shapes: [
        [3, 1],
        [1, 4],
      ],
    },
    { shapes: [[], [5]] },
  ),
  ...integers({ range: [-2, 3] }),
  misfit,
];

/** Rows of a comparison, with its results for (1, 2), (2, 2), (3, 2). */
function comparison(op: typeof ops.equal, gives: readonly boolean[]): OpCase[] {
  return [
    ...compared,
    {
      values: [
        [1, 2, 3],
        [2, 2, 2],
      ],
      gives,
      gradient: 'none',
    },
    {
      values: [[1, 2, 3]],
      dtypes: ['int32'],
      call: (x) => op(x, 2),
      gives,
      gradient: 'none',
      why: 'an integer with a number',
    },
    { values: [[1.5, 2, 2.5]], call: (x) => op(x, 2), gives, gradient: 'none' },
  ];
}

export const comparisons = {
  equal: comparison(ops.equal, [false, true, false]),
  notEqual: comparison(ops.notEqual, [true, false, true]),
  less: comparison(ops.less, [true, false, false]),
  lessEqual: comparison(ops.lessEqual, [true, true, false]),
  greater: comparison(ops.greater, [false, false, true]),
  greaterEqual: comparison(ops.greaterEqual, [false, true, true]),
  logicalAnd: [
    ...rows({ dtypes: ['bool', 'bool'], gradient: 'none' }, ...aroundWorkgroup(2), { shapes: [[3, 1], [4]] }),
    {
      values: [
        [0, 0, 2, -1],
        [0, 3, 0, 0.5],
      ],
      gives: [false, false, false, true],
      gradient: 'none',
      why: 'floats',
    },
    { shapes: [[2], [3]], dtypes: ['bool', 'bool'], throws: ShapeError },
  ],
  logicalOr: [
    ...rows({ dtypes: ['bool', 'bool'], gradient: 'none' }, ...aroundWorkgroup(2), { shapes: [[3, 1], [4]] }),
    {
      values: [
        [0, 0, 2, -1],
        [0, 3, 0, 0.5],
      ],
      gives: [false, true, true, true],
      gradient: 'none',
      why: 'floats',
    },
  ],
  logicalNot: [
    ...rows({ dtypes: ['bool'], gradient: 'none' }, ...aroundWorkgroup(1)),
    { values: [[0, 1, -2]], dtypes: ['int32'], gives: [true, false, false], gradient: 'none', why: 'integers' },
  ],
} satisfies Record<string, readonly OpCase[]>;
