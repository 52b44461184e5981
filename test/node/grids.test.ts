/** Tensors so large that their workgroups do not fit in one dimension: plans only, nothing is run. */
import { expect, it } from 'vitest';
import { softmaxCrossentropy } from '../../src/kernels/crossentropy.ts';
import * as ops from '../../src/kernels/index.ts';
import { DEFAULT_LIMITS } from '../../src/runtime/cpu/device.ts';
import { feed, type GraphNode } from '../../src/runtime/graph.ts';
import { gradientsOf } from '../../src/runtime/jit.ts';
import type { Profile } from '../../src/runtime/op.ts';
import { compilePlan } from '../../src/runtime/plan/compile.ts';
import { copy } from '../../src/runtime/plan/transfer.ts';
import type { DType, Shape } from '../../src/runtime/spec.ts';
import { lintPlan } from '../lintPlan.ts';

/** More elements than 65535 workgroups of 64 have. */
const MANY = 5_000_000;

/** More than the workgroups of one dimension. */
const WIDE = 70_000;

interface Huge {
  readonly shapes: readonly Shape[];
  readonly dtypes?: readonly DType[];
  readonly call: (...inputs: GraphNode[]) => GraphNode;
}

const huge: Readonly<Record<string, Huge>> = {
  map: { shapes: [[MANY]], call: (x) => ops.exp(x) },
  copy: { shapes: [[MANY]], call: (x) => copy(x, 'test') },
  reduceManyRows: { shapes: [[MANY, 3]], call: (x) => ops.sum(x, 1) },
  reduceWideRows: { shapes: [[WIDE, 100]], call: (x) => ops.sum(x, 1) },
  reduceColumns: { shapes: [[3, MANY]], call: (x) => ops.sum(x, 0) },
  softmaxManyRows: { shapes: [[MANY, 3]], call: (x) => ops.softmax(x) },
  softmaxWideRows: { shapes: [[WIDE, 100]], call: (x) => ops.softmax(x) },
  argmax: { shapes: [[MANY, 3]], call: (x) => ops.argmax(x) },
  take: { shapes: [[10, 2], [MANY]], dtypes: ['float32', 'int32'], call: (x, index) => ops.take(x, index) },
  takeFromLongTable: {
    shapes: [[MANY, 2], [10]],
    dtypes: ['float32', 'int32'],
    call: (x, index) => ops.take(x, index),
  },
  crossentropy: {
    shapes: [[WIDE, 100], [WIDE]],
    dtypes: ['float32', 'int32'],
    call: (z, labels) => softmaxCrossentropy(z, labels, { sparse: true }),
  },
  matmulManyRows: {
    shapes: [
      [MANY, 4],
      [4, 3],
    ],
    call: (a, b) => ops.matmul(a, b),
  },
  matmulManyColumns: {
    shapes: [
      [3, 4],
      [4, MANY],
    ],
    call: (a, b) => ops.matmul(a, b),
  },
  matmulManyBatches: {
    shapes: [
      [WIDE, 4, 3],
      [WIDE, 3, 5],
    ],
    call: (a, b) => ops.matmul(a, b),
  },
};

const PROFILES: readonly Profile[] = ['soft', 'gpu'];

for (const [name, { shapes, dtypes, call }] of Object.entries(huge)) {
  for (const profile of PROFILES) {
    for (const subgroups of profile === 'soft' ? [false, true] : [false]) {
      it(`${name} (${profile}${subgroups ? ' with subgroups' : ''})`, () => {
        const nodes = shapes.map((shape, index) => feed(`x${index}`, { shape, dtype: dtypes?.[index] ?? 'float32' }));
        const y = call(...nodes);
        const gradients = gradientsOf(y, nodes).filter((gradient) => gradient !== null);
        const limits = { ...DEFAULT_LIMITS, subgroups };
        const plan = compilePlan({ name, fetches: [y, ...gradients], updates: [] }, { profile, limits });
        expect(lintPlan(plan, limits)).toEqual([]);
      });
    }
  }
}
