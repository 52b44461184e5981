/** Elementwise chains: one kernel as far as bindings allow. */
import * as ops from '../../../src/kernels/index.ts';
import { constant, type GraphNode } from '../../../src/runtime/graph.ts';
import type { FusionCase } from '../fusion.ts';
import { many, total } from './pieces.ts';

export const elementwiseChains: Readonly<Record<string, FusionCase>> = {
  chain: {
    shapes: [
      [7, 9],
      [7, 9],
    ],
    call: (x, y) => ops.multiply(ops.add(ops.square(x), y), ops.negative(x)),
    gradient: 'skip',
    dispatches: 1,
  },
  chainWithGradient: {
    shapes: [
      [7, 9],
      [7, 9],
    ],
    call: (x, y) => ops.multiply(ops.add(ops.square(x), y), ops.negative(x)),
    dispatches: 1,
    why: 'values and both gradients in one kernel',
  },
  broadcastInTheMiddle: {
    shapes: [[8, 16], [16], [8, 1]],
    call: (x, row, column) => ops.multiply(ops.add(ops.exp(x), row), column),
    gradient: 'skip',
    kind: 'exponential',
    dispatches: 1,
  },
  broadcastOfAComputedRow: {
    shapes: [[200, 16], [16]],
    call: (x, row) => ops.multiply(x, ops.tanh(row)),
    gradient: 'skip',
    kind: 'tanh',
    dispatches: 2,
    why: 'the row is computed once, not for every element',
  },
  bindingsOfWhatJoins: {
    shapes: many(4, [200]),
    call: (a, b, c, d) => {
      const [e, f] = [ops.add(a, b), ops.add(c, d)];
      const [g, h] = [ops.multiply(e, a), ops.multiply(f, c)];
      return [e, f, g, h, ops.add(g, h)];
    },
    gradient: 'skip',
    dispatches: 2,
    why: 'what joins two kernels counts: it is the ninth value',
  },
  movedInputs: {
    shapes: [
      [5, 6],
      [8, 5],
      [4, 3],
    ],
    call: (x, y, z) =>
      total([
        ops.transpose(x),
        ops.slice(y, [1, 0], [6, 5]),
        ops.pad(z, [
          [1, 1],
          [0, 2],
        ]),
      ]),
    gradient: 'skip',
    dispatches: 1,
    why: 'transposed, sliced and padded values are read where they are',
  },
  movedInTheMiddle: {
    shapes: [[6, 5]],
    call: (x) => ops.add(ops.transpose(ops.exp(x)), 1),
    gradient: 'skip',
    kind: 'exponential',
    dispatches: 2,
    why: 'a movement of a computed value reads it from memory',
  },
  movedCheaply: {
    shapes: [[6, 5]],
    call: (x) => ops.add(ops.transpose(ops.reverse(x, [0])), ops.tile(ops.slice(x, [0, 0], [5, 1]), [1, 6])),
    gradient: 'skip',
    dispatches: 1,
    why: 'movements of movements',
  },
  nestedPads: {
    shapes: [[3]],
    call: (x) => [ops.pad(x, [[1, 1]], Number.POSITIVE_INFINITY), ops.pad(x, [[1, 1]], Number.NEGATIVE_INFINITY)],
    gradient: 'skip',
    kind: 'exact',
    dispatches: 1,
    why: 'fillings that JSON cannot tell apart',
  },
  manyInputs: {
    shapes: many(12, [70]),
    call: (...x) => total(x),
    gradient: 'skip',
    dispatches: 2,
    why: 'more inputs than one kernel can bind',
  },
  manyOutputs: {
    shapes: [[70]],
    call: (x) => Array.from({ length: 12 }, (_, index) => ops.add(x, index + 1)),
    gradient: 'skip',
    dispatches: 2,
    why: 'more outputs than one kernel can bind',
  },
  longChain: {
    shapes: [[65]],
    call: (x) => Array.from({ length: 300 }).reduce<GraphNode>((y) => ops.add(ops.multiply(y, 0.5), x), x),
    gradient: 'skip',
    dispatches: 1,
  },
  sharedSubexpression: {
    shapes: [[65]],
    call: (x) => ops.add(ops.multiply(ops.exp(x), 2), ops.multiply(ops.exp(x), 3)),
    gradient: 'skip',
    kind: 'exponential',
    dispatches: 1,
  },
  foldedConstants: {
    shapes: [[5]],
    call: (x) => ops.add(x, ops.multiply(ops.exp(constant(1, [5])), ops.sqrt(constant(4)))),
    gradient: 'skip',
    dispatches: 1,
  },
  longConstant: {
    shapes: [[300]],
    call: (x) =>
      ops.multiply(
        x,
        constant(
          Float32Array.from({ length: 300 }, (_, index) => index),
          [300],
        ),
      ),
    kind: 'arithmetic',
    gradient: 'skip',
    dispatches: 1,
  },
  scalarsJoined: {
    shapes: many(4, []),
    call: (a, b, c, d) => [ops.add(a!, b!), ops.multiply(c!, d!), ops.subtract(a!, d!)], // four inputs
    gradient: 'skip',
    dispatches: 1,
    why: 'small values that have nothing in common',
  },
  integersAndBooleans: {
    values: [
      [5, -3, 2, 0],
      [2, 2, 2, 2],
    ],
    dtypes: ['int32', 'int32'],
    call: (a, b) => {
      const even = ops.equal(ops.modulo(a, b), 0);
      return [even, ops.where(even, a, ops.negative(a)), ops.logicalNot(ops.logicalAnd(even, ops.greater(a, 0)))];
    },
    gradient: 'none',
    dispatches: 1,
  },
  booleansInMemory: {
    shapes: [
      [4, 5],
      [4, 5],
    ],
    call: (x, y) => {
      const larger = ops.greater(x, y);
      return [ops.sum(larger, 0), ops.transpose(larger), larger];
    },
    gradient: 'none',
    kind: 'exact',
    dispatches: 3,
  },
  sameNodeTwice: {
    shapes: [[9]],
    call: (x) => {
      const y = ops.exp(x);
      return [y, y];
    },
    gradient: 'skip',
    kind: 'exponential',
    dispatches: 1,
  },
  fetchedViews: {
    shapes: [[2, 3]],
    call: (x) => {
      const y = ops.square(x);
      return [ops.reshape(y, [6]), y, ops.expandDims(y, 0)];
    },
    gradient: 'skip',
    dispatches: 1,
  },
  fetchedLeaves: {
    shapes: [[2, 3]],
    call: (x) => [x, ops.reshape(x, [6]), constant([1, 2, 3], [3])],
    gradient: 'skip',
    kind: 'exact',
    dispatches: 3,
    why: 'leaves are copied: their memory belongs to the caller',
  },
};
