/** Values packed into one block. */
import * as ops from '../../../src/kernels/index.ts';
import { pack } from '../../../src/runtime/plan/transfer.ts';
import { VariableGroup } from '../../../src/runtime/variable.ts';
import type { FusionCase } from '../fusion.ts';
import { assign, variable } from './variable.ts';

export const packed: Readonly<Record<string, FusionCase>> = {
  pack: {
    shapes: [[70], [5], [3, 4], [4, 2]],
    call: (a, b, x, w) =>
      pack([ops.multiply(a, 2), ops.add(b, 1), ops.reshape(ops.matmul(x, w), [6])], {
        offsets: [0, 128, 192],
        length: 256,
      }),
    gradient: 'skip',
    kind: 'sum',
    terms: 4,
    dispatches: 3,
    why: 'each kernel writes into the block, the gaps stay zero',
  },
  packedTwice: {
    shapes: [[9]],
    call: (x) => {
      const y = ops.square(x);
      return [pack([y, y], { offsets: [0, 64], length: 128 }), y];
    },
    gradient: 'skip',
    dispatches: 2,
  },
  packedLeaf: {
    shapes: [[9]],
    call: (x) => pack([x, ops.negative(x)], { offsets: [0, 64], length: 128 }),
    gradient: 'skip',
    kind: 'exact',
    dispatches: 2,
  },
  packedReduction: {
    shapes: [[9, 70]],
    call: (x) => pack([ops.sum(x, 0), ops.sum(x, 1)], { offsets: [0, 128], length: 192 }),
    gradient: 'skip',
    kind: 'sum',
    terms: 70,
    dispatches: 2,
  },
  twoPacks: {
    shapes: [[9]],
    call: (x) => {
      const y = ops.square(x);
      const first = pack([y], { offsets: [0], length: 64 });
      return [first, pack([ops.slice(first, [0], [9]), y], { offsets: [64, 0], length: 128 })];
    },
    gradient: 'skip',
    dispatches: 3,
  },
  packedIntoAGroup: {
    shapes: [[70], [5]],
    call: (x, y) => {
      const [a, b] = [variable(70, 'a'), variable(5, 'b')];
      const group = new VariableGroup('group', [a, b]);
      assign(group, pack([ops.square(x), ops.exp(y)], { offsets: group.offsets, length: group.length }));
      return [];
    },
    gradient: 'skip',
    kind: 'exponential',
    dispatches: 3,
    why: 'the variables get a copy of the block',
  },
  packedAndAssigned: {
    shapes: [[9]],
    call: (x) => {
      const v = variable(9);
      const y = ops.square(x);
      assign(v, y);
      return pack([y], { offsets: [0], length: 64 });
    },
    gradient: 'skip',
    dispatches: 2,
  },
};
