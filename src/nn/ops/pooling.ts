/** Poolings with padding and data formats: what the layers and the ops of the family compute. */

import { cast } from '../../kernels/elementwise/operands.ts';
import { take } from '../../kernels/gather.ts';
import { matmul } from '../../kernels/matmul/matmul.ts';
import { reshape } from '../../kernels/movement/reshape.ts';
import { pool } from '../../kernels/pool/pool.ts';
import { constant, type GraphNode } from '../../runtime/graph.ts';
import { sizeOf } from '../../runtime/spec.ts';
import { type DataFormat, dataFormatOf } from '../layers/options.ts';
import {
  channelsLast,
  checkRank,
  inFormat,
  marginsOf,
  type Padding,
  type PerAxis,
  paddingOf,
  perAxis,
  spatialSizes,
} from './spatial.ts';

/** What is taken of each window. */
export type PoolKind = 'max' | 'average';

export interface PoolOptions {
  /** Distance of the windows; default: their size. */
  readonly strides?: PerAxis | null | undefined;
  /** `'valid'` (default) or `'same'`. */
  readonly padding?: string | undefined;
  /** `'channelsLast'` (default) or `'channelsFirst'`. */
  readonly dataFormat?: string | null | undefined;
}

/** The same with full values. */
export interface PoolSettings {
  readonly poolSize: readonly number[];
  readonly strides: readonly number[];
  readonly padding: Padding;
  readonly dataFormat: DataFormat;
}

/** Checks options. */
export function poolSettings(who: string, rank: number, poolSize: PerAxis, options: PoolOptions): PoolSettings {
  return {
    poolSize: perAxis(who, 'poolSize', poolSize, rank),
    strides: perAxis(who, 'strides', options.strides ?? poolSize, rank),
    padding: paddingOf(who, options.padding, ['valid', 'same']),
    dataFormat: dataFormatOf(who, options.dataFormat),
  };
}

/** The largest element or the mean of each window, in the data format of the input. Places of the padding do not count. */
export function pooled(who: string, kind: PoolKind, x: GraphNode, settings: PoolSettings): GraphNode {
  const { poolSize: window, strides, dataFormat } = settings;
  checkRank(who, x.shape, window.length, dataFormat);
  const padding = marginsOf(who, 'poolSize', x.shape, { ...settings, reach: window });
  return inFormat(pool(channelsLast(cast(x, 'float32'), dataFormat), { kind, window, strides, padding }), dataFormat);
}

/** Elements of an axis that make up each of `outputs` windows: `[floor(i·size / outputs), ceil((i + 1)·size / outputs))`. */
function adaptiveWindows(size: number, outputs: number): readonly (readonly [start: number, end: number])[] {
  return Array.from({ length: outputs }, (_, i) => [
    Math.floor((i * size) / outputs),
    Math.ceil(((i + 1) * size) / outputs),
  ]);
}

/** `[outer, size, inner] -> [outer, outputs, inner]`: a product with the share that each element has in each mean. */
function adaptiveMean(x: GraphNode, outputs: number): GraphNode {
  const size = x.shape[1]!; // three axes
  const shares = new Float64Array(outputs * size);
  adaptiveWindows(size, outputs).forEach(([start, end], i) => {
    shares.fill(1 / (end - start), i * size + start, i * size + end);
  });
  return matmul(constant(shares, [outputs, size]), x);
}

/** The same with the largest element: windows made equally long by repeating their last element. */
function adaptiveMax(x: GraphNode, outputs: number): GraphNode {
  const windows = adaptiveWindows(x.shape[1]!, outputs); // three axes
  const longest = Math.max(...windows.map(([start, end]) => end - start));
  const indices = windows.flatMap(([start, end]) =>
    Array.from({ length: longest }, (_, step) => Math.min(start + step, end - 1)),
  );
  const repeated = take(x, constant(Int32Array.from(indices), [indices.length], 'int32'), 1);
  return pool(repeated, { kind: 'max', window: [longest], strides: [longest], padding: [[0, 0]] });
}

/** An axis of x with `outputs` instead of its elements; windows over several axes are taken one axis after another. */
function adaptiveAxis(kind: PoolKind, x: GraphNode, axis: number, outputs: number): GraphNode {
  const [outer, inner] = [x.shape.slice(0, axis), x.shape.slice(axis + 1)];
  const flat = reshape(x, [sizeOf(outer), x.shape[axis]!, sizeOf(inner)]); // an axis of x
  const y = kind === 'max' ? adaptiveMax(flat, outputs) : adaptiveMean(flat, outputs);
  return reshape(y, [...outer, outputs, ...inner]);
}

/** The largest element or the mean of as many windows as are asked for, in the data format of the input. */
export function adaptivelyPooled(
  who: string,
  kind: PoolKind,
  x: GraphNode,
  outputSize: readonly number[],
  dataFormat: DataFormat,
): GraphNode {
  checkRank(who, x.shape, outputSize.length, dataFormat);
  const sizes = spatialSizes(x.shape, dataFormat);
  const input = channelsLast(cast(x, 'float32'), dataFormat);
  if (sizes.every((size, axis) => size % outputSize[axis]! === 0)) {
    const window = sizes.map((size, axis) => size / outputSize[axis]!); // one per axis
    const padding = sizes.map(() => [0, 0] as const);
    return inFormat(pool(input, { kind, window, strides: window, padding }), dataFormat);
  }
  // The last axis first: of equal elements the first one in memory then gets the gradient, as in one window.
  const y = outputSize.reduceRight((each, outputs, axis) => adaptiveAxis(kind, each, axis + 1, outputs), input);
  return inFormat(y, dataFormat);
}

/** The number of spatial axes of an input. */
function rankOf(x: GraphNode): number {
  return x.shape.length - 2;
}

/**
 * The largest element of each window.
 *
 * Shapes: `[batch, ...spatial, channels] -> [batch, ...output, channels]`; output sizes are
 * `floor((size - poolSize) / stride) + 1`, or `ceil(size / stride)` with padding `'same'`.
 *
 * @example
 * ops.maxPool(images, 2);
 */
export function maxPool(x: GraphNode, poolSize: PerAxis, options: PoolOptions = {}): GraphNode {
  return pooled('maxPool', 'max', x, poolSettings('maxPool', rankOf(x), poolSize, options));
}

/** The mean of each window, without the places that padding adds; otherwise as `maxPool`. */
export function averagePool(x: GraphNode, poolSize: PerAxis, options: PoolOptions = {}): GraphNode {
  return pooled('averagePool', 'average', x, poolSettings('averagePool', rankOf(x), poolSize, options));
}

function adaptive(who: string, kind: PoolKind) {
  return (x: GraphNode, outputSize: PerAxis, options: Pick<PoolOptions, 'dataFormat'> = {}): GraphNode => {
    const sizes = perAxis(who, 'outputSize', outputSize, rankOf(x));
    return adaptivelyPooled(who, kind, x, sizes, dataFormatOf(who, options.dataFormat));
  };
}

/**
 * The mean of windows that divide the input into `outputSize` parts as equal as possible: window i of an axis is
 * `[floor(i·size / outputSize), ceil((i + 1)·size / outputSize))`.
 */
export const adaptiveAveragePool = /* @__PURE__ */ adaptive('adaptiveAveragePool', 'average');

/** The largest element of the windows of `adaptiveAveragePool`. */
export const adaptiveMaxPool = /* @__PURE__ */ adaptive('adaptiveMaxPool', 'max');
