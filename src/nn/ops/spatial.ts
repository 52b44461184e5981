/** What convolutions and poolings share, as layers and as ops: options per spatial axis, padding, data formats. */
import { transpose } from '../../kernels/movement/transpose.ts';
import { InvalidArgumentError, ShapeError } from '../../runtime/errors.ts';
import type { GraphNode } from '../../runtime/graph.ts';
import { type Shape, showShape } from '../../runtime/spec.ts';
import type { DataFormat } from '../layers/options.ts';

/** `valid`: none. `same`: as many outputs as inputs at stride 1. `causal`: all of it before the first step. */
export type Padding = 'valid' | 'same' | 'causal';

/** One number for all spatial axes, or one for each. */
export type PerAxis = number | readonly number[];

/** Elements before and after each spatial axis. */
export type Margins = readonly (readonly [before: number, after: number])[];

/** Windows that go over the spatial axes: one entry per axis. */
export interface Windows {
  /** The number of places that a window covers. */
  readonly reach: readonly number[];
  readonly strides: readonly number[];
  readonly padding: Padding;
  readonly dataFormat: DataFormat;
}

/** The numbers of an option for each spatial axis. @throws InvalidArgumentError that names the option. */
export function perAxis(who: string, option: string, value: unknown, rank: number, least = 1): readonly number[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : new Array<unknown>(rank).fill(value);
  const right = list.every((each) => typeof each === 'number' && Number.isInteger(each) && each >= least);
  if (right && list.length === rank) return list as readonly number[]; // checked
  const kind = least > 0 ? 'positive integer' : `integer from ${least} on`;
  throw new InvalidArgumentError({
    who,
    expected: `${option} must be a ${kind}${rank > 1 ? `, or a list of ${rank} of them` : ', or a list of one'}`,
    received: value,
  });
}

/** The padding with a name, in any case; default `valid`. */
export function paddingOf(who: string, padding: string | undefined, allowed: readonly Padding[]): Padding {
  const found = allowed.find((each) => each === (padding ?? 'valid').toLowerCase());
  if (found) return found;
  throw new InvalidArgumentError({
    who,
    expected: `padding must be ${allowed.map((each) => `'${each}'`).join(' or ')}`,
    received: padding,
  });
}

/** Names of the axes of an input, for checks and errors. */
export function axesOf(rank: number, dataFormat: DataFormat): readonly string[] {
  const spatial = rank === 1 ? ['steps'] : ['depth', 'height', 'width'].slice(3 - rank);
  return dataFormat === 'channels_first' ? ['batch', 'channels', ...spatial] : ['batch', ...spatial, 'channels'];
}

/** The axis of the channels. */
export function channelAxis(dataFormat: DataFormat): number {
  return dataFormat === 'channels_first' ? 1 : -1;
}

/** The spatial sizes of an input. */
export function spatialSizes<T>(shape: readonly T[], dataFormat: DataFormat): readonly T[] {
  return dataFormat === 'channels_first' ? shape.slice(2) : shape.slice(1, -1);
}

/** An input with its channels last, as the kernels take it. */
export function channelsLast(x: GraphNode, dataFormat: DataFormat): GraphNode {
  if (dataFormat === 'channels_last') return x;
  const [batch, channels, ...spatial] = x.shape.keys();
  return transpose(x, [batch!, ...spatial, channels!]); // at least three axes
}

/** A result of the kernels in the data format that was asked for. */
export function inFormat(y: GraphNode, dataFormat: DataFormat): GraphNode {
  if (dataFormat === 'channels_last') return y;
  const rank = y.shape.length;
  return transpose(y, [0, rank - 1, ...Array.from({ length: rank - 2 }, (_, axis) => axis + 1)]);
}

/** What `same` adds to an axis: outputs are ceil(size / stride), and what cannot be halved comes after. */
function sameMargin(size: number, reach: number, stride: number): readonly [number, number] {
  const total = Math.max((Math.ceil(size / stride) - 1) * stride + reach - size, 0);
  const before = Math.floor(total / 2);
  return [before, total - before];
}

/**
 * What the padding adds around an input.
 *
 * @param option - The option that says how large the windows are, for the error.
 * @throws ShapeError when a window is larger than an input without padding.
 */
export function marginsOf(who: string, option: string, input: Shape, windows: Windows): Margins {
  const { reach, strides, padding, dataFormat } = windows;
  const sizes = spatialSizes(input, dataFormat);
  if (padding === 'same') return sizes.map((size, axis) => sameMargin(size, reach[axis]!, strides[axis]!)); // one per axis
  if (padding === 'causal') return reach.map((length) => [length - 1, 0]);
  if (sizes.some((size, axis) => size < reach[axis]!)) {
    const wanted = sizes.map((size, axis) => Math.max(size, reach[axis]!)); // one per axis
    throw new ShapeError({
      who,
      expected: `spatial sizes of at least ${showShape(reach)}, which a window covers`,
      received: input,
      fix: `Use a smaller ${option}, padding: 'same', or inputs of spatial size ${showShape(wanted)} or more.`,
    });
  }
  return sizes.map(() => [0, 0]);
}

/** Checks that an input has the axes for a number of spatial axes. */
export function checkRank(who: string, x: Shape, rank: number, dataFormat: DataFormat): void {
  if (x.length === rank + 2) return;
  throw new ShapeError({
    who,
    expected: `an input of ${rank + 2} axes [${axesOf(rank, dataFormat).join(', ')}]`,
    received: x,
  });
}
