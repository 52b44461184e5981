/** Every function of `ops`, called on the inputs of a functional model: a missing one does not compile. */
import { ops, tensor } from '../../src/index.ts';
import type { GraphNode } from '../../src/runtime/graph.ts';

/** All but gradients, which are of what is being traced. */
type Name = Exclude<keyof typeof ops, 'image' | 'gradients'>;
type ImageName = keyof typeof ops.image;

/** What a function is called with: x `[2, 4]`, y `[2, 4]`, an image `[2, 6, 6, 3]`. Types stand for symbolic tensors too. */
type Call = (x: GraphNode, y: GraphNode, image: GraphNode) => GraphNode | readonly GraphNode[];

const filters = (...shape: number[]) => {
  const size = shape.reduce((a, b) => a * b, 1);
  return tensor(
    Float32Array.from({ length: size }, (_, place) => Math.sin(place)),
    shape,
  );
};

/** Functions of one or two tensors that take nothing else. */
function alone(name: Name, count: 1 | 2 = 1): Call {
  const call = ops[name] as unknown as (...inputs: GraphNode[]) => GraphNode; // functions of tensors
  return (x, y) => (count === 1 ? call(x) : call(x, y));
}

export const symbolicCalls: Readonly<Record<Name, Call>> = {
  abs: alone('abs'),
  adaptiveAveragePool: (_x, _y, image) => ops.adaptiveAveragePool(image, 2),
  adaptiveMaxPool: (_x, _y, image) => ops.adaptiveMaxPool(image, 2),
  add: (x) => ops.add(x, tensor([1, 2, 3, 4])),
  arange: (x) => ops.add(x, ops.arange(0, 4, 'float32')),
  argmax: (x) => ops.argmax(x, 1),
  argmin: (x) => ops.argmin(x, 1),
  averagePool: (_x, _y, image) => ops.averagePool(image, 2),
  broadcastTo: (x) => ops.broadcastTo(ops.expandDims(x, 1), [2, 3, 4]),
  cast: (x) => ops.cast(x, 'int32'),
  ceil: alone('ceil'),
  celu: (x) => ops.celu(x, { alpha: 2 }),
  clip: (x) => ops.clip(x, 0.2, 0.8),
  concatenate: (x, y) => ops.concatenate([x, y, tensor([[1], [2]])], 1),
  conv: (_x, _y, image) => ops.conv(image, filters(3, 3, 3, 2), { padding: 'same' }),
  convTranspose: (_x, _y, image) => ops.convTranspose(image, filters(3, 3, 2, 3), { strides: 2 }),
  cos: alone('cos'),
  ctcLoss: (x) =>
    ops.ctcLoss(
      tensor(
        [
          [1, 2],
          [3, 1],
        ],
        undefined,
        'int32',
      ),
      ops.stack([x, x, x], 1),
      tensor([2, 1], undefined, 'int32'),
      tensor([3, 3], undefined, 'int32'),
    ),
  depthwiseConv: (_x, _y, image) => ops.depthwiseConv(image, filters(3, 3, 3, 1)),
  divide: alone('divide', 2),
  einsum: (x, y) => ops.einsum('ab,cb->ac', x, y),
  elu: (x) => ops.elu(ops.negative(x), { alpha: 2 }),
  equal: alone('equal', 2),
  erf: alone('erf'),
  exp: alone('exp'),
  expandDims: (x) => ops.expandDims(x, 1),
  expm1: alone('expm1'),
  flatten: alone('flatten'),
  floor: alone('floor'),
  floorDivide: alone('floorDivide', 2),
  full: (x) => ops.multiply(x, ops.full([4], 3)),
  gelu: (x) => ops.gelu(x, { approximate: true }),
  glu: alone('glu'),
  greater: alone('greater', 2),
  greaterEqual: (x) => ops.greaterEqual(x, 0.5),
  hardShrink: (x) => ops.hardShrink(x, { threshold: 0.4 }),
  hardSigmoid: alone('hardSigmoid'),
  hardSilu: alone('hardSilu'),
  hardTanh: alone('hardTanh'),
  iota: (x) => ops.add(x, ops.iota([2, 4], 1, 'float32')),
  isFinite: alone('isFinite'),
  leakyRelu: (x) => ops.leakyRelu(ops.negative(x), { negativeSlope: 0.3 }),
  less: alone('less', 2),
  lessEqual: (x) => ops.lessEqual(x, 0.5),
  log: alone('log'),
  log1p: alone('log1p'),
  logSigmoid: alone('logSigmoid'),
  logSoftmax: (x) => ops.logSoftmax(x, 0),
  logicalAnd: (x, y) => ops.logicalAnd(ops.greater(x, 0.5), ops.less(y, 0.5)),
  logicalNot: (x) => ops.logicalNot(ops.greater(x, 0.5)),
  logicalOr: (x, y) => ops.logicalOr(ops.greater(x, 0.5), ops.less(y, 0.5)),
  matmul: (x, y) => ops.matmul(x, y, { transposeB: true }),
  max: (x) => ops.max(x, 1, { keepDims: true }),
  maxPool: (_x, _y, image) => ops.maxPool(image, 2),
  maximum: (x) => ops.maximum(x, 0.5),
  mean: (x) => ops.mean(x, 1),
  min: (x) => ops.min(x, [0, 1], { keepDims: true }),
  minimum: alone('minimum', 2),
  mish: alone('mish'),
  modulo: (x) => ops.modulo(x, 0.3),
  multiply: (x) => ops.multiply(3, x),
  negative: alone('negative'),
  notEqual: alone('notEqual', 2),
  oneHot: (x) => ops.oneHot(ops.cast(ops.multiply(x, 3), 'int32'), 3),
  pad: (x) =>
    ops.pad(
      x,
      [
        [0, 0],
        [1, 2],
      ],
      7,
    ),
  power: alone('power', 2),
  product: (x) => ops.product(x, 1),
  relu: (x) => ops.relu(ops.subtract(x, 0.5), { maxValue: 0.3 }),
  relu6: (x) => ops.relu6(ops.multiply(x, 10)),
  repeat: (x) => ops.repeat(x, [1, 2]),
  reshape: (x) => ops.reshape(x, [-1, 2, 2]),
  reverse: (x) => ops.reverse(x, [1]),
  round: (x) => ops.round(ops.multiply(x, 10)),
  rsqrt: alone('rsqrt'),
  searchSorted: (x) => ops.searchSorted(tensor([0.1, 0.5, 0.9]), x),
  selu: alone('selu'),
  separableConv: (_x, _y, image) => ops.separableConv(image, filters(3, 3, 3, 1), filters(1, 1, 3, 2)),
  sigmoid: alone('sigmoid'),
  sign: (x) => ops.sign(ops.subtract(x, 0.5)),
  silu: alone('silu'),
  sin: alone('sin'),
  slice: (x) => ops.slice(x, [0, 1], [2, 2]),
  softShrink: (x) => ops.softShrink(x, { threshold: 0.4 }),
  softmax: (x) => ops.softmax(x),
  softplus: alone('softplus'),
  softsign: alone('softsign'),
  sparsePlus: alone('sparsePlus'),
  sparseSigmoid: alone('sparseSigmoid'),
  sparsemax: alone('sparsemax'),
  split: (x) => ops.split(x, [1, 3], 1),
  sqrt: alone('sqrt'),
  square: alone('square'),
  squaredDifference: alone('squaredDifference', 2),
  squareplus: (x) => ops.squareplus(x, { b: 1 }),
  squeeze: (x) => ops.squeeze(ops.expandDims(x, 2), 2),
  stack: (x, y) => ops.stack([x, y], 1),
  stopGradient: alone('stopGradient'),
  subtract: (x, y) => ops.subtract(ops.subtract(1, x), y),
  sum: (x) => ops.sum(x, 1),
  take: (x) => ops.take(x, tensor([3, 0], [2], 'int32'), 1),
  tanh: alone('tanh'),
  tanhShrink: alone('tanhShrink'),
  threshold: (x) => ops.threshold(x, { threshold: 0.5, defaultValue: -1 }),
  tile: (x) => ops.tile(x, [1, 2]),
  transpose: (x) => ops.transpose(ops.expandDims(x, 2), [0, 2, 1]),
  where: (x, y) => ops.where(ops.greater(x, 0.5), y, 0),
};

export const symbolicImageCalls: Partial<Readonly<Record<ImageName, Call>>> = {
  gaussianBlur: (_x, _y, image) => ops.image.gaussianBlur(image),
  resize: (_x, _y, image) => ops.image.resize(image, [3, 3]),
  rgbToGrayscale: (_x, _y, image) => ops.image.rgbToGrayscale(image),
  rgbToHsv: (_x, _y, image) => ops.image.rgbToHsv(image),
};
