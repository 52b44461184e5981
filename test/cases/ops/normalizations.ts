/** Rows of standardize and moments. */
import * as ops from '../../../src/kernels/index.ts';
import { ShapeError } from '../../../src/runtime/errors.ts';
import type { OpCase } from '../opCase.ts';
import { gradientOfSquares } from './rows.ts';

const EPSILON = 1e-3;

function standardized(shape: readonly number[], axes: number | readonly number[], row: Partial<OpCase> = {}): OpCase[] {
  return [true, false].map((center) => ({
    shapes: [shape],
    call: (x) => ops.standardize(x, axes, { epsilon: EPSILON, center }),
    shape,
    kind: 'sum',
    terms: shape.reduce((product, length) => product * length, 1),
    ...row,
    why: [center ? 'centered' : 'root mean square', row.why].filter(Boolean).join(', '),
  }));
}

const standardizations: readonly OpCase[] = [
  ...standardized([1, 3], -1),
  ...standardized([5, 7], -1, { why: 'an odd row' }),
  ...standardized([6, 8], -1, { why: 'rows of vectors' }),
  ...standardized([2, 3, 4, 5], [2, 3], { why: 'rows of two axes' }),
  ...standardized([3, 4, 6], [1, 2], { why: 'rows of two axes, vectors' }),
  ...standardized([2, 5, 3], 1, { why: 'not the last axis' }),
  ...standardized([4, 3, 2, 6], [0, 1, 2], { why: 'by channel' }),
  ...standardized([130, 64], -1, { gradient: 'skip', why: 'rows that a workgroup shares' }),
  ...standardized([3, 1100], -1, { gradient: 'skip', why: 'few long rows' }),
  ...standardized([70, 1028], -1, { gradient: 'skip', why: 'many long rows' }),
  {
    shapes: [[3, 4]],
    call: (x) => gradientOfSquares((each) => ops.exp(ops.standardize(each, -1, { epsilon: 0.1 })), x),
    kind: 'exponential',
    terms: 4,
    why: 'its own gradient',
  },
  { shapes: [[2, 3]], call: (x) => ops.standardize(x, 2, { epsilon: EPSILON }), throws: ShapeError },
];

function moment(
  which: 'mean' | 'variance',
  shape: readonly number[],
  axes: readonly number[],
  row: Partial<OpCase> = {},
): OpCase {
  return {
    shapes: [shape],
    call: (x) => ops.moments(x, axes)[which],
    shape: shape.map((length, axis) => (axes.includes(axis) ? 1 : length)),
    kind: 'sum',
    terms: shape.reduce((product, length) => product * length, 1),
    ...row,
    why: [which, row.why].filter(Boolean).join(', '),
  };
}

const momentRows: readonly OpCase[] = (['mean', 'variance'] as const).flatMap((which) => [
  moment(which, [7, 3], [0]),
  moment(which, [2, 3, 4, 5], [0, 1, 2]),
  moment(which, [2, 3, 4], [1]),
  moment(which, [1, 3], [0], { why: 'one element' }),
  moment(which, [257, 6], [0], { gradient: 'skip', why: 'many elements' }),
]);

export const normalizationRows = { standardize: standardizations, moments: [...momentRows, far()] } satisfies Record<
  string,
  readonly OpCase[]
>;

/** A variance of 2/3 around 4096: a difference of mean squares would lose it. */
function far(): OpCase {
  return {
    values: [[[4095], [4096], [4097]]],
    call: (x) => ops.moments(x, [0]).variance,
    gives: [[2 / 3]],
    why: 'far from 0',
  };
}
