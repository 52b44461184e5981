/** Every operation, under the name by which `ops` offers it. One line an op; test/cases/ops.ts has a row for each. */

export { argmax, argmin } from './argmax.ts';
export { arange, concatenate, flatten, full, iota, oneHot, split, stack } from './combine.ts';
export { conv, convInput } from './conv/conv.ts';
export { depthwiseConv } from './conv/depthwise.ts';
export { ctcLoss } from './ctc.ts';
export { contract } from './einsum/contract.ts';
export { einsum } from './einsum/einsum.ts';
export {
  abs,
  add,
  cast,
  ceil,
  clip,
  cos,
  divide,
  equal,
  erf,
  exp,
  expm1,
  floor,
  floorDivide,
  greater,
  greaterEqual,
  isFinite,
  less,
  lessEqual,
  log,
  log1p,
  logicalAnd,
  logicalNot,
  logicalOr,
  maximum,
  minimum,
  modulo,
  multiply,
  negative,
  notEqual,
  power,
  round,
  rsqrt,
  sigmoid,
  sign,
  sin,
  softplus,
  sqrt,
  square,
  squaredDifference,
  stopGradient,
  subtract,
  tanh,
  where,
} from './elementwise/arithmetic.ts';
export { take } from './gather.ts';
export { histogram } from './histogram.ts';
export { resample, resizeAxes } from './image/resample.ts';
export { sample } from './image/sample.ts';
export { matmul } from './matmul/matmul.ts';
export { broadcastTo, expandDims, pad, repeat, reshape, reverse, slice, squeeze, tile, transpose } from './movement.ts';
export { moments, standardize } from './normalize/normalize.ts';
export { pool } from './pool/pool.ts';
export { max, mean, min, product, sum } from './reduce.ts';
export { searchSorted } from './searchSorted.ts';
export { logSoftmax, maskedSoftmax, softmax } from './softmax.ts';
