/** Convolutions (cross-correlations) over any number of spatial axes, and their gradients; channels last. */
import { ShapeError } from '../../runtime/errors.ts';
import { apply, type GraphNode } from '../../runtime/graph.ts';
import { defineOp, type Op } from '../../runtime/op.ts';
import { type Shape, sameShape, showShape, type Values } from '../../runtime/spec.ts';
import { lowerContraction } from '../contraction/lower.ts';
import { pad } from '../movement/pad.ts';
import { reshape } from '../movement/reshape.ts';
import { transpose } from '../movement/transpose.ts';
import { inputGradient } from './backward.ts';
import { filterGradient, forward } from './contractions.ts';
import { type ConvAttrs, forEachProduct, geometryOf, outputShape, reachOf } from './geometry.ts';

interface FilterAttrs extends ConvAttrs {
  readonly kernel: Shape;
}

interface InputAttrs extends ConvAttrs {
  readonly input: Shape;
}

function isPadded({ padding }: ConvAttrs): boolean {
  return padding.some(([before, after]) => before > 0 || after > 0);
}

/** The input with its padding, and the attributes that are left: kernels know no padding. */
function withPadding<Attrs extends ConvAttrs>(x: GraphNode, attrs: Attrs): readonly [GraphNode, Attrs] {
  const padding = attrs.padding.map(() => [0, 0] as const);
  return [pad(x, [[0, 0], ...attrs.padding, [0, 0]]), { ...attrs, padding }];
}

const convOp: Op<ConvAttrs> = defineOp<ConvAttrs>({
  name: 'conv',
  epilogue: true,
  infer: ([x, kernel], attrs) => [{ shape: outputShape(geometryOf(x!.shape, kernel!.shape, attrs)), dtype: 'float32' }], // two inputs
  expand({ inputs: [x, kernel], attrs }) {
    if (!isPadded(attrs)) return null;
    const [padded, rest] = withPadding(x!, attrs); // two inputs
    return [apply(convOp, [padded, kernel!], rest)];
  },
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
      needed[0] ? convInput(dy, kernel!, x!.shape, attrs) : null,
      needed[1] ? convFilter(x!, dy, kernel!.shape, attrs) : null,
    ]; // two inputs
  },
});

const convFilterOp: Op<FilterAttrs> = defineOp<FilterAttrs>({
  name: 'convFilter',
  epilogue: true,
  infer: (_, { kernel }) => [{ shape: kernel, dtype: 'float32' }],
  expand({ inputs: [x, dy], attrs }) {
    if (!isPadded(attrs)) return null;
    const [padded, rest] = withPadding(x!, attrs); // two inputs
    return [apply(convFilterOp, [padded, dy!], rest)];
  },
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
    return [needed[0] ? convInput(dy!, dkernel, x!.shape, attrs) : null, needed[1] ? conv(x!, dkernel, attrs) : null]; // two inputs
  },
});

/** The gradient of the input, which is also a transposed convolution. Has no kernel of its own: it is expanded. */
const convInputOp: Op<InputAttrs> = defineOp<InputAttrs>({
  name: 'convInput',
  infer([dy, kernel], attrs) {
    const output = outputShape(geometryOf(attrs.input, kernel!.shape, attrs)); // two inputs
    if (!sameShape(output, dy!.shape)) {
      throw new ShapeError({
        who: 'convInput',
        expected: `a gradient of shape ${showShape(output)} for an input of ${showShape(attrs.input)}`,
        received: dy!.shape,
      });
    }
    return [{ shape: attrs.input, dtype: 'float32' }];
  },
  expand: ({ inputs: [dy, kernel], attrs }) => [inputGradient(conv, dy!, kernel!, attrs.input, attrs)], // two inputs
  cpu([dx], [dy, kernel], { inputs }, attrs) {
    const sums = new Float64Array(dx!.length);
    forEachProduct(geometryOf(attrs.input, inputs[1]!.shape, attrs), attrs, (i, k, o) => {
      sums[i]! += dy![o]! * kernel![k]!; // in range
    });
    (dx as Values).set(sums); // one output
  },
  grad({ inputs: [dy, kernel], dy: g, needed, attrs }) {
    return [needed[0] ? conv(g, kernel!, attrs) : null, needed[1] ? convFilter(g, dy!, kernel!.shape, attrs) : null]; // two inputs
  },
});

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

/** The attributes that are left out: strides and dilation 1, no padding, one group. */
function complete(rank: number, attrs: Partial<ConvAttrs>): ConvAttrs {
  const ones = new Array<number>(rank).fill(1);
  const { strides = ones, dilation = ones, padding = ones.map(() => [0, 0] as const) } = attrs;
  return { strides, dilation, padding, groups: attrs.groups ?? 1, transposeKernel: attrs.transposeKernel ?? false };
}

/** Whether some window would see nothing but padding, which the gradient does not expect. */
function isWide(kernel: Shape, { dilation, padding }: ConvAttrs): boolean {
  return padding.some((sides, axis) => Math.max(...sides) >= reachOf(kernel[axis]!, dilation[axis]!)); // one per axis
}

/**
 * Cross-correlation: `y[n, o, f] = Σ x[n, o·stride + t·dilation - padding, c] · kernel[t, c, f]`.
 *
 * Shapes: x `[batch, ...spatial, channels]`, kernel `[...taps, channels / groups, filters]` -> `[batch, ...output, filters]`.
 */
export function conv(x: GraphNode, kernel: GraphNode, attrs: Partial<ConvAttrs> = {}): GraphNode {
  const full = complete(x.shape.length - 2, attrs);
  const fits = x.shape.length === kernel.shape.length && full.padding.length === x.shape.length - 2;
  const [input, rest] = fits && isWide(kernel.shape, full) ? withPadding(x, full) : [x, full];
  return apply(convOp, [input, kernel], rest);
}

/**
 * The gradient of `conv` by x, and with that the transposed convolution:
 * `dx[n, o·stride + t·dilation - padding, c] += dy[n, o, f] · kernel[t, c, f]`.
 *
 * Shapes: dy `[batch, ...output, filters]`, kernel as in `conv` -> `input`, which is `[batch, ...spatial, channels]`.
 */
export function convInput(dy: GraphNode, kernel: GraphNode, input: Shape, attrs: Partial<ConvAttrs> = {}): GraphNode {
  return apply(convInputOp, [dy, kernel], { ...complete(input.length - 2, attrs), input });
}
