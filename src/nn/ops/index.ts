/** The `ops` namespace: every operation, on nodes while tracing, on symbolic tensors of functional models, and on host values. */

import * as kernels from '../../kernels/index.ts';
import type { GraphNode } from '../../runtime/graph.ts';
import * as functions from '../activations/functions.ts';
import * as convolution from './convolution.ts';
import * as pooling from './pooling.ts';
import { symbolic } from './symbolic.ts';

export const abs = /* @__PURE__ */ symbolic('abs', kernels.abs);
export const add = /* @__PURE__ */ symbolic('add', kernels.add);
export const arange = /* @__PURE__ */ symbolic('arange', kernels.arange);
export const argmax = /* @__PURE__ */ symbolic('argmax', kernels.argmax);
export const argmin = /* @__PURE__ */ symbolic('argmin', kernels.argmin);
export const broadcastTo = /* @__PURE__ */ symbolic('broadcastTo', kernels.broadcastTo);
export const cast = /* @__PURE__ */ symbolic('cast', kernels.cast);
export const ceil = /* @__PURE__ */ symbolic('ceil', kernels.ceil);
export const clip = /* @__PURE__ */ symbolic('clip', kernels.clip);
export const concatenate = /* @__PURE__ */ symbolic('concatenate', kernels.concatenate);
export const cos = /* @__PURE__ */ symbolic('cos', kernels.cos);
export const ctcLoss = /* @__PURE__ */ symbolic('ctcLoss', kernels.ctcLoss);
export const divide = /* @__PURE__ */ symbolic('divide', kernels.divide);
export const einsum = /* @__PURE__ */ symbolic('einsum', kernels.einsum);
export const equal = /* @__PURE__ */ symbolic('equal', kernels.equal);
export const erf = /* @__PURE__ */ symbolic('erf', kernels.erf);
export const exp = /* @__PURE__ */ symbolic('exp', kernels.exp);
export const expandDims = /* @__PURE__ */ symbolic('expandDims', kernels.expandDims);
export const expm1 = /* @__PURE__ */ symbolic('expm1', kernels.expm1);
export const flatten = /* @__PURE__ */ symbolic('flatten', kernels.flatten);
export const floor = /* @__PURE__ */ symbolic('floor', kernels.floor);
export const floorDivide = /* @__PURE__ */ symbolic('floorDivide', kernels.floorDivide);
export const full = /* @__PURE__ */ symbolic('full', kernels.full);
export const greater = /* @__PURE__ */ symbolic('greater', kernels.greater);
export const greaterEqual = /* @__PURE__ */ symbolic('greaterEqual', kernels.greaterEqual);
export const iota = /* @__PURE__ */ symbolic('iota', kernels.iota);
export const isFinite = /* @__PURE__ */ symbolic('isFinite', kernels.isFinite);
export const less = /* @__PURE__ */ symbolic('less', kernels.less);
export const lessEqual = /* @__PURE__ */ symbolic('lessEqual', kernels.lessEqual);
export const log = /* @__PURE__ */ symbolic('log', kernels.log);
export const log1p = /* @__PURE__ */ symbolic('log1p', kernels.log1p);
export const logSoftmax = /* @__PURE__ */ symbolic('logSoftmax', kernels.logSoftmax);
export const logicalAnd = /* @__PURE__ */ symbolic('logicalAnd', kernels.logicalAnd);
export const logicalNot = /* @__PURE__ */ symbolic('logicalNot', kernels.logicalNot);
export const logicalOr = /* @__PURE__ */ symbolic('logicalOr', kernels.logicalOr);
export const matmul = /* @__PURE__ */ symbolic('matmul', kernels.matmul);
export const max = /* @__PURE__ */ symbolic('max', kernels.max);
export const maximum = /* @__PURE__ */ symbolic('maximum', kernels.maximum);
export const mean = /* @__PURE__ */ symbolic('mean', kernels.mean);
export const min = /* @__PURE__ */ symbolic('min', kernels.min);
export const minimum = /* @__PURE__ */ symbolic('minimum', kernels.minimum);
export const modulo = /* @__PURE__ */ symbolic('modulo', kernels.modulo);
export const multiply = /* @__PURE__ */ symbolic('multiply', kernels.multiply);
export const negative = /* @__PURE__ */ symbolic('negative', kernels.negative);
export const notEqual = /* @__PURE__ */ symbolic('notEqual', kernels.notEqual);
export const oneHot = /* @__PURE__ */ symbolic('oneHot', kernels.oneHot);
export const pad = /* @__PURE__ */ symbolic('pad', kernels.pad);
export const power = /* @__PURE__ */ symbolic('power', kernels.power);
export const product = /* @__PURE__ */ symbolic('product', kernels.product);
export const repeat = /* @__PURE__ */ symbolic('repeat', kernels.repeat);
export const reshape = /* @__PURE__ */ symbolic('reshape', kernels.reshape);
export const reverse = /* @__PURE__ */ symbolic('reverse', kernels.reverse);
export const round = /* @__PURE__ */ symbolic('round', kernels.round);
export const rsqrt = /* @__PURE__ */ symbolic('rsqrt', kernels.rsqrt);
export const searchSorted = /* @__PURE__ */ symbolic('searchSorted', kernels.searchSorted);
export const sigmoid = /* @__PURE__ */ symbolic('sigmoid', kernels.sigmoid);
export const sign = /* @__PURE__ */ symbolic('sign', kernels.sign);
export const sin = /* @__PURE__ */ symbolic('sin', kernels.sin);
export const slice = /* @__PURE__ */ symbolic('slice', kernels.slice);
export const softmax = /* @__PURE__ */ symbolic('softmax', kernels.softmax);
export const softplus = /* @__PURE__ */ symbolic('softplus', kernels.softplus);
export const split = /* @__PURE__ */ symbolic('split', kernels.split);
export const sqrt = /* @__PURE__ */ symbolic('sqrt', kernels.sqrt);
export const square = /* @__PURE__ */ symbolic('square', kernels.square);
export const squaredDifference = /* @__PURE__ */ symbolic('squaredDifference', kernels.squaredDifference);
export const squeeze = /* @__PURE__ */ symbolic('squeeze', kernels.squeeze);
export const stack = /* @__PURE__ */ symbolic('stack', kernels.stack);
export const stopGradient = /* @__PURE__ */ symbolic('stopGradient', kernels.stopGradient);
export const subtract = /* @__PURE__ */ symbolic('subtract', kernels.subtract);
export const sum = /* @__PURE__ */ symbolic('sum', kernels.sum);
export const take = /* @__PURE__ */ symbolic('take', kernels.take);
export const tanh = /* @__PURE__ */ symbolic('tanh', kernels.tanh);
export const tile = /* @__PURE__ */ symbolic('tile', kernels.tile);
export const transpose = /* @__PURE__ */ symbolic('transpose', kernels.transpose);
export const where = /* @__PURE__ */ symbolic('where', kernels.where);

export { gradients } from './gradients.ts';

// Activation functions.
export const relu = /* @__PURE__ */ symbolic('relu', functions.relu);
export const relu6 = /* @__PURE__ */ symbolic('relu6', functions.relu6);
export const leakyRelu = /* @__PURE__ */ symbolic('leakyRelu', functions.leakyRelu);
export const elu = /* @__PURE__ */ symbolic('elu', functions.elu);
export const selu = /* @__PURE__ */ symbolic('selu', functions.selu);
export const celu = /* @__PURE__ */ symbolic('celu', functions.celu);
/** As in Keras approximate by default, where `activations.gelu` is exact. */
export const gelu = /* @__PURE__ */ symbolic('gelu', (x: GraphNode, options: { readonly approximate?: boolean } = {}) =>
  functions.gelu(x, { approximate: true, ...options }),
);
export const softsign = /* @__PURE__ */ symbolic('softsign', functions.softsign);
export const silu = /* @__PURE__ */ symbolic('silu', functions.silu);
export const swish = silu;
export const mish = /* @__PURE__ */ symbolic('mish', functions.mish);
export const hardSigmoid = /* @__PURE__ */ symbolic('hardSigmoid', functions.hardSigmoid);
export const hardSilu = /* @__PURE__ */ symbolic('hardSilu', functions.hardSilu);
export const hardSwish = hardSilu;
export const hardTanh = /* @__PURE__ */ symbolic('hardTanh', functions.hardTanh);
export const hardShrink = /* @__PURE__ */ symbolic('hardShrink', functions.hardShrink);
export const softShrink = /* @__PURE__ */ symbolic('softShrink', functions.softShrink);
export const tanhShrink = /* @__PURE__ */ symbolic('tanhShrink', functions.tanhShrink);
export const squareplus = /* @__PURE__ */ symbolic('squareplus', functions.squareplus);
export const threshold = /* @__PURE__ */ symbolic('threshold', functions.threshold);
export const logSigmoid = /* @__PURE__ */ symbolic('logSigmoid', functions.logSigmoid);
export const sparsePlus = /* @__PURE__ */ symbolic('sparsePlus', functions.sparsePlus);
export const sparseSigmoid = /* @__PURE__ */ symbolic('sparseSigmoid', functions.sparseSigmoid);
export const sparsemax = /* @__PURE__ */ symbolic('sparsemax', functions.sparsemax);
export const glu = /* @__PURE__ */ symbolic('glu', functions.glu);

// Convolutions and poolings, with padding and data formats.
export const conv = /* @__PURE__ */ symbolic('conv', convolution.conv);
export const convTranspose = /* @__PURE__ */ symbolic('convTranspose', convolution.convTranspose);
export const depthwiseConv = /* @__PURE__ */ symbolic('depthwiseConv', convolution.depthwiseConv);
export const separableConv = /* @__PURE__ */ symbolic('separableConv', convolution.separableConv);
export const maxPool = /* @__PURE__ */ symbolic('maxPool', pooling.maxPool);
export const averagePool = /* @__PURE__ */ symbolic('averagePool', pooling.averagePool);
export const adaptiveAveragePool = /* @__PURE__ */ symbolic('adaptiveAveragePool', pooling.adaptiveAveragePool);
export const adaptiveMaxPool = /* @__PURE__ */ symbolic('adaptiveMaxPool', pooling.adaptiveMaxPool);

// Functions on images: `ops.image.resize`.
export * as image from './image/index.ts';
