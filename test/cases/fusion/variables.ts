/** Variables: updated in place where nobody is harmed, else through a copy. Also random numbers and packed values. */
import * as ops from '../../../src/kernels/index.ts';
import { randomKeep, randomSource, randomUniform } from '../../../src/kernels/random.ts';
import type { GraphNode } from '../../../src/runtime/graph.ts';
import { pack } from '../../../src/runtime/plan/transfer.ts';
import { activeTrace } from '../../../src/runtime/trace.ts';
import { type Resident, Variable, VariableGroup } from '../../../src/runtime/variable.ts';
import type { FusionCase } from '../fusion.ts';

/** From here on, and after the run, a variable has this value. */
function assign(variable: Resident, value: GraphNode): void {
  activeTrace()?.assign(variable, value);
}

/** A variable with numbers that are all different. */
function variable(length: number, name = 'v'): Variable {
  return new Variable(
    Float32Array.from({ length }, (_, index) => Math.sin(index + 1)),
    { name },
  );
}

function integer(value: number, name: string): Variable {
  return new Variable(Int32Array.of(value), { name });
}

export const updates: Readonly<Record<string, FusionCase>> = {
  inPlace: {
    shapes: [[70]],
    call: (x) => {
      const v = variable(70);
      assign(v, ops.add(ops.multiply(v.node, 0.9), x));
      return [];
    },
    gradient: 'skip',
    runs: 3,
    dispatches: 1,
    why: 'read, modified, written',
  },
  counter: {
    call: () => {
      const count = integer(0, 'count');
      assign(count, ops.add(count.node, 1));
      return [];
    },
    runs: 5,
    dispatches: 1,
  },
  oldValueFetched: {
    shapes: [[70]],
    call: (x) => {
      const v = variable(70);
      assign(v, ops.add(v.node, x));
      return [ops.multiply(v.node, 2), v.node];
    },
    gradient: 'skip',
    runs: 2,
    dispatches: 2,
    why: 'the value before the update, computed and as it is',
  },
  newValueFetched: {
    shapes: [[70]],
    call: (x) => {
      const v = variable(70);
      assign(v, ops.add(v.node, x));
      return [v.value];
    },
    gradient: 'skip',
    runs: 2,
    dispatches: 1,
  },
  readByAKernel: {
    shapes: [[3, 70], [70]],
    call: (x, g) => {
      const v = variable(70);
      assign(v, ops.subtract(v.node, ops.multiply(g, 0.1)));
      return ops.matmul(x, ops.reshape(v.node, [70, 1]));
    },
    gradient: 'skip',
    kind: 'sum',
    terms: 70,
    runs: 2,
    dispatches: 2,
    why: 'the product reads the old value before it is updated',
  },
  swapped: {
    call: () => {
      const [a, b] = [variable(70, 'a'), new Variable(new Float32Array(70).fill(7), { name: 'b' })];
      assign(a, b.node);
      assign(b, a.node);
      return [];
    },
    kind: 'exact',
    runs: 3,
    dispatches: 3,
    why: 'one of the two waits in a copy',
  },
  turned: {
    call: () => {
      const [a, b, c] = ['a', 'b', 'c'].map((name, index) => new Variable(new Float32Array(9).fill(index), { name }));
      assign(a!, b!.node); // three variables
      assign(b!, c!.node);
      assign(c!, a!.node);
      return [];
    },
    kind: 'exact',
    runs: 4,
    dispatches: 4,
    why: 'three in a circle',
  },
  reversed: {
    call: () => {
      const v = variable(70);
      assign(v, ops.reverse(v.node, [0]));
      return [];
    },
    kind: 'exact',
    runs: 3,
    dispatches: 2,
    why: 'other places are read than written: through a copy',
  },
  transposed: {
    call: () => {
      const v = new Variable(
        [
          [1, 2, 3],
          [4, 5, 6],
          [7, 8, 9],
        ],
        { name: 'v' },
      );
      assign(v, ops.multiply(ops.transpose(v.node), 2));
      return [];
    },
    runs: 3,
    dispatches: 2,
  },
  ownSum: {
    call: () => {
      const v = variable(70);
      assign(v, ops.subtract(v.node, ops.mean(v.node)));
      return [];
    },
    kind: 'sum',
    terms: 70,
    runs: 2,
    dispatches: 2,
    why: 'the sum is there before the update begins',
  },
  ownBroadcast: {
    call: () => {
      const v = new Variable([[1, 2, 3]], { name: 'v' });
      const w = new Variable(
        [
          [0, 0, 0],
          [0, 0, 0],
        ],
        { name: 'w' },
      );
      assign(w, ops.add(w.node, v.node));
      assign(v, ops.multiply(v.node, 2));
      return [];
    },
    runs: 3,
    dispatches: 2,
    why: 'a reader of another size comes first',
  },
  ownProduct: {
    shapes: [[5, 5]],
    call: (x) => {
      const v = new Variable(
        [
          [1, 0, 0, 0, 2],
          [0, 1, 0, 0, 0],
          [0, 0, 1, 0, 0],
          [0, 0, 0, 1, 0],
          [3, 0, 0, 0, 1],
        ],
        { name: 'v' },
      );
      assign(v, ops.matmul(x, v.node));
      return [];
    },
    gradient: 'skip',
    kind: 'sum',
    terms: 125,
    runs: 2,
    dispatches: 2,
    why: 'a product cannot be written over its operand',
  },
  ownSoftmax: {
    call: () => {
      const v = new Variable(
        [
          [1, 2, 3],
          [4, 5, 6],
        ],
        { name: 'v' },
      );
      assign(v, ops.softmax(v.node));
      return [];
    },
    kind: 'exponential',
    runs: 2,
    dispatches: 2,
    why: 'a kernel reads a whole row while it writes',
  },
  oneNodeTwoVariables: {
    shapes: [[70]],
    call: (x) => {
      const [a, b] = [variable(70, 'a'), variable(70, 'b')];
      const y = ops.square(x);
      assign(a, y);
      assign(b, y);
      return [y];
    },
    gradient: 'skip',
    dispatches: 2,
    why: 'computed once, copied once',
  },
  oneVariableIntoAnother: {
    call: () => {
      const [a, b] = [variable(70, 'a'), new Variable(new Float32Array(70), { name: 'b' })];
      assign(b, a.node);
      assign(a, ops.multiply(a.node, 2));
      return [];
    },
    runs: 3,
    dispatches: 2,
    why: 'b gets the value before the update of a',
  },
  ownValue: {
    call: () => {
      const v = variable(9);
      assign(v, v.node);
      return [];
    },
    kind: 'exact',
    runs: 2,
    dispatches: 2,
  },
  feedIntoAVariable: {
    shapes: [[2, 35]],
    call: (x) => {
      const v = variable(70);
      assign(v, ops.reshape(x, [70]));
      return [];
    },
    gradient: 'skip',
    kind: 'exact',
    dispatches: 1,
  },
  constantIntoAVariable: {
    call: () => {
      const v = variable(70);
      assign(v, ops.full([70], 0));
      return [ops.sum(v.node)];
    },
    kind: 'sum',
    terms: 70,
    runs: 2,
    dispatches: 2,
  },
  assignedTwice: {
    shapes: [[9]],
    call: (x) => {
      const v = variable(9);
      assign(v, ops.add(v.value, x));
      assign(v, ops.multiply(v.value, x));
      return [v.value];
    },
    gradient: 'skip',
    runs: 2,
    dispatches: 1,
    why: 'the second assignment sees the first',
  },
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

/** Draws for different callers of one trace. */
const [first, second] = [{}, {}];

export const randomNumbers: Readonly<Record<string, FusionCase>> = {
  dropoutWithGradient: {
    shapes: [[30, 20]],
    call: (x) => ops.where(randomKeep(randomSource(first), [30, 20], 0.7), ops.multiply(x, 1 / 0.7), 0),
    runs: 2,
    dispatches: 2,
    why: 'values and gradient with the same mask, and the counter',
  },
  twoDraws: {
    call: () => [first, second, first].map((who) => randomUniform(randomSource(who), [65])),
    kind: 'exact',
    runs: 3,
    dispatches: 2,
    why: 'three streams, new numbers in every run',
  },
  ownSeed: {
    call: () => randomUniform(randomSource(first, 7), [65]),
    kind: 'exact',
    runs: 2,
    dispatches: 2,
  },
};
