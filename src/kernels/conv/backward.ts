/** The gradient of a convolution's input as a convolution of the result's gradient: two ways to write it. */
import type { GraphNode } from '../../runtime/graph.ts';
import type { Shape } from '../../runtime/spec.ts';
import { type Padding, pad } from '../movement/pad.ts';
import { reshape } from '../movement/reshape.ts';
import { reverse } from '../movement/reverse.ts';
import { scatter, slice } from '../movement/slice.ts';
import { transpose } from '../movement/transpose.ts';
import { type ConvAttrs, reachOf } from './geometry.ts';

/** A convolution without padding. */
type Convolve = (x: GraphNode, kernel: GraphNode, attrs: Partial<ConvAttrs>) => GraphNode;

/** The gradient of the input `[batch, ...spatial, channels]` from that of the result and the kernel. */
export function inputGradient(
  convolve: Convolve,
  dy: GraphNode,
  kernel: GraphNode,
  input: Shape,
  attrs: ConvAttrs,
): GraphNode {
  const { strides, dilation, transposeKernel } = attrs;
  const inPhases = strides.some((each) => each > 1) && dilation.every((each) => each === 1) && !transposeKernel;
  return inPhases ? phases(convolve, dy, kernel, input, attrs) : spread(convolve, dy, kernel, input, attrs);
}

/** dy spread out by the strides, convolved with the reversed kernel. */
function spread(
  convolve: Convolve,
  dy: GraphNode,
  kernel: GraphNode,
  input: Shape,
  { strides, dilation, padding, groups, transposeKernel }: ConvAttrs,
): GraphNode {
  const rank = strides.length;
  const reach = dilation.map((each, axis) => reachOf(kernel.shape[axis]!, each)); // a kernel axis each
  const shape = dy.shape.map((size, axis) => (axis === 0 || axis > rank ? size : input[axis]! + reach[axis - 1]! - 1)); // spatial axes
  const before = reach.map((each, axis) => each - 1 - padding[axis]![0]); // one entry per axis
  const placed = scatter(dy, shape, [0, ...before, 0], [1, ...strides, 1]);
  const reversed = reverse(kernel, [...strides.keys()]);
  return convolve(placed, reversed, { dilation, groups, transposeKernel: !transposeKernel });
}

/** How one spatial axis is divided into phases: input places with the same rest after division by the stride. */
interface Phases {
  readonly stride: number;
  /** Phases that some tap reaches: the first ones. */
  readonly count: number;
  /** Taps for each phase. */
  readonly taps: number;
  /** Places of each phase, the first of which are nothing but padding. */
  readonly length: number;
  readonly skipped: number;
}

/** @param before - Places of the padding before the input. */
function phasesOf(taps: number, stride: number, input: number, before: number): Phases {
  const skipped = Math.floor(before / stride);
  return {
    stride,
    count: Math.min(stride, taps),
    taps: Math.ceil(taps / stride),
    length: Math.ceil((input + before) / stride) - skipped,
    skipped,
  };
}

/**
 * With strides, most products of a spread out dy would be with 0. Input places with the same rest after division by the
 * stride need the same taps: one convolution of dy gives all rests as channels, which are then put between each other.
 */
function phases(
  convolve: Convolve,
  dy: GraphNode,
  kernel: GraphNode,
  input: Shape,
  { strides, padding, groups }: ConvAttrs,
): GraphNode {
  const axes = strides.map((stride, axis) =>
    phasesOf(kernel.shape[axis]!, stride, input[axis + 1]!, padding[axis]![0]),
  ); // one entry per axis
  const margins = axes.map(
    ({ taps, length, skipped }, axis) => [taps - 1 - skipped, length + skipped - dy.shape[axis + 1]!] as const,
  );
  const padded = pad(dy, [[0, 0], ...margins, [0, 0]]);
  const y = convolve(padded, kernelOfPhases(kernel, axes), { groups, transposeKernel: true });
  const placed = betweenEachOther(y, axes, groups);
  const start = axes.map(({ stride, skipped }, axis) => padding[axis]![0] - stride * skipped); // one entry per axis
  return slice(placed, [0, ...start, 0], input);
}

/** `[...taps, channels, filters]` -> `[...taps of a phase, phases · channels, filters]`, taps reversed. */
function kernelOfPhases(kernel: GraphNode, axes: readonly Phases[]): GraphNode {
  const rank = axes.length;
  const [channels, filters] = kernel.shape.slice(rank) as [number, number]; // two axes after the taps
  const missing: Padding = axes.map(({ taps, count }, axis) => [0, taps * count - kernel.shape[axis]!]); // one entry per axis
  const whole = pad(kernel, [...missing, [0, 0], [0, 0]]);
  const split = reshape(whole, [...axes.flatMap(({ taps, count }) => [taps, count]), channels, filters]);
  const pairs = [...axes.keys()];
  const order = [...pairs.map((axis) => 2 * axis), ...pairs.map((axis) => 2 * axis + 1), 2 * rank, 2 * rank + 1];
  const merged = axes.reduce((product, { count }) => product * count, channels);
  return reverse(reshape(transpose(split, order), [...axes.map(({ taps }) => taps), merged, filters]), pairs);
}

/** `[batch, ...length, groups · phases · channels]` -> `[batch, ...length · stride, groups · channels]`. */
function betweenEachOther(y: GraphNode, axes: readonly Phases[], groups: number): GraphNode {
  const rank = axes.length;
  const [batch] = y.shape as [number]; // at least three axes
  const [lengths, counts] = [axes.map(({ length }) => length), axes.map(({ count }) => count)];
  const channels = y.shape[rank + 1]! / counts.reduce((product, count) => product * count, groups);
  const split = reshape(y, [batch, ...lengths, groups, ...counts, channels]);
  const pairs = axes.flatMap((_, axis) => [axis + 1, axis + rank + 2]);
  const interleaved = transpose(split, [0, ...pairs, rank + 1, 2 * rank + 2]);
  const unreached: Padding = axes.flatMap(({ stride, count }) => [[0, 0] as const, [0, stride - count] as const]);
  const complete = pad(interleaved, [[0, 0], ...unreached, [0, 0], [0, 0]]);
  return reshape(complete, [batch, ...axes.map(({ length, stride }) => length * stride), groups * channels]);
}
