/** Convolutions with padding and data formats: what the layers and the ops of the family compute. */
import { convInput, conv as plainConv } from '../../kernels/conv/conv.ts';
import { depthwiseConv as plainDepthwise } from '../../kernels/conv/depthwise.ts';
import { reachOf } from '../../kernels/conv/geometry.ts';
import { cast } from '../../kernels/elementwise/operands.ts';
import { ShapeError } from '../../runtime/errors.ts';
import type { GraphNode } from '../../runtime/graph.ts';
import {
  type ConvOptions,
  type ConvSettings,
  type ConvTransposeOptions,
  type ConvTransposeSettings,
  convPaddings,
  convSettings,
  convTransposeSettings,
} from './convOptions.ts';
import { channelAxis, channelsLast, inFormat, type Margins, marginsOf, type Padding } from './spatial.ts';

/** Places that a kernel covers, for each spatial axis. */
function reaches({ shape }: GraphNode, { rank, dilationRate }: ConvSettings): number[] {
  return shape.slice(0, rank).map((taps, axis) => reachOf(taps, dilationRate[axis]!)); // one per axis
}

/** Checks the channels of an input against what a kernel takes. */
function checkChannels(who: string, x: GraphNode, kernel: GraphNode, settings: ConvSettings, fits: boolean): void {
  const { rank } = settings;
  if (x.shape.length === rank + 2 && kernel.shape.length === rank + 2 && fits) return;
  throw new ShapeError({
    who,
    expected: `an input and a kernel of ${rank + 2} axes with matching channels`,
    received: [x.shape, kernel.shape],
  });
}

/** An input with its channels last. */
function prepared(x: GraphNode, { dataFormat }: ConvSettings): GraphNode {
  return channelsLast(cast(x, 'float32'), dataFormat);
}

/** What the padding adds to an input. */
function marginsFor(who: string, x: GraphNode, kernel: GraphNode, settings: ConvSettings): Margins {
  return marginsOf(who, 'kernelSize', x.shape, { ...settings, reach: reaches(kernel, settings) });
}

/** Convolution; the result has its channels last. Groups follow from the channels of the kernel. */
export function convolve(who: string, x: GraphNode, kernel: GraphNode, settings: ConvSettings): GraphNode {
  const channels = x.shape.at(channelAxis(settings.dataFormat)) ?? 0;
  const groups = channels / (kernel.shape.at(-2) ?? 0);
  checkChannels(who, x, kernel, settings, Number.isInteger(groups));
  const { strides, dilationRate: dilation } = settings;
  const padding = marginsFor(who, x, kernel, settings);
  return plainConv(prepared(x, settings), kernel, { strides, dilation, padding, groups });
}

/** Depthwise convolution, kernel `[...taps, channels, multiplier]`; the result has its channels last. */
export function convolveDepthwise(who: string, x: GraphNode, kernel: GraphNode, settings: ConvSettings): GraphNode {
  checkChannels(who, x, kernel, settings, x.shape.at(channelAxis(settings.dataFormat)) === kernel.shape.at(-2));
  const { strides, dilationRate: dilation } = settings;
  const padding = marginsFor(who, x, kernel, settings);
  return plainDepthwise(prepared(x, settings), kernel, { strides, dilation, padding });
}

/** Depthwise convolution, then a mixture of the channels of each place; the result has its channels last. */
export function convolveSeparable(
  who: string,
  x: GraphNode,
  depthwise: GraphNode,
  pointwise: GraphNode,
  settings: ConvSettings,
): GraphNode {
  const separate = convolveDepthwise(who, x, depthwise, settings);
  return convolve(who, separate, pointwise, convSettings(who, settings.rank, {}));
}

/**
 * A transposed convolution along one axis: its size, and what is cut off of the full result `(size - 1) · stride + reach`.
 * The result is longer than what the windows reach when the stride or the output padding asks for it.
 */
function transposedAxis(
  size: number,
  reach: number,
  stride: number,
  padding: Padding,
  outputPadding: number | null,
): { readonly size: number; readonly before: number; readonly after: number } {
  const full = (size - 1) * stride + reach;
  if (padding === 'valid') {
    return { size: full + (outputPadding ?? Math.max(stride - reach, 0)), before: 0, after: 0 };
  }
  const output = outputPadding === null ? size * stride : (size - 1) * stride + (reach % 2) + outputPadding;
  const total = output - (size - 1) * stride - 2 + reach; // places around the spread out input
  const before = reach - 1 - Math.min(Math.ceil(total / 2), reach - 1);
  return { size: output, before, after: Math.max(full - before - output, 0) };
}

/** Transposed convolution, kernel `[...taps, filters, channels]`; the result has its channels last. */
export function convolveTransposed(
  who: string,
  x: GraphNode,
  kernel: GraphNode,
  settings: ConvTransposeSettings,
): GraphNode {
  const { rank, strides, padding, dataFormat, dilationRate: dilation, outputPadding } = settings;
  checkChannels(who, x, kernel, settings, x.shape.at(channelAxis(dataFormat)) === kernel.shape.at(-1));
  const input = prepared(x, settings);
  const axes = reaches(kernel, settings).map((reach, axis) =>
    transposedAxis(input.shape[axis + 1]!, reach, strides[axis]!, padding, outputPadding?.[axis] ?? null),
  ); // one per axis
  const shape = [input.shape[0]!, ...axes.map(({ size }) => size), kernel.shape[rank]!]; // checked: rank + 2 axes
  const cut = axes.map(({ before, after }) => [before, after] as const);
  return convInput(input, kernel, shape, { strides, dilation, padding: cut });
}

/**
 * Convolution (cross-correlation): `y[n, o, f] = Σ x[n, o·stride + t·dilation, c] · kernel[t, c, f]`.
 *
 * Shapes: x `[batch, ...spatial, channels]`, kernel `[...taps, channels / groups, filters]` ->
 * `[batch, ...output, filters]`. There are as many groups as the channels of x and of the kernel say.
 *
 * @example
 * ops.conv(images, kernel, { padding: 'same' });
 */
export function conv(x: GraphNode, kernel: GraphNode, options: ConvOptions = {}): GraphNode {
  const rank = kernel.shape.length - 2;
  const settings = convSettings('conv', rank, options, convPaddings(rank));
  return inFormat(convolve('conv', x, kernel, settings), settings.dataFormat);
}

/**
 * Transposed convolution: each element of x adds the kernel, times itself, to the result, `strides` apart.
 *
 * Shapes: x `[batch, ...spatial, channels]`, kernel `[...taps, filters, channels]` -> `[batch, ...output, filters]`.
 */
export function convTranspose(x: GraphNode, kernel: GraphNode, options: ConvTransposeOptions = {}): GraphNode {
  const settings = convTransposeSettings('convTranspose', kernel.shape.length - 2, options);
  return inFormat(convolveTransposed('convTranspose', x, kernel, settings), settings.dataFormat);
}

/**
 * Depthwise convolution: every channel has kernels of its own, `y[n, o, c·multiplier + m] = Σ x[n, o·stride + t·dilation, c] · kernel[t, c, m]`.
 *
 * Shapes: x `[batch, ...spatial, channels]`, kernel `[...taps, channels, multiplier]` ->
 * `[batch, ...output, channels · multiplier]`.
 */
export function depthwiseConv(x: GraphNode, kernel: GraphNode, options: ConvOptions = {}): GraphNode {
  const settings = convSettings('depthwiseConv', kernel.shape.length - 2, options);
  return inFormat(convolveDepthwise('depthwiseConv', x, kernel, settings), settings.dataFormat);
}

/**
 * Separable convolution: a depthwise convolution, then one with kernels of size 1.
 *
 * Shapes: x `[batch, ...spatial, channels]`, depthwise kernel `[...taps, channels, multiplier]`, pointwise kernel
 * `[1, ..., channels · multiplier, filters]` -> `[batch, ...output, filters]`.
 */
export function separableConv(
  x: GraphNode,
  depthwiseKernel: GraphNode,
  pointwiseKernel: GraphNode,
  options: ConvOptions = {},
): GraphNode {
  const settings = convSettings('separableConv', depthwiseKernel.shape.length - 2, options);
  return inFormat(
    convolveSeparable('separableConv', x, depthwiseKernel, pointwiseKernel, settings),
    settings.dataFormat,
  );
}
