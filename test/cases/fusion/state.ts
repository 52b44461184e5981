/** Variables side by side, updates behind reductions, steps of two phases. */
import * as ops from '../../../src/kernels/index.ts';
import { pack } from '../../../src/runtime/plan/transfer.ts';
import { Variable, VariableGroup } from '../../../src/runtime/variable.ts';
import type { FusionCase } from '../fusion.ts';
import { assign, integer, variable } from './variable.ts';

export const state: Readonly<Record<string, FusionCase>> = {
  movingAverage: {
    shapes: [[64, 10]],
    call: (x) => {
      const average = variable(10);
      const center = ops.mean(x, 0);
      assign(average, ops.add(ops.multiply(average.node, 0.9), ops.multiply(center, 0.1)));
      return [ops.subtract(x, center)];
    },
    gradient: 'skip',
    kind: 'sum',
    terms: 64,
    runs: 2,
    dispatches: 2,
    why: 'an update behind a reduction',
  },
  smallState: {
    shapes: [[30]],
    call: (x) => {
      const count = integer(0, 'count');
      const sum = new Variable([0], { name: 'sum' });
      const most = new Variable([-1], { name: 'most' });
      const group = new VariableGroup('state', [count, sum, most], true);
      group.settle();
      assign(count, ops.add(count.node, 1));
      assign(sum, ops.add(sum.node, ops.reshape(ops.sum(x), [1])));
      assign(most, ops.maximum(most.node, ops.reshape(ops.max(x), [1])));
      return [];
    },
    gradient: 'skip',
    kind: 'sum',
    terms: 60,
    runs: 2,
    dispatches: 1,
    why: 'counters of mixed types in one block that is bound once',
  },
  groupAndMember: {
    call: () => {
      const [a, b] = [variable(70, 'a'), variable(5, 'b')];
      const group = new VariableGroup('group', [a, b]);
      return [ops.sum(a.node), ops.sum(group.node), ops.square(b.node)];
    },
    kind: 'sum',
    terms: 150,
    dispatches: 3,
    why: 'the block moves its members when it is first read',
  },
  groupUpdated: {
    shapes: [[70], [5]],
    call: (x, y) => {
      const [a, b] = [variable(70, 'a'), variable(5, 'b')];
      const group = new VariableGroup('group', [a, b]);
      const gradients = pack([ops.multiply(x, a.node), ops.square(y)], {
        offsets: group.offsets,
        length: group.length,
      });
      assign(group, ops.subtract(group.node, ops.multiply(gradients, 0.1)));
      return [ops.sum(ops.square(gradients))];
    },
    gradient: 'skip',
    kind: 'sum',
    terms: 75,
    runs: 2,
    dispatches: 4,
    why: 'gradients are written side by side',
  },
  followedByAConstraint: {
    shapes: [[70]],
    call: (x) => {
      const v = variable(70);
      assign(v, ops.add(v.node, x));
      return { outputs: [ops.sum(v.node)], next: [{ resident: v, node: ops.clip(v.node, -1, 1) }] };
    },
    gradient: 'skip',
    kind: 'sum',
    terms: 70,
    runs: 2,
    dispatches: 3,
    why: 'a second phase sees the updated value',
  },
  secondPhaseReadsAFeed: {
    shapes: [[70]],
    call: (x) => {
      const v = variable(70);
      assign(v, ops.add(v.node, x));
      return { outputs: [], next: [{ resident: v, node: ops.multiply(v.node, x) }] };
    },
    gradient: 'skip',
    runs: 2,
    dispatches: 2,
    why: 'both phases read the same feed',
  },
};
