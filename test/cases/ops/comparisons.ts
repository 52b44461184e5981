/** Rows of comparisons, logic, and the choice by a condition. */
import * as ops from '../../../src/kernels/index.ts';
import { ShapeError } from '../../../src/runtime/errors.ts';
import { aroundWorkgroup, type OpCase, rows } from '../opCase.ts';
import { integers, misfit, sums } from './binary.ts';

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
