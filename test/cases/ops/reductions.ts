/** Rows of reductions: along every kind of axis, with lengths around the workgroup. */
import * as ops from '../../../src/kernels/index.ts';
import { ShapeError } from '../../../src/runtime/errors.ts';
import type { GraphNode } from '../../../src/runtime/graph.ts';
import type { Shape } from '../../../src/runtime/spec.ts';
import { type OpCase, rows } from '../opCase.ts';

type Reduction = (
  x: GraphNode,
  axes?: number | readonly number[] | null,
  options?: { readonly keepDims?: boolean },
) => GraphNode;

/** Lengths of the reduced axis. */
export const LENGTHS = [1, 63, 64, 65, 257, 5000] as const;

interface Along {
  readonly shape: Shape;
  readonly axes: number | readonly number[] | null;
  readonly why?: string;
}

/** Shapes with one axis of each length first, in the middle, last, alone. */
const alongOne: readonly Along[] = LENGTHS.flatMap((length) => [
  { shape: [length], axes: null },
  { shape: [3, length], axes: -1 },
  { shape: [length, 3], axes: 0 },
  { shape: [2, length, 3], axes: 1 },
]);

const alongSeveral: readonly Along[] = [
  { shape: [4, 5, 6], axes: [0, 2], why: 'the outer axes' },
  { shape: [4, 5, 6], axes: [1, 2] },
  { shape: [4, 5, 6], axes: [0, 1] },
  { shape: [2, 65, 3, 63], axes: [1, 3], why: 'alternating axes' },
  { shape: [2, 65, 3, 63], axes: [0, 2], why: 'alternating axes, the others' },
  { shape: [3, 4, 5], axes: null, why: 'all axes' },
  { shape: [1, 7, 1], axes: [0, 2], why: 'axes of size 1: nothing to add' },
  { shape: [1, 7, 1], axes: [-2] },
  { shape: [3, 4], axes: [1, -1], why: 'an axis named twice' },
  { shape: [], axes: null, why: 'a scalar' },
  { shape: [3, 4], axes: [], why: 'no axis' },
  { shape: [3000, 2], axes: 1, why: 'many short results' },
  { shape: [2, 2100], axes: 0, why: 'many results, far apart' },
  { shape: [70, 2100], axes: 0, why: 'many results of many terms, far apart' },
  { shape: [2100, 70], axes: 1, why: 'many results of many terms' },
  { shape: [2, 20000], axes: 1, why: 'two long results' },
  { shape: [20000, 2], axes: 0, why: 'two long results, far apart' },
  { shape: [300, 20, 5], axes: [0, 2], why: 'the outer axis is longer than the inner' },
];

/** Terms added up for one result. */
function termsOf({ shape, axes }: Along): number {
  const list = axes === null ? shape.map((_, axis) => axis) : typeof axes === 'number' ? [axes] : axes;
  return [...new Set(list.map((axis) => (axis + shape.length) % shape.length))].reduce(
    (product, axis) => product * shape[axis]!,
    1,
  ); // an axis of the shape
}

function reductions(
  reduce: Reduction,
  common: Partial<OpCase>,
  along: readonly Along[] = [...alongOne, ...alongSeveral],
): OpCase[] {
  const all = along.map(
    (each): OpCase => ({
      ...common,
      shapes: [each.shape],
      terms: termsOf(each),
      call: (x) => reduce(x, each.axes),
      why: `axes ${JSON.stringify(each.axes)}${each.why ? `, ${each.why}` : ''}`,
    }),
  );
  return [
    ...all,
    ...rows(
      { ...common, terms: 12 },
      { shapes: [[3, 4]], call: (x) => reduce(x, 1, { keepDims: true }), shape: [3, 1] },
      { shapes: [[3, 4]], call: (x) => reduce(x, null, { keepDims: true }), shape: [1, 1] },
      { shapes: [[3, 4]], call: (x) => reduce(x, 2), throws: ShapeError },
      { shapes: [[3, 4]], call: (x) => reduce(x, -3), throws: ShapeError },
    ),
  ];
}

/** For reductions that differ from others only in how two elements are combined. */
const few: readonly Along[] = [
  ...alongOne.filter(({ shape }) => Math.max(...shape) === 1 || Math.max(...shape) === 257),
  ...alongSeveral.filter(({ shape }) => Math.max(1, ...shape) < 1000),
];

export const reductionRows = {
  sum: [
    {
      shapes: [[3, 1]],
      call: (x) => ops.sum(ops.broadcastTo(x, [2, 3, 50]), [0, 2]),
      kind: 'sum',
      terms: 100,
      why: 'a broadcast value',
    },
    ...reductions(ops.sum, { kind: 'sum' }),
    {
      values: [
        [
          [1, 2],
          [3, 4],
        ],
      ],
      call: (x) => ops.sum(x, 0),
      gives: [4, 6],
    },
    {
      shapes: [[2, 300]],
      dtypes: ['int32'],
      range: [-9, 9],
      call: (x) => ops.sum(x, 1),
      gradient: 'none',
      why: 'integers',
    },
    {
      shapes: [[300, 2]],
      dtypes: ['int32'],
      range: [-9, 9],
      call: (x) => ops.sum(x, 0),
      gradient: 'none',
      why: 'integers',
    },
    {
      shapes: [[20000]],
      dtypes: ['int32'],
      range: [-9, 9],
      call: (x) => ops.sum(x),
      gradient: 'none',
      why: 'integers with partial results',
    },
    {
      shapes: [[300]],
      dtypes: ['bool'],
      call: (x) => ops.sum(x),
      gradient: 'none',
      kind: 'exact',
      why: 'booleans are counted',
    },
    { shapes: [[257]], range: [99, 101], kind: 'sum', terms: 25700, call: (x) => ops.sum(x), why: 'all of one sign' },
  ],
  mean: [
    ...reductions(ops.mean, { kind: 'sum' }, few),
    { values: [[1, 2, 6]], call: (x) => ops.mean(x), gives: 3 },
    { values: [[1, 2]], dtypes: ['int32'], call: (x) => ops.mean(x), gives: 1.5, gradient: 'none', why: 'integers' },
  ],
  max: [
    {
      values: [[true, false]],
      dtypes: ['bool'],
      call: (x) => ops.max(x),
      gives: true,
      gradient: 'none',
      why: 'booleans',
    },
    ...reductions(ops.max, { kind: 'exact', backward: 'division' }),
    { shapes: [[300]], range: [-9, -8], call: (x) => ops.max(x), kind: 'exact', why: 'all negative' },
    { values: [[2, 1, 2]], call: (x) => ops.max(x), gives: 2, why: 'ties share the gradient' },
    { values: [[2, 2, 2]], call: (x) => ops.max(x), gives: 2, gradient: 'rough', why: 'three ties' },
    {
      shapes: [[3, 100]],
      dtypes: ['int32'],
      range: [-50, -9],
      call: (x) => ops.max(x, 1),
      gradient: 'none',
      why: 'integers',
    },
    {
      shapes: [[20000]],
      dtypes: ['int32'],
      range: [-50, -9],
      call: (x) => ops.max(x),
      gradient: 'none',
      why: 'integers with partial results',
    },
    { values: [[-3e38, -1e38]], call: (x) => ops.max(x), gives: -1e38, gradient: 'skip', why: 'masked places' },
  ],
  min: [
    {
      values: [[true, false]],
      dtypes: ['bool'],
      call: (x) => ops.min(x),
      gives: false,
      gradient: 'none',
      why: 'booleans',
    },
    ...reductions(ops.min, { kind: 'exact', backward: 'division' }, few),
    { shapes: [[300]], range: [8, 9], call: (x) => ops.min(x), kind: 'exact', why: 'all positive' },
    { values: [[2, 3, 2]], call: (x) => ops.min(x), gives: 2, why: 'ties share the gradient' },
    {
      shapes: [[3, 100]],
      dtypes: ['int32'],
      range: [9, 50],
      call: (x) => ops.min(x, 1),
      gradient: 'none',
      why: 'integers',
    },
  ],
  product: [
    ...reductions(ops.product, { kind: 'sum', range: [0.9, 1.1] }, few),
    { values: [[2, 3, 4]], call: (x) => ops.product(x), gives: 24, kind: 'division' },
    {
      values: [[2, 0, 4]],
      call: (x) => ops.product(x),
      gives: 0,
      kind: 'division',
      why: 'one zero: only its derivative is not zero',
    },
    { values: [[0, 0, 4]], call: (x) => ops.product(x), gives: 0, kind: 'division', why: 'two zeros: no derivative' },
    {
      values: [
        [
          [2, 0],
          [3, 5],
        ],
      ],
      call: (x) => ops.product(x, 1),
      gives: [0, 15],
      kind: 'division',
      why: 'a zero in one row',
    },
    { values: [[2, -3]], dtypes: ['int32'], call: (x) => ops.product(x), gives: -6, gradient: 'none', why: 'integers' },
  ],
} satisfies Record<string, readonly OpCase[]>;
