/** Rows of ops along one axis: softmax, argmax, take. */
import * as ops from '../../../src/kernels/index.ts';
import { ShapeError } from '../../../src/runtime/errors.ts';
import type { GraphNode } from '../../../src/runtime/graph.ts';
import { gradientsOf } from '../../../src/runtime/jit.ts';
import { type OpCase, rows } from '../opCase.ts';
import { LENGTHS } from './reductions.ts';

type AlongAxis = (x: GraphNode, axis?: number) => GraphNode;

/** The gradient of Σ op(x)², whose own gradient is a second derivative. */
export function gradientOfSquares(op: (x: GraphNode) => GraphNode, x: GraphNode): GraphNode {
  return gradientsOf(ops.sum(ops.square(op(x))), [x])[0]!; // op is differentiable
}

/** Rows of ops along one axis. */
function alongAxis(op: AlongAxis, common: Partial<OpCase>): OpCase[] {
  return [
    ...LENGTHS.flatMap((length) =>
      rows(
        { ...common, terms: length },
        { shapes: [[3, length]], call: (x) => op(x) },
        { shapes: [[length, 3]], call: (x) => op(x, 0), why: 'along the first axis' },
      ),
    ),
    ...rows(
      common,
      { shapes: [[2, 5, 3]], call: (x) => op(x, 1), why: 'along the middle axis' },
      { shapes: [[2, 5, 3]], call: (x) => op(x, -3), why: 'along the first axis, counted from the end' },
      { shapes: [[65]], call: (x) => op(x), why: 'one row' },
      { shapes: [[300, 2]], call: (x) => op(x), why: 'many rows' },
      { shapes: [[70, 100]], call: (x) => op(x), why: 'many long rows' },
      { shapes: [[2, 3]], call: (x) => op(x, 2), throws: ShapeError },
      { shapes: [[]], call: (x) => op(x), throws: ShapeError },
    ),
  ];
}

export const rowOps = {
  take: [
    ...rows(
      { dtypes: ['float32', 'int32'], kind: 'exact', backward: 'sum', terms: 64 },
      {
        values: [
          [
            [1, 2],
            [3, 4],
            [5, 6],
          ],
          [2, 0, 2],
        ],
        gives: [
          [5, 6],
          [1, 2],
          [5, 6],
        ],
        why: 'a repeated index',
      },
      {
        values: [
          [
            [1, 2],
            [3, 4],
            [5, 6],
          ],
          [-1, 3, 1],
        ],
        gives: [
          [0, 0],
          [0, 0],
          [3, 4],
        ],
        why: 'no such row: zeros',
      },
      {
        shapes: [[7, 5], [300]],
        range: [
          [-2, 2],
          [-2, 9],
        ],
        why: 'many repeated indices, some outside',
      },
      {
        shapes: [[300, 5], [7]],
        range: [
          [-2, 2],
          [0, 300],
        ],
        why: 'more rows than indices',
      },
      {
        shapes: [[3000, 3], [65]],
        range: [
          [-2, 2],
          [0, 3000],
        ],
        why: 'a long table',
      },
      {
        shapes: [[1, 1], [1]],
        range: [
          [-2, 2],
          [0, 1],
        ],
      },
      ...[4, 9, 12].map(
        (count): OpCase => ({
          shapes: [[9, 5]],
          dtypes: ['float32'],
          call: (table) => ops.take(table, ops.arange(0, count)),
          why: `${count} rows in order`,
        }),
      ),
      {
        shapes: [[65, 1], [257]],
        range: [
          [-2, 2],
          [0, 65],
        ],
        why: 'rows of one element',
      },
      {
        shapes: [[9], [4]],
        range: [
          [-2, 2],
          [0, 9],
        ],
        why: 'a table of numbers',
      },
      {
        shapes: [[9, 4], []],
        range: [
          [-2, 2],
          [0, 9],
        ],
        shape: [4],
        why: 'a scalar index',
      },
      {
        shapes: [
          [9, 4],
          [2, 3],
        ],
        range: [
          [-2, 2],
          [0, 9],
        ],
        shape: [2, 3, 4],
      },
      {
        shapes: [[3, 9, 4], [5]],
        range: [
          [-2, 2],
          [0, 9],
        ],
        call: (x, i) => ops.take(x, i, 1),
        shape: [3, 5, 4],
        why: 'along the middle axis',
      },
      {
        shapes: [
          [3, 4, 9],
          [2, 5],
        ],
        range: [
          [-2, 2],
          [0, 9],
        ],
        call: (x, i) => ops.take(x, i, -1),
        shape: [3, 4, 2, 5],
        why: 'along the last axis',
      },
      { shapes: [[3, 4], [2]], call: (x, i) => ops.take(x, i, 2), throws: ShapeError },
    ),
    {
      values: [
        [7, 8, 9],
        [2, 0],
      ],
      dtypes: ['int32', 'int32'],
      gives: [9, 7],
      gradient: 'none',
      why: 'integers',
    },
    {
      values: [
        [16777217, 8],
        [0, 1],
      ],
      dtypes: ['int32', 'int32'],
      gives: [16777217, 8],
      gradient: 'none',
      why: 'an integer that float32 cannot hold',
    },
    {
      values: [
        [true, false],
        [1, 0],
      ],
      dtypes: ['bool', 'int32'],
      gives: [false, true],
      gradient: 'none',
      why: 'booleans',
    },
  ],
  softmax: [
    { shapes: [[3, 5]], call: (x) => gradientOfSquares(ops.softmax, x), kind: 'exponential', why: 'its own gradient' },
    { values: [[1, 1]], dtypes: ['int32'], gives: [0.5, 0.5], gradient: 'none', kind: 'exponential', why: 'integers' },
    ...alongAxis(ops.softmax, { kind: 'exponential' }),
    { values: [[[1e4, -1e4, 1e4 - 1]]], kind: 'exponential', gradient: 'rough', why: 'large logits must not overflow' },
    { values: [[0, 0, 0, 0]], gives: [0.25, 0.25, 0.25, 0.25], kind: 'exponential', why: 'equal logits' },
    { values: [[-1e30, 1, 2]], kind: 'exponential', why: 'a masked place' },
    {
      values: [[-3.4e38, -3.4e38]],
      gives: [0.5, 0.5],
      kind: 'exponential',
      gradient: 'skip',
      why: 'all places masked',
    },
  ],
  logSoftmax: [
    {
      shapes: [[3, 5]],
      call: (x) => gradientOfSquares(ops.logSoftmax, x),
      kind: 'exponential',
      why: 'its own gradient',
    },
    ...alongAxis(ops.logSoftmax, { kind: 'exponential' }),
    { values: [[[1e4, -1e4, 1e4 - 1]]], kind: 'exponential', gradient: 'rough', why: 'large logits must not overflow' },
    { values: [[-1e30, 1, 2]], kind: 'exponential', gradient: 'rough', why: 'a masked place' },
  ],
  argmax: [
    ...alongAxis(ops.argmax, { gradient: 'none' }),
    { values: [[1, 3, 3, 2]], gives: 1, gradient: 'none', why: 'the first of equal ones' },
    {
      values: [
        [
          [5, 5],
          [5, 5],
        ],
      ],
      gives: [0, 0],
      gradient: 'none',
      why: 'all equal',
    },
    { values: [[-5, -3, -4]], gives: 1, gradient: 'none', why: 'all negative' },
    { values: [[1, 7, 2]], dtypes: ['int32'], gives: 1, gradient: 'none', why: 'integers' },
    { values: [[-3.4e38, -3.4e38, -3.3e38]], gives: 2, gradient: 'none', why: 'near the smallest number' },
  ],
  argmin: [
    ...alongAxis(ops.argmin, { gradient: 'none' }),
    { values: [[3, 1, 1, 2]], gives: 1, gradient: 'none', why: 'the first of equal ones' },
    { values: [[3.4e38, 3.3e38]], gives: 1, gradient: 'none', why: 'near the largest number' },
  ],
} satisfies Record<string, readonly OpCase[]>;
