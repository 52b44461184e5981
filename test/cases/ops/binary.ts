/** Rows that all ops with two operands have. */
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

/** Shapes that do not broadcast. */
export const misfit: OpCase = { shapes: [[2, 3], [4]], throws: ShapeError };

/** Rows that every binary op on numbers has. */
export function binary(common: Partial<OpCase> = {}): OpCase[] {
  return [...rows(common, ...aroundWorkgroup(2), ...broadcasting), misfit];
}

/** Integer operands: compared bit by bit, no gradient. */
export function integers(common: Partial<OpCase> = {}): OpCase[] {
  const both: Partial<OpCase> = { dtypes: ['int32', 'int32'], gradient: 'none', kind: 'exact', ...common };
  return rows(both, { shapes: [[65], [65]] }, { shapes: [[2, 3], [3]] });
}

/** Sums over broadcast axes stay short here: the terms of `sum`. */
export const sums = { backward: 'sum', terms: 64 } as const;
