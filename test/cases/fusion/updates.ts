/** Variables: updated in place where nobody is harmed, else through a copy. */
import * as ops from '../../../src/kernels/index.ts';
import { gradientsOf } from '../../../src/runtime/jit.ts';
import { tensor } from '../../../src/runtime/tensor.ts';
import { Variable } from '../../../src/runtime/variable.ts';
import type { FusionCase } from '../fusion.ts';
import { assign, integer, variable } from './variable.ts';

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
  exchanged: {
    call: () => {
      const [a, b] = [variable(70, 'a'), new Variable(new Float32Array(70).fill(7), { name: 'b' })];
      assign(a, ops.add(b.node, 1));
      assign(b, ops.multiply(a.node, 2));
      return [];
    },
    runs: 3,
    dispatches: 1,
    why: 'both are read before either is written',
  },
  accumulatedProduct: {
    shapes: [
      [5, 9],
      [9, 7],
    ],
    call: (x, w) => {
      const v = new Variable(tensor(new Float32Array(35).fill(1), [5, 7]), { name: 'v' });
      assign(v, ops.add(ops.matmul(x, w), v.node));
      return [];
    },
    gradient: 'skip',
    kind: 'sum',
    terms: 27,
    runs: 3,
    dispatches: 1,
    why: 'a product is added where it is kept',
  },
  readInItsOwnLoop: {
    shapes: [[70]],
    call: (x) => {
      const v = new Variable([0.5], { name: 'v' });
      assign(v, ops.reshape(ops.mean(ops.multiply(x, v.node)), [1]));
      return [];
    },
    gradient: 'skip',
    kind: 'sum',
    terms: 70,
    runs: 3,
    dispatches: 2,
    why: 'a loop reads what its result would overwrite',
  },
  embeddingStep: {
    shapes: [[6], [6, 4]],
    dtypes: ['int32', 'float32'],
    range: [
      [0, 9],
      [-2, 2],
    ],
    call: (index, dy) => {
      const table = new Variable(
        tensor(
          Float32Array.from({ length: 36 }, (_, place) => place),
          [9, 4],
        ),
        { name: 'table' },
      );
      const y = ops.take(table.node, index);
      const [gradient] = gradientsOf(ops.sum(ops.multiply(y, dy)), [table.node]);
      assign(table, ops.subtract(table.node, ops.multiply(gradient!, 0.1))); // y depends on the table
      return [y];
    },
    gradient: 'skip',
    kind: 'sum',
    terms: 6,
    runs: 2,
    dispatches: 6,
    why: 'rows of a table are read, then the table is updated behind the sorted gradient',
  },
};
