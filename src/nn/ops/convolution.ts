/** Convolutions with padding and data formats: what the layers and the ops of the family compute. */
import { conv as plainConv } from '../../kernels/conv/conv.ts';
import { depthwiseConv as plainDepthwise } from '../../kernels/conv/depthwise.ts';
import { reachOf } from '../../kernels/conv/geometry.ts';
import { cast } from '../../kernels/elementwise/arithmetic.ts';
import { pad, reverse, scatter } from '../../kernels/movement.ts';
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
  const padded = pad(prepared(x, settings), [[0, 0], ...marginsFor(who, x, kernel, settings), [0, 0]]);
  return plainConv(padded, kernel, { strides, dilation, groups });
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
 * Zeros around the spread out input of a transposed convolution, as Keras crops and fills the full result:
 * `before` and `after` are at most (then the result is cropped) or more than (then filled) `reach - 1`.
 */
function transposedMargin(
  reach: number,
  stride: number,
  padding: Padding,
  outputPadding: number | null,
): readonly [before: number, after: number] {
  if (padding === 'valid') return [reach - 1, reach - 1 + (outputPadding ?? Math.max(stride - reach, 0))];
  const total = outputPadding === null ? stride + reach - 2 : reach + (reach % 2) - 2 + outputPadding;
  const before = Math.min(Math.ceil(total / 2), reach - 1);
  return [before, total - before];
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
  const margins = reaches(kernel, settings).map((reach, axis) =>
    transposedMargin(reach, strides[axis]!, padding, outputPadding?.[axis] ?? null),
  ); // one per axis
  const spread = margins.map(
    ([before, after], axis) => before + (input.shape[axis + 1]! - 1) * strides[axis]! + 1 + after,
  );
  const shape = [input.shape[0]!, ...spread, input.shape[rank + 1]!]; // checked: rank + 2 axes
  const placed = scatter(input, shape, [0, ...margins.map(([before]) => before), 0], [1, ...strides, 1]);
  const reversed = reverse(kernel, [...strides.keys()]);
  return plainConv(placed, reversed, { strides: strides.map(() => 1), dilation, transposeKernel: true });
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
