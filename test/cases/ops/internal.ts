/** Rows of ops that are not offered under a name of their own: random numbers, copies, crossentropy. */
import { softmaxCrossentropy } from '../../../src/kernels/crossentropy.ts';
import { divide, relu } from '../../../src/kernels/elementwise/arithmetic.ts';
import { randomKeep, randomNormal, randomUniform } from '../../../src/kernels/random.ts';
import { randomBeta, randomDirichlet } from '../../../src/kernels/randomGamma.ts';
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
