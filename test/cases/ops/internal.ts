/** Rows of ops that are not offered under a name of their own: random numbers, copies, crossentropy. */
import { softmaxCrossentropy } from '../../../src/kernels/crossentropy.ts';
import { divide, relu } from '../../../src/kernels/elementwise/arithmetic.ts';
import {
  randomKeep,
  randomNormal,
  randomTruncatedNormal,
  randomUniform,
  randomWhole,
} from '../../../src/kernels/random.ts';
import { randomBeta, randomDirichlet, randomGamma } from '../../../src/kernels/randomGamma.ts';
import { randomOrder } from '../../../src/kernels/randomOrder.ts';
import { type Segment, segmentSums, segmentTables } from '../../../src/kernels/segments.ts';
import { ShapeError } from '../../../src/runtime/errors.ts';
import { constant } from '../../../src/runtime/graph.ts';
import { copy } from '../../../src/runtime/plan/transfer.ts';
import { AROUND, aroundWorkgroup, type OpCase, rows } from '../opCase.ts';
import { hashCases } from './hashes.ts';

/** Seeds and steps as a run would have them: small, negative, the largest. */
const STATES = [
  [0, 0],
  [1, 12345],
  [-7, 2147483647],
] as const;

const drawn = { dtypes: ['int32', 'int32'], gradient: 'none', kind: 'exact' } as const;

/** Parts of a block: rows of 4 (and one of 64) numbers, columns of a matrix [10, 7], and some that are cut into chunks. */
const ROWS: readonly Segment[] = [0, 4, 8, 100, 164].map((start) => ({
  start,
  stride: 1,
  count: start === 100 ? 64 : 4,
}));
const COLUMNS: readonly Segment[] = [0, 1, 2, 3, 4, 5, 6].map((start) => ({ start, stride: 7, count: 10 }));
const LONG: readonly Segment[] = [
  { start: 0, stride: 1, count: 1200 },
  { start: 1200, stride: 1, count: 1 },
  { start: 1201, stride: 1, count: 257 },
];
/** In vectors of four. */
const VECTORS: readonly Segment[] = [
  { start: 0, stride: 1, count: 300 },
  { start: 300, stride: 1, count: 65 },
];

export const internalCases: Readonly<Record<string, readonly OpCase[]>> = {
  ...hashCases,
  relu: [
    ...rows({ call: (x) => relu(x), kind: 'exact', avoid: [0] }, ...aroundWorkgroup(1)),
    {
      values: [[-1, -0, 0, 1e-30]],
      call: (x) => relu(x),
      gives: [0, 0, 0, 1e-30],
      kind: 'exact',
      gradient: 'rough',
      why: 'no gradient at 0',
    },
  ],
  randomUniform: [
    ...STATES.map(
      ([seed, step]): OpCase => ({
        ...drawn,
        values: [seed, step],
        call: (a, b) => randomUniform({ seed: a, step: b, stream: 5 }, [257]),
      }),
    ),
    ...AROUND.map(
      (size): OpCase => ({
        ...drawn,
        values: [3, 4],
        call: (a, b) => randomUniform({ seed: a, step: b, stream: 4294967295 }, [size, 2]),
        why: `${size} rows`,
      }),
    ),
    {
      ...drawn,
      values: [3, 4],
      call: (a, b) => randomUniform({ seed: a, step: b, stream: 1 }, [65], -1, 3),
      kind: 'arithmetic',
      why: 'other limits',
    },
    {
      ...drawn,
      values: [4],
      dtypes: ['int32'],
      call: (b) => randomUniform({ seed: constant(9, [], 'int32'), step: b, stream: 1 }, [65]),
      why: 'a fixed seed',
    },
  ],
  randomNormal: [
    {
      call: () => randomNormal({ seed: constant(9, [], 'int32'), step: constant(1, [], 'int32'), stream: 1 }, [65]),
      kind: 'exponential',
      why: 'a fixed seed and step: still a number for each place',
    },
    ...STATES.map(
      ([seed, step]): OpCase => ({
        ...drawn,
        kind: 'exponential',
        values: [seed, step],
        call: (a, b) => randomNormal({ seed: a, step: b, stream: 5 }, [5000]),
      }),
    ),
    {
      ...drawn,
      kind: 'exponential',
      values: [3, 4],
      call: (a, b) => randomNormal({ seed: a, step: b, stream: 1 }, [65], 5, 0.5),
      why: 'other mean and deviation',
    },
  ],
  randomTruncatedNormal: STATES.map(
    ([seed, step]): OpCase => ({
      ...drawn,
      kind: 'exponential',
      values: [seed, step],
      call: (a, b) => randomTruncatedNormal({ seed: a, step: b, stream: 5 }, [1000], 1, 0.5),
    }),
  ),
  randomWhole: [1, 10, 2 ** 31 - 1, 2 ** 31].map((count) => ({
    ...drawn,
    values: [3, 4],
    call: (a, b) => randomWhole({ seed: a, step: b, stream: 2 }, [65], count),
    why: `below ${count}`,
  })),
  randomOrder: [1, 2, 65].map((count) => ({
    ...drawn,
    values: [3, 4],
    call: (a, b) => randomOrder({ seed: a, step: b, stream: 2 }, count),
    shape: [count],
  })),
  randomGamma: [0.05, 1, 40].map((parameter) => ({
    ...drawn,
    kind: 'exponential',
    values: [3, 4],
    call: (a, b) => randomGamma({ seed: a, step: b, stream: 2 }, [5, 13], parameter),
    shape: [5, 13],
    why: `with parameter ${parameter}`,
  })),
  randomKeep: [0, 0.1, 0.5, 1].map((probability) => ({
    ...drawn,
    values: [3, 4],
    call: (a, b) => randomKeep({ seed: a, step: b, stream: 2 }, [5, 65], probability),
    why: `with probability ${probability}`,
  })),
  randomBeta: [0.05, 0.2, 1, 4].map((parameter) => ({
    ...drawn,
    kind: 'exponential',
    values: [3, 4],
    call: (a, b) => randomBeta({ seed: a, step: b, stream: 2 }, [257], parameter),
    shape: [257],
    why: `with parameter ${parameter}`,
  })),
  'randomBeta of nodes': [
    {
      ...drawn,
      kind: 'exponential',
      values: [3, 4],
      call: (a, b) => randomBeta({ seed: a, step: b, stream: 2 }, [3, 65], constant([0.5, 1, 2], [3, 1]), 4),
      shape: [3, 65],
    },
  ],
  randomDirichlet: [0.5, 1].map((parameter) => ({
    ...drawn,
    kind: 'exponential',
    values: [3, 4],
    call: (a, b) => randomDirichlet({ seed: a, step: b, stream: 2 }, 5, parameter),
    shape: [5],
    why: `with parameter ${parameter}`,
  })),
  copy: rows(
    { kind: 'exact', gradient: 'none', call: (x) => copy(x, 'test') },
    ...AROUND.map((size) => ({ shapes: [[size]] })),
    { shapes: [[9]], dtypes: ['int32'] },
    { shapes: [[9]], dtypes: ['bool'] },
  ),
  segmentSums: rows(
    { shapes: [[2400]], gradient: 'none', kind: 'sum', terms: 1200 },
    { call: (x) => segmentSums(x, segmentTables(ROWS)), shape: [5], why: 'rows' },
    { call: (x) => segmentSums(x, segmentTables(ROWS), { squared: true }), why: 'squares of rows' },
    { call: (x) => segmentSums(x, segmentTables(COLUMNS)), shape: [7], why: 'columns' },
    { call: (x) => segmentSums(x, segmentTables([...ROWS, ...COLUMNS]), { squared: true }), shape: [12], why: 'both' },
    { call: (x) => segmentSums(x, segmentTables(LONG)), shape: [3], why: 'several chunks' },
    { call: (x) => segmentSums(x, segmentTables([...LONG, ...COLUMNS])), why: 'several chunks, apart' },
    { call: (x) => segmentSums(x, segmentTables(VECTORS), { vectors: true }), shape: [2], why: 'vectors' },
    {
      call: (x) => segmentSums(x, segmentTables(VECTORS), { vectors: true, squared: true }),
      why: 'squares of vectors',
    },
  ),
  softmaxCrossentropy: [
    {
      shapes: [
        [4, 5],
        [4, 5],
      ],
      call: (z, labels) => softmaxCrossentropy(z, labels, { smoothing: 0.1 }),
      kind: 'exponential',
      why: 'labels that are computed',
    },
    ...[1, 10, 65, 1500].flatMap((classes) =>
      rows(
        {
          shapes: [
            [5, classes],
            [5, classes],
          ],
          dtypes: ['float32', 'int32'],
          range: [
            [-2, 2],
            [0, 9],
          ],
          kind: 'exponential',
        },
        { call: (z, labels) => softmaxCrossentropy(z, divide(labels, 9)), why: 'dense' },
        { call: (z, labels) => softmaxCrossentropy(z, divide(labels, 9), { smoothing: 0.1 }), why: 'smoothed' },
        { call: (z, labels) => softmaxCrossentropy(z, divide(labels, 9), { clipped: true }), why: 'clipped' },
      ),
    ),
    ...[1, 2, 10, 63, 64, 65, 257, 1500].flatMap((classes) =>
      rows(
        { kind: 'exponential' },
        {
          shapes: [[5, classes], [5]],
          dtypes: ['float32', 'int32'],
          range: [
            [-2, 2],
            [0, classes],
          ],
          call: (z, labels) => softmaxCrossentropy(z, labels, { sparse: true }),
          shape: [5],
          why: 'sparse',
        },
      ),
    ),
    ...rows(
      { dtypes: ['float32', 'int32'], kind: 'exponential' },
      {
        shapes: [[70, 10], [70]],
        range: [
          [-2, 2],
          [0, 10],
        ],
        call: (z, labels) => softmaxCrossentropy(z, labels, { sparse: true }),
        why: 'more rows than a workgroup',
      },
      {
        values: [
          [
            [10000, 9999],
            [-9999, -10000],
          ],
          [0, 1],
        ],
        call: (z, labels) => softmaxCrossentropy(z, labels, { sparse: true }),
        gradient: 'rough',
        why: 'large logits that differ by little',
      },
      {
        values: [
          [
            [1e4, 0],
            [0, 1e4],
            [-1e4, 5],
          ],
          [0, 0, 1],
        ],
        call: (z, labels) => softmaxCrossentropy(z, labels, { sparse: true }),
        why: 'large logits',
      },
      {
        values: [
          [
            [30, 0, 0],
            [0, 30, 0],
          ],
          [0, 0],
        ],
        call: (z, labels) => softmaxCrossentropy(z, labels, { sparse: true, clipped: true }),
        why: 'clipped on both sides',
      },
      {
        values: [
          [
            [1, 2],
            [3, 4],
          ],
          [-1, 2],
        ],
        call: (z, labels) => softmaxCrossentropy(z, labels, { sparse: true }),
        why: 'no such class: no loss',
      },
    ),
    ...rows(
      { kind: 'exponential', gradient: 'skip' },
      {
        shapes: [
          [5, 10],
          [5, 10],
        ],
        range: [
          [-2, 2],
          [0, 1],
        ],
        call: (z, labels) => softmaxCrossentropy(z, labels),
        why: 'dense, the loss alone',
      },
      { shapes: [[2, 3], [2]], call: (z, labels) => softmaxCrossentropy(z, labels), throws: ShapeError },
      {
        shapes: [
          [2, 3, 4],
          [2, 3, 4],
        ],
        call: (z, labels) => softmaxCrossentropy(z, labels),
        throws: ShapeError,
      },
    ),
  ],
};
