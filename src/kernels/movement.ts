/** Index movements: the same values at other places. They cost nothing of their own: whoever reads them reads the source. */
import { InvalidArgumentError, ShapeError } from '../runtime/errors.ts';
import { apply, type GraphNode } from '../runtime/graph.ts';
import { type AxisMap, defineOp, type Movement, type Op } from '../runtime/op.ts';
import {
  broadcastShapes,
  normalizeAxis,
  type Shape,
  sameShape,
  showShape,
  sizeOf,
  stridesOf,
} from '../runtime/spec.ts';
import { sumTo } from './reduce.ts';

/** An axis read at the output's coordinate, unchanged. */
const PLAIN = { multiply: 1, add: 0, divide: 1, modulo: null, check: false, exact: false } as const;

interface Row<Attrs> {
  /** The output's shape from the input's. Throws ShapeError. */
  shape(input: Shape, attrs: Attrs): Shape;
  axes(input: Shape, attrs: Attrs, output: Shape): readonly AxisMap[];
  /** Value at places that come from outside of the input; default 0. */
  fill?(attrs: Attrs): number;
  /** A simpler equal, for an input that is itself moved. */
  expand?(x: GraphNode, attrs: Attrs): GraphNode | null;
  grad(dy: GraphNode, input: Shape, attrs: Attrs): GraphNode;
}

/** Makes an index movement from a row. */
/* @__NO_SIDE_EFFECTS__ */
function movement<Attrs>(name: string, row: Row<Attrs>): Op<Attrs> {
  const expand: NonNullable<Op<Attrs>['expand']> = ({ inputs, attrs }) => {
    const simpler = row.expand?.(inputs[0]!, attrs); // one input
    return simpler ? [simpler] : null;
  };
  return defineOp<Attrs>({
    name,
    ...(row.expand ? { expand } : {}),
    infer: ([x], attrs) => [{ shape: row.shape(x!.shape, attrs), dtype: x!.dtype }], // one input
    move: {
      movement: (attrs, { inputs, outputs }): Movement => ({
        axes: row.axes(inputs[0]!.shape, attrs, outputs[0]!.shape), // one input, one output
        fill: row.fill?.(attrs) ?? 0,
      }),
    },
    cpu([y], [x], { inputs, outputs }, attrs) {
      const [from, to] = [inputs[0]!.shape, outputs[0]!.shape]; // one input, one output
      const source = sourceOnCpu(to, from, row.axes(from, attrs, to));
      const fill = row.fill?.(attrs) ?? 0;
      for (let i = 0; i < y!.length; i++) {
        const place = source(i);
        y![i] = place < 0 ? fill : x![place]!; // -1: outside
      }
    },
    grad: ({ inputs, dy, attrs }) => [row.grad(dy, inputs[0]!.shape, attrs)], // one input
  });
}

/** The input's index for an output's index; -1 when it lies outside. The definition of what `AxisMap` means. */
function sourceOnCpu(to: Shape, from: Shape, axes: readonly AxisMap[]): (index: number) => number {
  const outer = stridesOf(to);
  const inner = stridesOf(from);
  return (index) => {
    let place = 0;
    for (let position = 0; position < axes.length; position++) {
      const axis = axes[position]!; // position < length
      const coordinate = axis.from === null ? 0 : Math.floor(index / outer[axis.from]!) % to[axis.from]!; // an axis of `to`
      const scaled = (axis.modulo === null ? coordinate : coordinate % axis.modulo) * axis.multiply + axis.add;
      const source = Math.trunc(scaled / axis.divide);
      if (axis.check && (scaled < 0 || source >= from[position]! || (axis.exact && scaled % axis.divide !== 0)))
        return -1; // one map per axis
      place += source * inner[position]!;
    }
    return place;
  };
}

const reshapeOp = defineOp<{ readonly shape: Shape }>({
  name: 'reshape',
  infer: ([x], { shape }) => {
    if (sizeOf(shape) !== sizeOf(x!.shape)) {
      throw new ShapeError({
        who: 'reshape',
        expected: `a shape with ${sizeOf(x!.shape)} elements, as ${showShape(x!.shape)} has`,
        received: shape,
      });
    }
    return [{ shape, dtype: x!.dtype }]; // one input
  },
  view: true,
  cpu: ([y], [x]) => y!.set(x!),
  grad: ({ inputs, dy }) => [reshape(dy, inputs[0]!.shape)], // one input
});

/** The same elements in the same order with another shape; one size may be -1. */
export function reshape(x: GraphNode, shape: Shape): GraphNode {
  const known = sizeOf(shape.filter((length) => length !== -1));
  const full = shape.map((length) => (length === -1 ? sizeOf(x.shape) / known : length));
  if (shape.filter((length) => length === -1).length > 1 || full.some((length) => !Number.isInteger(length))) {
    throw new ShapeError({
      who: 'reshape',
      expected: `a shape with ${sizeOf(x.shape)} elements and at most one -1`,
      received: shape,
    });
  }
  return sameShape(full, x.shape) ? x : apply(reshapeOp, [x], { shape: full });
}

const broadcastOp = movement<{ readonly shape: Shape }>('broadcastTo', {
  shape(input, { shape }) {
    const joint = broadcastShapes('broadcastTo', input, shape);
    if (!sameShape(joint, shape))
      throw new ShapeError({
        who: 'broadcastTo',
        expected: `a shape that broadcasts to ${showShape(shape)}`,
        received: input,
      });
    return shape;
  },
  axes: (input, { shape }) =>
    input.map((length, axis) => ({ ...PLAIN, from: length === 1 ? null : axis + shape.length - input.length })),
  grad: (dy, input) => sumTo(dy, input),
});

/** Repeats axes of size 1 (and new leading axes) up to a shape. */
export function broadcastTo(x: GraphNode, shape: Shape): GraphNode {
  return sameShape(x.shape, shape) ? x : apply(broadcastOp, [x], { shape });
}

interface TransposeAttrs {
  readonly order: readonly number[];
}

const transposeOp: Op<TransposeAttrs> = movement<TransposeAttrs>('transpose', {
  shape: (input, { order }) => order.map((axis) => input[axis]!), // checked by transpose()
  axes: (input, { order }) => input.map((_, axis) => ({ ...PLAIN, from: order.indexOf(axis) })),
  expand(x, { order }) {
    if (x.op !== transposeOp) return null;
    const inner = x.application.attrs as TransposeAttrs; // those of a transpose
    return transpose(
      x.application.inputs[0]!, // one input
      order.map((axis) => inner.order[axis]!), // one entry per axis
    );
  },
  grad: (dy, _, { order }) =>
    transpose(
      dy,
      order.map((__, axis) => order.indexOf(axis)),
    ),
});

/**
 * Axes in another order: axis k of the result is axis `order[k]` of x.
 *
 * @param order - Default: reversed.
 */
export function transpose(x: GraphNode, order?: readonly number[]): GraphNode {
  const rank = x.shape.length;
  const full = (order ?? Array.from({ length: rank }, (_, axis) => rank - 1 - axis)).map((axis) =>
    normalizeAxis('transpose', axis, rank),
  );
  if (new Set(full).size !== rank || full.length !== rank) {
    throw new ShapeError({ who: 'transpose', expected: `each of the ${rank} axes exactly once`, received: order });
  }
  const moved = full.filter((axis) => x.shape[axis] !== 1);
  if (full.every((axis, place) => axis === place)) return x;
  if (moved.every((axis, place) => place === 0 || moved[place - 1]! < axis)) {
    return reshape(
      x,
      full.map((axis) => x.shape[axis]!),
    ); // only axes of size 1 change places
  }
  return apply(transposeOp, [x], { order: full });
}

/** From `start` up to (not including) `stop`, every `step`-th; one entry for each axis. */
interface SliceAttrs {
  readonly start: readonly number[];
  readonly size: readonly number[];
  readonly step: readonly number[];
}

interface ScatterAttrs {
  readonly shape: Shape;
  readonly start: readonly number[];
  readonly step: readonly number[];
}

const sliceOp: Op<SliceAttrs> = movement<SliceAttrs>('slice', {
  shape: (_, { size }) => size,
  axes: (input, { start, step }) =>
    input.map((_, axis) => ({ ...PLAIN, from: axis, multiply: step[axis]!, add: start[axis]! })), // one per axis
  grad: (dy, input, { start, step }) => apply(scatterSliceOp, [dy], { shape: input, start, step }),
});

/** The gradient of a slice: its elements back at their places, 0 elsewhere. */
const scatterSliceOp: Op<ScatterAttrs> = movement<ScatterAttrs>('scatterSlice', {
  shape: (_, { shape }) => shape,
  axes: (input, { start, step }) =>
    input.map((_, axis) => {
      const stride = step[axis]!; // one per axis
      const sign = Math.sign(stride);
      return {
        ...PLAIN,
        from: axis,
        multiply: sign,
        add: -start[axis]! * sign,
        divide: Math.abs(stride),
        check: true,
        exact: true,
      };
    }),
  grad: (dy, input, { start, step }) => apply(sliceOp, [dy], { start, size: input, step }),
});

/** A part of each axis: `size[k]` elements from `start[k]` on, `step[k]` apart (default 1; negative: backwards). */
export function slice(
  x: GraphNode,
  start: readonly number[],
  size: readonly number[],
  step?: readonly number[],
): GraphNode {
  const steps = x.shape.map((_, axis) => step?.[axis] ?? 1);
  const begin = x.shape.map((length, axis) => {
    const given = start[axis] ?? 0;
    return given < 0 ? given + length : given;
  });
  const sizes = x.shape.map((length, axis) => {
    const wanted = size[axis] ?? -1;
    return wanted === -1 ? Math.ceil((length - begin[axis]!) / steps[axis]!) : wanted; // one per axis
  });
  x.shape.forEach((length, axis) => {
    const last = begin[axis]! + (sizes[axis]! - 1) * steps[axis]!; // one per axis
    if (sizes[axis]! < 1 || begin[axis]! < 0 || begin[axis]! >= length || last < 0 || last >= length) {
      throw new ShapeError({
        who: 'slice',
        expected: `a part of axis ${axis} with size ${length}`,
        received: { start: begin[axis], size: sizes[axis], step: steps[axis] },
      });
    }
  });
  const whole = sizes.every((length, axis) => length === x.shape[axis] && steps[axis] === 1);
  return whole ? x : apply(sliceOp, [x], { start: begin, size: sizes, step: steps });
}

/** The opposite of `slice`: x in a larger tensor of zeros, its elements from `start` on and `step` apart. */
export function scatter(x: GraphNode, shape: Shape, start: readonly number[], step: readonly number[]): GraphNode {
  const fits = x.shape.every(
    (length, axis) => start[axis]! >= 0 && start[axis]! + (length - 1) * step[axis]! < shape[axis]!,
  ); // one entry per axis
  if (!fits || shape.length !== x.shape.length) {
    throw new ShapeError({
      who: 'scatter',
      expected: `a shape that holds ${showShape(x.shape)} from ${showShape(start)} in steps of ${showShape(step)}`,
      received: shape,
    });
  }
  return sameShape(x.shape, shape) ? x : apply(scatterSliceOp, [x], { shape, start, step });
}

/** The elements of one axis in reverse order. */
export function reverse(x: GraphNode, axes: readonly number[]): GraphNode {
  const reversed = axes.map((axis) => normalizeAxis('reverse', axis, x.shape.length));
  const start = x.shape.map((length, axis) => (reversed.includes(axis) ? length - 1 : 0));
  return slice(
    x,
    start,
    x.shape,
    x.shape.map((_, axis) => (reversed.includes(axis) ? -1 : 1)),
  );
}

/** Elements before and after each axis. */
export type Padding = readonly (readonly [before: number, after: number])[];

const padOp = movement<{ readonly padding: Padding; readonly value: number }>('pad', {
  shape: (input, { padding }) => input.map((length, axis) => length + padding[axis]![0] + padding[axis]![1]), // one per axis
  axes: (input, { padding }) =>
    input.map((_, axis) => {
      const [before, after] = padding[axis]!; // one per axis
      return { ...PLAIN, from: axis, add: -before, check: before > 0 || after > 0 };
    }),
  fill: ({ value }) => value,
  grad: (dy, input, { padding }) =>
    slice(
      dy,
      padding.map(([before]) => before),
      input,
    ),
});

/** Adds elements with a fixed value before and after each axis. */
export function pad(x: GraphNode, padding: Padding, value = 0): GraphNode {
  if (padding.length !== x.shape.length || padding.some(([before, after]) => before < 0 || after < 0)) {
    throw new InvalidArgumentError({
      who: 'pad',
      expected: `[before, after] (not negative) for each of ${x.shape.length} axes`,
      received: padding,
    });
  }
  return padding.every(([before, after]) => before === 0 && after === 0) ? x : apply(padOp, [x], { padding, value });
}

function checkTimes(who: string, { shape }: GraphNode, times: readonly number[]): void {
  if (times.length === shape.length && times.every((count) => Number.isInteger(count) && count > 0)) return;
  throw new ShapeError({ who, expected: `a positive integer for each of ${shape.length} axes`, received: times });
}

const tileOp = movement<{ readonly times: readonly number[] }>('tile', {
  shape: (input, { times }) => input.map((length, axis) => length * times[axis]!), // one per axis
  axes: (input, { times }) =>
    input.map((length, axis) => ({ ...PLAIN, from: axis, modulo: times[axis] === 1 ? null : length })),
  grad(dy, input, { times }) {
    const split = input.flatMap((length, axis) => [times[axis]!, length]); // one per axis
    return reshape(
      sumTo(
        reshape(dy, split),
        input.flatMap((length) => [1, length]),
      ),
      input,
    );
  },
});

/** Repeats the whole tensor `times[k]` times along axis k. */
export function tile(x: GraphNode, times: readonly number[]): GraphNode {
  checkTimes('tile', x, times);
  return times.every((count) => count === 1) ? x : apply(tileOp, [x], { times });
}

const repeatOp = movement<{ readonly times: readonly number[] }>('repeat', {
  shape: (input, { times }) => input.map((length, axis) => length * times[axis]!), // one per axis
  axes: (input, { times }) => input.map((_, axis) => ({ ...PLAIN, from: axis, divide: times[axis]! })), // one per axis
  grad(dy, input, { times }) {
    const split = input.flatMap((length, axis) => [length, times[axis]!]); // one per axis
    return reshape(
      sumTo(
        reshape(dy, split),
        input.flatMap((length) => [length, 1]),
      ),
      input,
    );
  },
});

/** Repeats each element `times[k]` times along axis k. */
export function repeat(x: GraphNode, times: readonly number[]): GraphNode {
  checkTimes('repeat', x, times);
  return times.every((count) => count === 1) ? x : apply(repeatOp, [x], { times });
}

/** A new axis of size 1. */
export function expandDims(x: GraphNode, axis: number): GraphNode {
  const place = normalizeAxis('expandDims', axis, x.shape.length + 1);
  return reshape(x, [...x.shape.slice(0, place), 1, ...x.shape.slice(place)]);
}

/** Without axes of size 1 (all of them, or the given ones). */
export function squeeze(x: GraphNode, axes?: number | readonly number[]): GraphNode {
  const rank = x.shape.length;
  const list =
    axes === undefined
      ? null
      : (typeof axes === 'number' ? [axes] : axes).map((axis) => normalizeAxis('squeeze', axis, rank));
  for (const axis of list ?? []) {
    if (x.shape[axis] !== 1)
      throw new ShapeError({ who: 'squeeze', expected: `axis ${axis} must have size 1`, received: x.shape });
  }
  return reshape(
    x,
    x.shape.filter((length, axis) => (list ? !list.includes(axis) : length !== 1)),
  );
}
