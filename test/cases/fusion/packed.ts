/** Values packed into one block. */
import * as ops from '../../../src/kernels/index.ts';
import { pack } from '../../../src/runtime/plan/transfer.ts';
import type { FusionCase } from '../fusion.ts';

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
};
