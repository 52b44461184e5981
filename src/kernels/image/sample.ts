/** Values of images at real places: one kernel. Its gradient is that of the same made of gathers. */
import shader from '../../../shaders/sample.wgsl?raw';
import { ShapeError } from '../../runtime/errors.ts';
import { backpropagate } from '../../runtime/gradients.ts';
import { apply, type GraphNode } from '../../runtime/graph.ts';
import { gridOf, groupFor } from '../../runtime/grid.ts';
import { defineOp, type Op } from '../../runtime/op.ts';
import { literal } from '../../runtime/plan/wgsl.ts';
import { sizeOf } from '../../runtime/spec.ts';
import { add, clip, minimum, multiply, stopGradient, subtract } from '../elementwise/arithmetic.ts';
import { greaterEqual, less, logicalAnd, where } from '../elementwise/comparison.ts';
import { cast } from '../elementwise/operands.ts';
import { floor, modulo, round, roundHalfToEven } from '../elementwise/rounding.ts';
import { take } from '../gather.ts';
import { iota } from '../iota.ts';
import { expandDims, reshape } from '../movement/reshape.ts';
import { vectorText, widthFor } from '../vectors.ts';

/** What is outside of an image: `constant`: a value. `nearest`: the outermost pixels. `wrap`: the image again.
 * `reflect`: its mirror image, edges twice (`b a | a b`). `mirror`: its mirror image, edges once (`c b | a b`). */
export type FillMode = 'constant' | 'nearest' | 'wrap' | 'mirror' | 'reflect';

/** How values at places are found. */
export interface Sampling {
  readonly interpolation: 'nearest' | 'bilinear';
  readonly fillMode: FillMode;
  /** What is outside with `constant`. */
  readonly fillValue: number;
}

/** Places are limited to this distance, so that they are integers without overflow. */
const FAR = 2 ** 22;

/** The pixels before and after which the mirror images start again: `pixel = min(around, last - around)`. */
function periodOf(fillMode: FillMode, size: number): { readonly period: number; readonly last: number } {
  if (fillMode === 'wrap') return { period: size, last: 2 * size };
  if (fillMode === 'reflect') return { period: 2 * size, last: 2 * size - 1 };
  return { period: Math.max(2 * size - 2, 1), last: 2 * size - 2 };
}

const isClamped = (fillMode: FillMode): boolean => fillMode === 'constant' || fillMode === 'nearest';

/** The pixel whose value stands at a whole place. */
function foldedOnCpu(place: number, size: number, fillMode: FillMode): number {
  if (isClamped(fillMode)) return Math.min(Math.max(place, 0), size - 1);
  const { period, last } = periodOf(fillMode, size);
  const around = ((place % period) + period) % period;
  return Math.min(around, last - around);
}

/** images `[batch, height, width, channels]`, rows and columns `[batch, ...places]` -> `[batch, ...places, channels]`. */
const sampleOp: Op<Sampling> = defineOp<Sampling>({
  name: 'sample',
  epilogue: true,
  infer([images, rows, columns]) {
    const [batch, , , channels] = images!.shape; // three inputs
    const fits = images!.shape.length === 4 && rows!.shape[0] === batch && rows!.shape.join() === columns!.shape.join();
    if (!fits) {
      throw new ShapeError({
        who: 'sample',
        expected: 'images [batch, height, width, channels], rows and columns [batch, ...places]',
        received: [images!.shape, rows!.shape, columns!.shape],
      });
    }
    return [{ shape: [...rows!.shape, channels!], dtype: 'float32' }];
  },
  lower(context) {
    const { interpolation, fillMode, fillValue } = context.attrs;
    const [batch, height, width, channels] = context.inputs[0]!.shape as [number, number, number, number]; // infer checked the rank
    const places = sizeOf(context.inputs[1]!.shape); // three inputs
    const vector = widthFor(channels);
    const items = (places * channels) / vector;
    const grid = gridOf(items, groupFor(items, context.profile), context.limits);
    return [
      context.kernel(`${vectorText(vector)}\n${shader}`, {
        file: 'sample.wgsl',
        constants: {
          IMAGES: (batch * height * width * channels) / vector,
          HEIGHT: height,
          WIDTH: width,
          CHANNELS: channels / vector,
          COLUMNS: channels,
          PLACES: places,
          POINTS: places / batch,
          OUTPUTS: items,
          FILL: literal(fillValue, 'float32'),
          FAR: literal(FAR, 'float32'),
          ...grid.constants,
        },
        flags: {
          BILINEAR: interpolation === 'bilinear',
          WRAP: fillMode === 'wrap',
          REFLECT: fillMode === 'reflect',
          MIRROR: fillMode === 'mirror',
          FILLED: fillMode === 'constant',
        },
        bindings: { images: context.input(0), rows: context.input(1), columns: context.input(2) },
        workgroups: grid.workgroups,
        stores: true,
      }),
    ];
  },
  cpu([y], [images, rows, columns], { inputs }, { interpolation, fillMode, fillValue }) {
    const [batch, height, width, channels] = inputs[0]!.shape as [number, number, number, number]; // infer checked the rank
    const points = rows!.length / batch;
    const limited = (place: number) => Math.min(Math.max(place, -FAR), FAR);
    for (let i = 0; i < y!.length; i++) {
      const [point, channel] = [Math.floor(i / channels), i % channels];
      const image = Math.floor(point / points) * height;
      const [row, column] = [limited(rows![point]!), limited(columns![point]!)]; // a place for each point
      const pixel = (r: number, c: number): number => {
        if (fillMode === 'constant' && (r < 0 || r >= height || c < 0 || c >= width)) return fillValue;
        const place = (image + foldedOnCpu(r, height, fillMode)) * width + foldedOnCpu(c, width, fillMode);
        return images![place * channels + channel]!; // folded into the image
      };
      const [r, c] = [Math.floor(row), Math.floor(column)];
      const [down, right] = [row - r, column - c];
      y![i] =
        interpolation === 'nearest'
          ? pixel(roundHalfToEven(row), roundHalfToEven(column))
          : (1 - down) * ((1 - right) * pixel(r, c) + right * pixel(r, c + 1)) +
            down * ((1 - right) * pixel(r + 1, c) + right * pixel(r + 1, c + 1));
    }
  },
  grad({ inputs, dy, attrs }) {
    const [images, rows, columns] = inputs.map(stopGradient) as [GraphNode, GraphNode, GraphNode]; // three inputs
    return backpropagate([gathered(images, rows, columns, attrs)], [dy], [images, rows, columns]);
  },
});

/** The pixels at whole places inside: rows and columns `[batch, ...places]` -> `[batch, ...places, channels]`. */
export function pixelsAt(images: GraphNode, rows: GraphNode, columns: GraphNode): GraphNode {
  const [batch, height, width, channels] = images.shape as [number, number, number, number]; // images
  const sample = iota([batch, ...new Array<number>(rows.shape.length - 1).fill(1)], 0);
  const place = add(multiply(add(multiply(sample, height), rows), width), columns);
  return take(reshape(images, [batch * height * width, channels]), place);
}

function folded(place: GraphNode, size: number, fillMode: FillMode): GraphNode {
  if (isClamped(fillMode)) return clip(place, 0, size - 1);
  const { period, last } = periodOf(fillMode, size);
  const around = modulo(place, period);
  return minimum(around, subtract(last, around));
}

function inside(place: GraphNode, size: number): GraphNode {
  return logicalAnd(greaterEqual(place, 0), less(place, size));
}

/** The same as the op, made of gathers: what its gradient follows from. */
function gathered(images: GraphNode, rows: GraphNode, columns: GraphNode, sampling: Sampling): GraphNode {
  const { interpolation, fillMode, fillValue } = sampling;
  const [, height, width] = images.shape as [number, number, number]; // images
  const pixels = (row: GraphNode, column: GraphNode): GraphNode => {
    const known = pixelsAt(images, folded(row, height, fillMode), folded(column, width, fillMode));
    if (fillMode !== 'constant') return known;
    return where(expandDims(logicalAnd(inside(row, height), inside(column, width)), -1), known, fillValue);
  };
  if (interpolation === 'nearest') return pixels(cast(round(rows), 'int32'), cast(round(columns), 'int32'));
  const [top, left] = [floor(rows), floor(columns)];
  const [down, right] = [subtract(rows, top), subtract(columns, left)];
  const corner = (below: 0 | 1, beside: 0 | 1): GraphNode => {
    const weight = multiply(below ? down : subtract(1, down), beside ? right : subtract(1, right));
    return multiply(expandDims(weight, -1), pixels(add(cast(top, 'int32'), below), add(cast(left, 'int32'), beside)));
  };
  return add(add(corner(0, 0), corner(0, 1)), add(corner(1, 0), corner(1, 1)));
}

/**
 * The values of images at real places: `[batch, ...places, channels]`. The centre of the pixel in row i is at i. With
 * `nearest`, integers stay integers.
 *
 * @param images - `[batch, height, width, channels]`
 * @param rows - `[batch, ...places]`, from the top.
 * @param columns - `[batch, ...places]`, from the left.
 */
export function sample(images: GraphNode, rows: GraphNode, columns: GraphNode, sampling: Sampling): GraphNode {
  const y = apply(sampleOp, [cast(images, 'float32'), cast(rows, 'float32'), cast(columns, 'float32')], sampling);
  return sampling.interpolation === 'nearest' ? cast(y, images.dtype) : y;
}
