/** Pixels at places that lie between pixels, or outside of the image. */

import { iota } from '../../../kernels/combine.ts';
import {
  abs,
  add,
  cast,
  clip,
  floor,
  floorDivide,
  greaterEqual,
  lessEqual,
  logicalAnd,
  modulo,
  multiply,
  round,
  subtract,
  where,
} from '../../../kernels/elementwise/arithmetic.ts';
import { take } from '../../../kernels/gather.ts';
import { expandDims, reshape } from '../../../kernels/movement.ts';
import type { GraphNode } from '../../../runtime/graph.ts';
import { oneOf } from '../../checks.ts';
import { sizesOf } from './images.ts';

/** What is outside of an image: `constant`: a value. `nearest`: the outermost pixels. `wrap`: the image again.
 * `reflect`: its mirror image, edges twice (`b a | a b`). `mirror`: its mirror image, edges once (`c b | a b`). */
export const FILL_MODES = ['constant', 'nearest', 'wrap', 'mirror', 'reflect'] as const;
export type FillMode = (typeof FILL_MODES)[number];

export const SAMPLINGS = ['nearest', 'bilinear'] as const;

export interface SampleOptions {
  /** `'nearest'` or `'bilinear'` (default). */
  readonly interpolation?: string | undefined;
  /** What is outside of the image: `'constant'` (default), `'nearest'`, `'wrap'`, `'mirror'` or `'reflect'`. */
  readonly fillMode?: string | undefined;
  /** The value outside with `'constant'`; default 0. */
  readonly fillValue?: number | undefined;
}

/** The same with full values. */
export interface Sampling {
  readonly interpolation: (typeof SAMPLINGS)[number];
  readonly fillMode: FillMode;
  readonly fillValue: number;
}

/** Checks options. */
export function samplingOf(who: string, options: SampleOptions, fillModes: readonly FillMode[] = FILL_MODES): Sampling {
  return {
    interpolation: oneOf(who, 'interpolation', options.interpolation ?? 'bilinear', SAMPLINGS),
    fillMode: oneOf(who, 'fillMode', options.fillMode ?? 'constant', fillModes),
    fillValue: options.fillValue ?? 0,
  };
}

/** The triangle wave that goes 0, 1 ... size - 1 ... 1, 0, 1 ... */
function mirrored(place: GraphNode, size: number): GraphNode {
  return size === 1 ? multiply(place, 0) : abs(subtract(modulo(add(place, size - 1), 2 * (size - 1)), size - 1));
}

/** For each place (an integer, perhaps outside) the place in `size` pixels whose value stands there. */
const FOLDED: Readonly<Record<FillMode, (place: GraphNode, size: number) => GraphNode>> = {
  constant: (place, size) => clip(place, 0, size - 1),
  nearest: (place, size) => clip(place, 0, size - 1),
  wrap: (place, size) => modulo(place, size),
  mirror: mirrored,
  reflect: (place, size) => floorDivide(subtract(mirrored(add(multiply(place, 2), 1), 2 * size + 1), 1), 2),
};

/** The pixels at whole places: rows and columns `[batch, ...places]` -> `[batch, ...places, channels]`. */
export function pixelsAt(images: GraphNode, rows: GraphNode, columns: GraphNode): GraphNode {
  const { batch, height, width, channels } = sizesOf(images);
  const sample = iota([batch, ...new Array<number>(rows.shape.length - 1).fill(1)], 0);
  const place = add(multiply(add(multiply(sample, height), rows), width), columns);
  return take(reshape(images, [batch * height * width, channels]), place);
}

function inside(place: GraphNode, size: number): GraphNode {
  return logicalAnd(greaterEqual(place, 0), lessEqual(place, size - 1));
}

/** The pixels at whole places that may lie outside. */
function filledPixels(images: GraphNode, rows: GraphNode, columns: GraphNode, sampling: Sampling): GraphNode {
  const { height, width } = sizesOf(images);
  const fold = FOLDED[sampling.fillMode];
  const pixels = pixelsAt(images, fold(rows, height), fold(columns, width));
  if (sampling.fillMode !== 'constant') return pixels;
  const known = logicalAnd(inside(rows, height), inside(columns, width));
  return where(expandDims(known, -1), pixels, sampling.fillValue);
}

/**
 * The values of images at real places: `[batch, ...places, channels]`. The centre of the pixel in row i is at i.
 *
 * @param rows - `[batch, ...places]`, from the top.
 * @param columns - `[batch, ...places]`, from the left.
 */
export function sampleAt(images: GraphNode, rows: GraphNode, columns: GraphNode, sampling: Sampling): GraphNode {
  if (sampling.interpolation === 'nearest')
    return filledPixels(images, cast(round(rows), 'int32'), cast(round(columns), 'int32'), sampling);
  const [top, left] = [floor(rows), floor(columns)];
  const [down, right] = [subtract(rows, top), subtract(columns, left)];
  const [row, column] = [cast(top, 'int32'), cast(left, 'int32')];
  const corner = (below: 0 | 1, beside: 0 | 1): GraphNode => {
    const weight = multiply(below ? down : subtract(1, down), beside ? right : subtract(1, right));
    const pixels = filledPixels(images, add(row, below), add(column, beside), sampling);
    return multiply(expandDims(weight, -1), pixels);
  };
  return add(add(corner(0, 0), corner(0, 1)), add(corner(1, 0), corner(1, 1)));
}
