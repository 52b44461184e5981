/** Fusion of elementwise chains, reductions and kernels. */
import * as ops from '../../../src/kernels/index.ts';
import { constant, type GraphNode } from '../../../src/runtime/graph.ts';
import { gradientsOf } from '../../../src/runtime/jit.ts';
import type { FusionCase } from '../fusion.ts';

/** max(x, 0) */
const relu = (x: GraphNode): GraphNode => ops.maximum(x, 0);

const dense = (x: GraphNode, w: GraphNode, b: GraphNode): GraphNode => ops.add(ops.matmul(x, w), b);

/** `count` inputs of one shape. */
const many = (count: number, shape: readonly number[]) => new Array<readonly number[]>(count).fill(shape);

const total = (terms: readonly GraphNode[]): GraphNode => terms.reduce((sum, term) => ops.add(sum, term));

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

export const reductionChains: Readonly<Record<string, FusionCase>> = {
  prologueAndEpilogue: {
    shapes: [[6, 50]],
    call: (x) => ops.sqrt(ops.add(ops.sum(ops.square(x), 1), 1)),
    gradient: 'skip',
    kind: 'sum',
    terms: 50,
    dispatches: 1,
  },
  longPrologueAndEpilogue: {
    shapes: [[6, 5000]],
    call: (x) => ops.sqrt(ops.add(ops.sum(ops.square(x), 1), 1)),
    gradient: 'skip',
    kind: 'sum',
    terms: 5000,
    dispatches: { gpu: 1, soft: 2 },
    why: 'soft divides the work, then merges',
  },
  sharedLoop: {
    shapes: [[6, 50]],
    call: (x) => {
      const center = ops.mean(x, 1);
      return [center, ops.subtract(ops.mean(ops.square(x), 1), ops.square(center)), ops.max(x, 1), ops.min(x, 1)];
    },
    gradient: 'skip',
    kind: 'sum',
    terms: 50,
    dispatches: 1,
    why: 'four reductions of one row read it once',
  },
  layerNormalization: {
    shapes: [[6, 50], [50], [50]],
    call: (x, scale, shift) => {
      const centered = ops.subtract(x, ops.mean(x, 1, { keepDims: true }));
      const variance = ops.mean(ops.square(centered), 1, { keepDims: true });
      return ops.add(ops.multiply(ops.multiply(centered, ops.rsqrt(ops.add(variance, 1e-5))), scale), shift);
    },
    gradient: 'skip',
    kind: 'sum',
    terms: 50,
    dispatches: 4,
    why: 'the centered values are stored: a loop and the result read them',
  },
  batchNormalizationWithGradient: {
    shapes: [[64, 10], [10], [10]],
    call: (x, scale, shift) => {
      const center = ops.mean(x, 0);
      const variance = ops.subtract(ops.mean(ops.square(x), 0), ops.square(center));
      const normal = ops.multiply(ops.subtract(x, center), ops.rsqrt(ops.add(variance, 1e-3)));
      return ops.add(ops.multiply(normal, scale), shift);
    },
    kind: 'sum',
    terms: 256,
    dispatches: 6,
    why: 'moments in one loop, values, three loops of the gradient, gradient',
  },
  reductionOfAMovement: {
    shapes: [[30, 40]],
    call: (x) => ops.sum(ops.multiply(ops.transpose(x), 2), 1),
    gradient: 'skip',
    kind: 'sum',
    terms: 30,
    dispatches: 1,
  },
  reductionOfAReduction: {
    shapes: [[30, 40]],
    call: (x) => ops.max(ops.sum(x, 1)),
    gradient: 'skip',
    kind: 'sum',
    terms: 40,
    dispatches: 2,
  },
  reductionReadTwice: {
    shapes: [[30, 40]],
    call: (x) => {
      const sums = ops.sum(x, 1, { keepDims: true });
      return [ops.divide(x, ops.add(ops.square(sums), 1)), ops.multiply(sums, 2)];
    },
    gradient: 'skip',
    kind: 'sum',
    terms: 40,
    dispatches: 2,
  },
  twoGeometries: {
    shapes: [[30, 40]],
    call: (x) => [ops.sum(ops.exp(x), 0), ops.sum(ops.exp(x), 1)],
    gradient: 'skip',
    kind: 'exponential',
    terms: 40,
    dispatches: 3,
    why: 'an expensive value that two loops read is stored once',
  },
  manyInputsReduced: {
    shapes: many(12, [6, 50]),
    call: (...x) => ops.sum(total(x), 1),
    gradient: 'skip',
    kind: 'sum',
    terms: 600,
    dispatches: 2,
    why: 'a prologue with more inputs than one kernel can bind',
    bug: 'Fusion makes elementwise ops inline in a loop without counting what the loop then binds',
  },
  manyReductions: {
    shapes: many(12, [6, 50]),
    call: (...x) => x.map((each) => ops.sum(each, 1)),
    gradient: 'skip',
    kind: 'sum',
    terms: 50,
    dispatches: 3,
    why: 'four inputs and four results fill the bindings of a kernel',
  },
  softmaxByHand: {
    shapes: [[6, 50]],
    call: (x) => {
      const e = ops.exp(ops.subtract(x, ops.max(x, 1, { keepDims: true })));
      return ops.divide(e, ops.sum(e, 1, { keepDims: true }));
    },
    gradient: 'skip',
    kind: 'exponential',
    dispatches: 4,
  },
};

export const kernelChains: Readonly<Record<string, FusionCase>> = {
  dense: {
    shapes: [[9, 20], [20, 33], [33]],
    call: (x, w, b) => relu(dense(x, w, b)),
    gradient: 'skip',
    kind: 'sum',
    terms: 20,
    dispatches: 1,
    why: 'bias and activation behind the product',
  },
  denseWithGradient: {
    shapes: [[9, 20], [20, 33], [33]],
    call: (x, w, b) => relu(dense(x, w, b)),
    kind: 'sum',
    terms: 64,
    dispatches: 4,
    why: 'forward with the derivative, and one for each of x, w, b',
  },
  mlpWithGradients: {
    shapes: [[32, 16], [16, 8], [8], [8, 4], [4], [32, 4]],
    call: (x, w1, b1, w2, b2, t) => {
      const y = dense(ops.tanh(dense(x!, w1!, b1!)), w2!, b2!); // six inputs
      const loss = ops.mean(ops.square(ops.subtract(y, t!)));
      const gradients = gradientsOf(loss, [w1!, b1!, w2!, b2!]);
      return [loss, ...gradients.filter((gradient) => gradient !== null)];
    },
    gradient: 'skip',
    kind: 'sum',
    terms: 128,
    dispatches: 8,
    why: 'hidden layer, output with its gradient, loss, b2, w2, hidden gradient, w1, b1',
  },
  residual: {
    shapes: [[9, 20], [20, 20], [20]],
    call: (x, w, b) => ops.add(x, relu(dense(x, w, b))),
    gradient: 'skip',
    kind: 'sum',
    terms: 20,
    dispatches: 1,
  },
  scaledRows: {
    shapes: [[9, 20], [20, 5], [9, 1], []],
    call: (x, w, row, all) => ops.multiply(ops.multiply(ops.matmul(x, w), row), all),
    gradient: 'skip',
    kind: 'sum',
    terms: 80,
    dispatches: 1,
    why: 'rows and numbers broadcast behind a product',
  },
  batchedBias: {
    shapes: [
      [2, 9, 20],
      [20, 5],
      [2, 1, 5],
    ],
    call: (x, w, b) => ops.add(ops.matmul(x, w), b),
    gradient: 'skip',
    kind: 'sum',
    terms: 20,
    dispatches: 1,
    why: 'a bias for each batch',
  },
  readByKernelAndElementwise: {
    shapes: [
      [9, 20],
      [9, 20],
      [20, 20],
    ],
    call: (a, b, w) => {
      const h = relu(ops.add(a, b));
      return ops.add(ops.matmul(h, w), ops.square(h));
    },
    gradient: 'skip',
    kind: 'sum',
    terms: 20,
    dispatches: 2,
  },
  productOfATransposed: {
    shapes: [
      [20, 9],
      [20, 5],
    ],
    call: (a, b) => ops.matmul(ops.transpose(ops.exp(a)), b),
    gradient: 'skip',
    kind: 'exponential',
    terms: 20,
    dispatches: 3,
    why: 'a product reads memory: the values, then their transposition',
  },
  productOfConstants: {
    shapes: [[3, 4]],
    call: (x) => ops.matmul(x, constant(2, [4, 5])),
    gradient: 'skip',
    kind: 'sum',
    terms: 8,
    dispatches: 1,
    why: 'a constant with equal elements that a kernel reads from memory',
  },
  productOfProducts: {
    shapes: [
      [5, 5],
      [5, 5],
    ],
    call: (a, b) => ops.matmul(ops.matmul(a, b), ops.matmul(b, a)),
    kind: 'sum',
    terms: 625,
    dispatches: 9,
  },
  manyInputsBehindAProduct: {
    shapes: [[9, 20], [20, 5], ...many(10, [9, 5])],
    call: (a, b, ...rest) => total([ops.matmul(a!, b!), ...rest]), // two and ten inputs
    gradient: 'skip',
    kind: 'sum',
    terms: 40,
    dispatches: 2,
  },
  epilogueOfSoftmax: {
    shapes: [[6, 70], [70]],
    call: (x, scale) => ops.multiply(ops.softmax(x), scale),
    gradient: 'skip',
    kind: 'exponential',
    dispatches: 1,
  },
  epilogueOfArgmax: {
    shapes: [[6, 70], [6]],
    call: (x, y) => ops.equal(ops.argmax(x), ops.cast(y, 'int32')),
    gradient: 'none',
    dispatches: 1,
  },
  epilogueOfGather: {
    shapes: [[30, 8], [20], [8]],
    dtypes: ['float32', 'int32', 'float32'],
    range: [
      [-2, 2],
      [0, 30],
      [-2, 2],
    ],
    call: (table, index, b) => relu(ops.add(ops.take(table, index), b)),
    gradient: 'skip',
    dispatches: 1,
  },
  accuracy: {
    shapes: [[20, 5], [20]],
    dtypes: ['float32', 'int32'],
    range: [
      [-2, 2],
      [0, 5],
    ],
    call: (z, labels) => ops.mean(ops.cast(ops.equal(ops.argmax(z), labels), 'float32')),
    gradient: 'none',
    kind: 'sum',
    terms: 20,
    dispatches: 2,
  },
  attention: {
    shapes: [
      [2, 3, 7, 4],
      [2, 3, 7, 4],
      [2, 3, 7, 4],
    ],
    call: (q, k, v) => ops.matmul(ops.softmax(ops.multiply(ops.matmul(q, k, { transposeB: true }), 0.5)), v),
    kind: 'exponential',
    backward: 'sum',
    terms: 256,
    dispatches: 8,
    why: 'scores, softmax, values; gradients of v, softmax, scores, q, k: scales are fused',
  },
  deepNetwork: {
    shapes: [
      [17, 12],
      [12, 12],
      [12, 12],
      [12, 12],
      [12, 12],
    ],
    range: [-0.6, 0.6],
    call: (x, ...weights) => weights.reduce<GraphNode>((h, w) => ops.add(h, ops.tanh(ops.matmul(h, w))), x!), // five inputs
    kind: 'tanh',
    dispatches: 12,
    why: 'memory is reused while residual values live long',
  },
};
