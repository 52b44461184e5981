/** Reductions with elementwise ops before and behind them, and reductions that share a loop. */
import * as ops from '../../../src/kernels/index.ts';
import type { FusionCase } from '../fusion.ts';
import { many, total } from './pieces.ts';

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
