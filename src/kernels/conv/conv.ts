/** Convolutions (cross-correlations) without padding, over any number of spatial axes; channels last. */
import { apply, type GraphNode } from '../../runtime/graph.ts';
import { defineOp, type Op } from '../../runtime/op.ts';
import { type Shape, sizeOf, stridesOf, type Values } from '../../runtime/spec.ts';
import type { Contraction } from '../contraction/contraction.ts';
import { lowerContraction } from '../contraction/lower.ts';
import { reshape, reverse, scatter, transpose } from '../movement.ts';
import { type ConvAttrs, type ConvGeometry, geometryOf, outputShape, reachOf } from './geometry.ts';

interface FilterAttrs extends ConvAttrs {
  readonly kernel: Shape;
}

/** Strides of a channels-last tensor: of the batch and of each spatial axis. */
function stridesWith(
  spatial: readonly number[],
  channels: number,
): { readonly batch: number; readonly spatial: readonly number[] } {
  const [batch, ...rest] = stridesOf([1, ...spatial, channels]);
  return { batch: batch!, spatial: rest.slice(0, -1) }; // the batch axis comes first
}

/** y[n, o, f] = Σ over taps t and channels c of x[n, o · stride + t · dilation, c] · kernel[t, c, f]. */
function forward(g: ConvGeometry, { strides, dilation, transposeKernel }: ConvAttrs): Contraction {
  const { batch, input, taps, output, inputs, outputs, groups } = g;
  const [channels, filters] = [inputs * groups, outputs * groups];
  const inX = stridesWith(input, channels);
  const kernelRow = transposeKernel ? outputs * channels : inputs * filters;
  const inKernel = stridesOf(taps).map((stride) => stride * kernelRow);
  return {
    rows: [
      { length: batch, stride: inX.batch },
      ...output.map((length, axis) => ({ length, stride: strides[axis]! * inX.spatial[axis]! })), // one entry per axis
    ],
    columns: [{ length: outputs, stride: transposeKernel ? channels : 1 }],
    steps: [
      ...taps.map((length, axis) => ({ length, a: dilation[axis]! * inX.spatial[axis]!, b: inKernel[axis]! })), // one entry per axis
      { length: inputs, a: 1, b: transposeKernel ? 1 : filters },
    ],
    batch: [{ length: groups, a: inputs, b: transposeKernel ? inputs : outputs, row: 0, column: outputs }],
    sizeA: batch * sizeOf(input) * channels,
    sizeB: sizeOf(taps) * kernelRow,
    width: filters,
  };
}

/** dkernel[t, c, f] = Σ over samples n and places o of x[n, o · stride + t · dilation, c] · dy[n, o, f]. */
function filterGradient(g: ConvGeometry, { strides, dilation }: ConvAttrs): Contraction {
  const { batch, input, taps, output, inputs, outputs, groups } = g;
  const [channels, filters] = [inputs * groups, outputs * groups];
  const [inX, inY] = [stridesWith(input, channels), stridesWith(output, filters)];
  return {
    rows: [
      ...taps.map((length, axis) => ({ length, stride: dilation[axis]! * inX.spatial[axis]! })),
      { length: inputs, stride: 1 },
    ], // one entry per axis
    columns: [{ length: outputs, stride: 1 }],
    steps: [
      { length: batch, a: inX.batch, b: inY.batch },
      ...output.map((length, axis) => ({ length, a: strides[axis]! * inX.spatial[axis]!, b: inY.spatial[axis]! })), // one entry per axis
    ],
    batch: [{ length: groups, a: inputs, b: outputs, row: 0, column: outputs }],
    sizeA: batch * sizeOf(input) * channels,
    sizeB: batch * sizeOf(output) * filters,
    width: filters,
  };
}

/** Calls `visit` for every product of the convolution: places in x, in the kernel, in y. The definition. */
function forEachProduct(
  g: ConvGeometry,
  attrs: ConvAttrs,
  visit: (x: number, kernel: number, y: number) => void,
): void {
  const { batch, input, taps, output, inputs, outputs, groups } = g;
  const [channels, filters] = [inputs * groups, outputs * groups];
  const [inputStrides, outputStrides, tapStrides] = [stridesOf(input), stridesOf(output), stridesOf(taps)];
  const along = (index: number, strides: readonly number[], lengths: readonly number[], axis: number) =>
    Math.floor(index / strides[axis]!) % lengths[axis]!; // an axis of both
  for (let n = 0; n < batch; n++) {
    for (let o = 0; o < sizeOf(output); o++) {
      for (let t = 0; t < sizeOf(taps); t++) {
        const place = input.reduce((sum, _, axis) => {
          const start = along(o, outputStrides, output, axis) * attrs.strides[axis]!; // one entry per axis
          return sum + (start + along(t, tapStrides, taps, axis) * attrs.dilation[axis]!) * inputStrides[axis]!;
        }, 0);
        for (let group = 0; group < groups; group++) {
          for (let c = 0; c < inputs; c++) {
            for (let f = 0; f < outputs; f++) {
              const [channel, filter] = [group * inputs + c, group * outputs + f];
              const kernel = attrs.transposeKernel
                ? (t * outputs + f) * channels + channel
                : (t * inputs + c) * filters + filter;
              visit(
                (n * sizeOf(input) + place) * channels + channel,
                kernel,
                (n * sizeOf(output) + o) * filters + filter,
              );
            }
          }
        }
      }
    }
  }
}

const convOp: Op<ConvAttrs> = defineOp<ConvAttrs>({
  name: 'conv',
  epilogue: true,
  infer: ([x, kernel], attrs) => [{ shape: outputShape(geometryOf(x!.shape, kernel!.shape, attrs)), dtype: 'float32' }], // two inputs
  lower: (context) =>
    lowerContraction(
      context,
      forward(geometryOf(context.inputs[0]!.shape, context.inputs[1]!.shape, context.attrs), context.attrs),
    ), // two inputs
  cpu([y], [x, kernel], { inputs }, attrs) {
    const sums = new Float64Array(y!.length);
    forEachProduct(geometryOf(inputs[0]!.shape, inputs[1]!.shape, attrs), attrs, (i, k, o) => {
      sums[o]! += x![i]! * kernel![k]!; // in range
    });
    (y as Values).set(sums); // one output
  },
  grad({ inputs: [x, kernel], dy, needed, attrs }) {
    return [
      needed[0] ? inputGradient(dy, kernel!, x!.shape, attrs) : null,
      needed[1] ? convFilter(x!, dy, kernel!.shape, attrs) : null,
    ]; // two inputs
  },
});

const convFilterOp: Op<FilterAttrs> = defineOp<FilterAttrs>({
  name: 'convFilter',
  epilogue: true,
  infer: (_, { kernel }) => [{ shape: kernel, dtype: 'float32' }],
  lower: (context) =>
    lowerContraction(
      context,
      filterGradient(geometryOf(context.inputs[0]!.shape, context.attrs.kernel, context.attrs), context.attrs),
    ), // two inputs
  cpu([dkernel], [x, dy], { inputs }, attrs) {
    const sums = new Float64Array(dkernel!.length);
    forEachProduct(geometryOf(inputs[0]!.shape, attrs.kernel, attrs), attrs, (i, k, o) => {
      sums[k]! += x![i]! * dy![o]!; // in range
    });
    (dkernel as Values).set(sums); // one output
  },
  grad({ inputs: [x, dy], dy: dkernel, needed, attrs }) {
    return [
      needed[0] ? inputGradient(dy!, dkernel, x!.shape, attrs) : null,
      needed[1] ? conv(x!, dkernel, attrs) : null,
    ]; // two inputs
  },
});

/** The gradient of the input: dy spread out by the strides, convolved with the reversed kernel. */
function inputGradient(
  dy: GraphNode,
  kernel: GraphNode,
  input: Shape,
  { strides, dilation, groups, transposeKernel }: ConvAttrs,
): GraphNode {
  const rank = strides.length;
  const margins = dilation.map((each, axis) => reachOf(kernel.shape[axis]!, each) - 1); // a kernel axis each
  const spread = [dy.shape[0]!, ...margins.map((margin, axis) => input[axis + 1]! + margin), dy.shape[rank + 1]!]; // channels last
  const placed = scatter(dy, spread, [0, ...margins, 0], [1, ...strides, 1]);
  const reversed = reverse(
    kernel,
    Array.from({ length: rank }, (_, axis) => axis),
  );
  return conv(placed, reversed, { strides: strides.map(() => 1), dilation, groups, transposeKernel: !transposeKernel });
}

/** `[taps, inputs per group, outputs]` as `[taps, outputs per group, inputs]`: inputs and outputs change places in each group. */
function exchangeChannels(kernel: GraphNode, rank: number, groups: number): GraphNode {
  const taps = kernel.shape.slice(0, rank);
  const [inputs, filters] = kernel.shape.slice(rank) as [number, number]; // two axes after the taps
  const outputs = filters / groups;
  const split = reshape(kernel, [...taps, inputs, groups, outputs]);
  const order = [...taps.keys(), rank + 2, rank + 1, rank];
  return reshape(transpose(split, order), [...taps, outputs, groups * inputs]);
}

/** The gradient of the kernel (never read transposed: the caller exchanges x and dy instead). */
function convFilter(x: GraphNode, dy: GraphNode, kernel: Shape, attrs: ConvAttrs): GraphNode {
  if (!attrs.transposeKernel) return apply(convFilterOp, [x, dy], { ...attrs, kernel });
  return transposedFilter(x, dy, kernel, attrs);
}

/** A kernel `[taps, outputs, inputs]` got its gradient as `[taps, inputs, outputs]`: the last two axes change places. */
function transposedFilter(x: GraphNode, dy: GraphNode, kernel: Shape, attrs: ConvAttrs): GraphNode {
  const rank = attrs.strides.length;
  const [outputs, inputs] = kernel.slice(rank) as [number, number]; // two axes after the taps
  const { groups } = attrs;
  const plain = [...kernel.slice(0, rank), inputs / groups, outputs * groups];
  const gradient = apply(convFilterOp, [x, dy], { ...attrs, transposeKernel: false, kernel: plain });
  return exchangeChannels(gradient, rank, groups);
}

/**
 * Cross-correlation without padding: `y[n, o, f] = Σ x[n, o·stride + t·dilation, c] · kernel[t, c, f]`.
 *
 * Shapes: x `[batch, ...spatial, channels]`, kernel `[...taps, channels / groups, filters]` -> `[batch, ...output, filters]`.
 */
export function conv(x: GraphNode, kernel: GraphNode, attrs: Partial<ConvAttrs> = {}): GraphNode {
  const ones = x.shape.slice(2).map(() => 1);
  const { strides = ones, dilation = ones, groups = 1, transposeKernel = false } = attrs;
  return apply(convOp, [x, kernel], { strides, dilation, groups, transposeKernel });
}
