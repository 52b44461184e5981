/** Every operation, under the name by which `ops` offers it. One line an op; test/cases/ops.ts has a row for each. */

export { argmax, argmin } from './argmax.ts';
export { concatenate, stack } from './concatenate.ts';
export { conv, convInput } from './conv/conv.ts';
export { depthwiseConv } from './conv/depthwise.ts';
export { ctcLoss } from './ctc.ts';
export { contract } from './einsum/contract.ts';
export { einsum } from './einsum/einsum.ts';
export {
  abs,
  add,
  clip,
  divide,
  maximum,
  minimum,
  multiply,
  negative,
  rsqrt,
  sign,
  sqrt,
  square,
  squaredDifference,
  stopGradient,
  subtract,
} from './elementwise/arithmetic.ts';
export {
  equal,
  greater,
  greaterEqual,
  isFinite,
  less,
  lessEqual,
  logicalAnd,
  logicalNot,
  logicalOr,
  notEqual,
  where,
} from './elementwise/comparison.ts';
export { erf } from './elementwise/erf.ts';
export { exp, expm1, log, log1p, sigmoid, softplus, tanh } from './elementwise/exponential.ts';
export { cast } from './elementwise/operands.ts';
export { power } from './elementwise/power.ts';
export { ceil, floor, floorDivide, modulo, round } from './elementwise/rounding.ts';
export { cos, sin } from './elementwise/trigonometry.ts';
export { full } from './full.ts';
export { take } from './gather.ts';
export { histogram } from './histogram.ts';
export { resample, resizeAxes } from './image/resample.ts';
export { sample } from './image/sample.ts';
export { arange, iota } from './iota.ts';
export { maskedSoftmax } from './maskedSoftmax.ts';
export { matmul } from './matmul/matmul.ts';
export { broadcastTo } from './movement/broadcastTo.ts';
export { pad } from './movement/pad.ts';
export { repeat, tile } from './movement/repeat.ts';
export { expandDims, flatten, reshape, squeeze } from './movement/reshape.ts';
export { reverse } from './movement/reverse.ts';
export { slice } from './movement/slice.ts';
export { transpose } from './movement/transpose.ts';
export { moments, standardize } from './normalize/normalize.ts';
export { oneHot } from './oneHot.ts';
export { pool } from './pool/pool.ts';
export { max, mean, min, product, sum } from './reduce.ts';
export { searchSorted } from './searchSorted.ts';
export { logSoftmax, softmax } from './softmax.ts';
export { split } from './split.ts';
