/** Weighted sums of elements along one axis: resizing, blurring. The gradient is the same op with the table turned around. */
import shader from '../../../shaders/resample.wgsl?raw';
import { InvalidArgumentError, ShapeError } from '../../runtime/errors.ts';
import { apply, asConstant, constant, type GraphNode } from '../../runtime/graph.ts';
import { gridOf, groupFor } from '../../runtime/grid.ts';
import { defineOp, type Op } from '../../runtime/op.ts';
import { normalizeAxis, sizeOf } from '../../runtime/spec.ts';
import { cast } from '../elementwise/operands.ts';
import { take } from '../gather.ts';
import { reshape } from '../movement/reshape.ts';
import { vectorText, widthFor } from '../vectors.ts';
import { type Interpolation, readersOf, resizingTaps, type Taps, tapsOf } from './taps.ts';

interface ResampleAttrs {
  readonly axis: number;
}

/** x `[..., from, ...]`, places and weights `[to, taps]` -> `[..., to, ...]`. */
const resampleOp: Op<ResampleAttrs> = defineOp<ResampleAttrs>({
  name: 'resample',
  epilogue: true,
  infer([x, places, weights], { axis }) {
    const [to] = places!.shape; // three inputs
    if (places!.shape.length !== 2 || weights!.shape.join() !== places!.shape.join()) {
      throw new ShapeError({
        who: 'resample',
        expected: 'places and weights of one shape [to, taps]',
        received: [places!.shape, weights!.shape],
      });
    }
    return [{ shape: x!.shape.map((length, place) => (place === axis ? to! : length)), dtype: 'float32' }];
  },
  lower(context) {
    const { axis } = context.attrs;
    const { shape } = context.inputs[0]!; // three inputs
    const [to, taps] = context.inputs[1]!.shape as [number, number]; // infer checked the rank
    const output = context.outputs[0]!.shape; // one output
    const inner = sizeOf(shape.slice(axis + 1));
    const width = widthFor(inner);
    const items = sizeOf(output) / width;
    const grid = gridOf(items, groupFor(items, context.profile), context.limits);
    return [
      context.kernel(`${vectorText(width)}\n${shader}`, {
        file: 'resample.wgsl',
        constants: {
          INPUTS: sizeOf(shape) / width,
          OUTPUTS: items,
          FROM: shape[axis]!, // normalised
          TO: to,
          TAPS: taps,
          INNER: inner / width,
          COLUMNS: output[output.length - 1]!, // it has the axis
          ...grid.constants,
        },
        bindings: { x: context.input(0), places: context.input(1), weights: context.input(2) },
        workgroups: grid.workgroups,
        stores: true,
      }),
    ];
  },
  cpu([y], [x, places, weights], { inputs }, { axis }) {
    const { shape } = inputs[0]!; // three inputs
    const [to, taps] = inputs[1]!.shape as [number, number]; // infer checked the rank
    const from = shape[axis]!; // normalised
    const inner = sizeOf(shape.slice(axis + 1));
    for (let i = 0; i < y!.length; i++) {
      const [column, row] = [i % inner, Math.floor(i / inner)];
      const start = Math.floor(row / to) * from;
      let sum = 0;
      for (let t = (row % to) * taps; t < ((row % to) + 1) * taps; t++)
        sum += weights![t]! * x![(start + places![t]!) * inner + column]!; // places lie in the axis
      y![i] = sum;
    }
  },
  grad({ inputs: [x, places, weights], dy, attrs: { axis } }) {
    const [back, own] = turned(places!, weights!, x!.shape[axis]!); // three inputs
    return [apply(resampleOp, [dy, back, own], { axis }), null, null];
  },
});

/** The table of the gradient: each element of the axis reads those that read it. */
function turned(places: GraphNode, weights: GraphNode, from: number): [places: GraphNode, weights: GraphNode] {
  const [to, taps] = places.shape as [number, number]; // infer checked the rank
  const readers = readersOf(from, asConstant(places)!.values); // resample() makes it a constant
  const known = asConstant(weights)?.values;
  if (known)
    return tableOf(
      tapsOf(
        to,
        readers.map((entries) => entries.map((entry) => [Math.floor(entry / taps), known[entry]!])),
      ),
    ); // all entries, as resample() gives them
  const { places: entries, weights: used } = tapsOf(
    to,
    readers.map((each) => each.map((entry) => [entry, 1])),
  );
  const shape = [from, entries.length / from];
  const chosen = entries.map((entry, index) => (used[index] === 0 ? -1 : entry)); // outside of the table: weight 0
  return [
    constant(
      entries.map((entry) => Math.floor(entry / taps)),
      shape,
      'int32',
    ),
    take(reshape(weights, [to * taps]), constant(chosen, shape, 'int32')),
  ];
}

function tableOf({ to, taps, places, weights }: Taps): [places: GraphNode, weights: GraphNode] {
  return [constant(places, [to, taps], 'int32'), constant(weights, [to, taps])];
}

/**
 * Weighted sums along an axis: `y[..., o, ...] = Σₜ weights[o, t] · x[..., places[o, t], ...]`.
 *
 * Shapes: x `[..., from, ...]` -> `[..., to, ...]`. No gradient flows to the weights.
 *
 * @param weights - Instead of those of the table, for weights that are computed: `[to, taps]`.
 */
export function resample(x: GraphNode, axis: number, table: Taps, weights?: GraphNode): GraphNode {
  const place = normalizeAxis('resample', axis, x.shape.length);
  const outside = table.places.find((each) => each < 0 || each >= table.from);
  if (x.shape[place] !== table.from || outside !== undefined) {
    throw new ShapeError({
      who: 'resample',
      expected: `places in axis ${place}, of size ${table.from}`,
      received: outside ?? x.shape,
    });
  }
  const [places, own] = tableOf(table);
  return apply(resampleOp, [cast(x, 'float32'), places, weights ?? own], { axis: place });
}

export interface ResizeOptions {
  /** Default `bilinear`. */
  readonly interpolation?: Interpolation | undefined;
  /** Whether fewer elements are means over all that they stand for; default false. */
  readonly antialias?: boolean | undefined;
}

/**
 * Axes resized, one after another: `sizes[k]` elements along `axes[k]`.
 *
 * @example
 * resizeAxes(images, [1, 2], [64, 64], { interpolation: 'bicubic' }); // [batch, height, width, channels]
 */
export function resizeAxes(
  x: GraphNode,
  axes: readonly number[],
  sizes: readonly number[],
  { interpolation = 'bilinear', antialias = false }: ResizeOptions = {},
): GraphNode {
  if (axes.length !== sizes.length || sizes.some((size) => !Number.isInteger(size) || size < 1)) {
    throw new InvalidArgumentError({
      who: 'resizeAxes',
      expected: `a positive integer for each of ${axes.length} axes`,
      received: sizes,
    });
  }
  return axes.reduce(
    (resized, axis, index) => {
      const from = resized.shape[normalizeAxis('resizeAxes', axis, x.shape.length)]!; // normalised
      const to = sizes[index]!; // one for each axis
      return from === to ? resized : resample(resized, axis, resizingTaps(from, to, interpolation, antialias));
    },
    cast(x, 'float32'),
  );
}
