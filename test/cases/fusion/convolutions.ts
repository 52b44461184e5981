/** Convolutions and poolings with what stands around them. */
import { relu } from '../../../src/kernels/elementwise/arithmetic.ts';
import * as ops from '../../../src/kernels/index.ts';
import type { GraphNode } from '../../../src/runtime/graph.ts';
import type { FusionCase } from '../fusion.ts';

const SAME = [
  [1, 1],
  [1, 1],
] as const;

function layer(x: GraphNode, kernel: GraphNode, bias: GraphNode): GraphNode {
  return relu(ops.add(ops.conv(x, kernel, { padding: SAME }), bias));
}

/** With channels second, as they are given and wanted. */
function channelsSecond(x: GraphNode, body: (x: GraphNode) => GraphNode): GraphNode {
  return ops.transpose(body(ops.transpose(x, [0, 2, 3, 1])), [0, 3, 1, 2]);
}

const small = { kind: 'sum', terms: 200 } as const;

export const convolutionChains: Readonly<Record<string, FusionCase>> = {
  convolution: {
    ...small,
    shapes: [[2, 6, 5, 3], [3, 3, 3, 4], [4]],
    call: (x, w, b) => relu(ops.add(ops.conv(x, w), b)),
    gradient: 'skip',
    dispatches: 1,
    why: 'bias and activation behind it',
  },
  convolutionWithPadding: {
    ...small,
    shapes: [[2, 6, 5, 3], [3, 3, 3, 4], [4]],
    call: layer,
    avoid: [0],
    dispatches: 7,
    why: 'padding once for both directions, forward with the derivative, kernel reversed, dy padded, x, w, b',
  },
  convolutionWithStrides: {
    ...small,
    shapes: [
      [2, 9, 9, 3],
      [3, 3, 3, 4],
    ],
    call: (x, w) => ops.conv(x, w, { strides: [2, 2] }),
    dispatches: 6,
    why: 'forward; dy padded, kernel by phases, x by phases, put between each other; w',
  },
  transposedConvolution: {
    ...small,
    shapes: [[2, 4, 4, 3], [3, 3, 5, 3], [5]],
    call: (x, w, b) => relu(ops.add(ops.convInput(x, w, [2, 9, 9, 5], { strides: [2, 2] }), b)),
    gradient: 'skip',
    dispatches: 4,
    why: 'padding, kernel by phases, result by phases, put between each other with bias and activation',
  },
  transposedConvolutionWithGradients: {
    ...small,
    shapes: [
      [2, 4, 4, 3],
      [3, 3, 5, 3],
    ],
    call: (x, w) => ops.convInput(x, w, [2, 9, 9, 5], { strides: [2, 2] }),
    dispatches: 6,
    why: 'the gradients are one convolution each',
  },
  channelsSecond: {
    ...small,
    shapes: [[2, 3, 6, 5], [3, 3, 3, 4], [4], [3, 3, 4, 2], [2]],
    call: (x, w1, b1, w2, b2) => {
      const y = channelsSecond(x!, (each) => layer(each, w1!, b1!)); // five inputs
      return channelsSecond(y, (each) => layer(each, w2!, b2!));
    },
    gradient: 'skip',
    dispatches: 5,
    why: 'between two convolutions the channels stay last',
  },
  oneChannelSecond: {
    ...small,
    shapes: [
      [2, 1, 6, 5],
      [3, 3, 1, 4],
    ],
    call: (x, w) => ops.conv(ops.transpose(x, [0, 2, 3, 1]), w),
    gradient: 'skip',
    dispatches: 1,
    why: 'an axis of size 1 changes its place without work',
  },
  pooledConvolution: {
    ...small,
    shapes: [[2, 8, 8, 3], [3, 3, 3, 4], [4]],
    call: (x, w, b) =>
      ops.pool(relu(ops.add(ops.conv(x, w), b)), {
        kind: 'max',
        window: [2, 2],
        strides: [2, 2],
        padding: [
          [0, 0],
          [0, 0],
        ],
      }),
    avoid: [0],
    dispatches: 8,
    why: 'forward, pooling, its gradient with the derivative, kernel reversed, dy padded, x, w, b',
  },
};
