/** Kernels with elementwise ops behind them, and networks with their gradients. */
import * as ops from '../../../src/kernels/index.ts';
import { constant, type GraphNode } from '../../../src/runtime/graph.ts';
import { gradientsOf } from '../../../src/runtime/jit.ts';
import type { FusionCase } from '../fusion.ts';
import { dense, many, relu, total } from './pieces.ts';

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
  bindingsOfTheKernelItself: {
    shapes: many(6, [9, 9]),
    call: (x, w, ...others) => total([ops.matmul(x!, w!), x!, w!, ...others]), // six inputs
    gradient: 'skip',
    kind: 'sum',
    terms: 20,
    dispatches: 2,
    why: 'the product binds x and w, and what follows binds them again: nine',
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
  epilogueOfSoftmaxAlongColumns: {
    shapes: [[6, 7], [7], [6, 1]],
    call: (x, scale, shift) => ops.add(ops.multiply(ops.softmax(x, 0), scale), shift),
    gradient: 'skip',
    kind: 'exponential',
    dispatches: 1,
  },
  secondDerivative: {
    shapes: [
      [6, 5],
      [5, 4],
    ],
    call: (x, w) => {
      const [dx] = gradientsOf(ops.tanh(ops.matmul(x, w)), [x]);
      return ops.square(dx!); // tanh has a gradient
    },
    kind: 'tanh',
    dispatches: 6,
    why: 'the gradient of a gradient',
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
  placesOfTokens: {
    shapes: [
      [5, 16],
      [3, 5, 16],
    ],
    call: (table, x) => ops.add(x!, ops.take(table!, ops.arange(0, 5))), // two inputs
    kind: 'sum',
    terms: 3,
    dispatches: 3,
    why: 'rows in order are a part of the table: one sum, and the gradients of the table and of x, which is a copy',
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
