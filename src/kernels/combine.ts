/** Tensors put together, and numbers laid out, from index movements and elementwise ops. */
import { InvalidArgumentError, ShapeError } from '../runtime/errors.ts';
import { apply, constant, type GraphNode } from '../runtime/graph.ts';
import { defineOp, type Op } from '../runtime/op.ts';
import { type DType, normalizeAxis, type Shape, sizeOf, stridesOf } from '../runtime/spec.ts';
import { add, cast, equal, logicalOr } from './elementwise/arithmetic.ts';
import { expandDims, pad, reshape, slice } from './movement.ts';

/** Joins tensors along an axis; the other sizes must be equal. */
export function concatenate(tensors: readonly GraphNode[], axis = -1): GraphNode {
  return join('concatenate', tensors, axis);
}

function join(who: string, tensors: readonly GraphNode[], axis: number): GraphNode {
  const first = tensors[0];
  if (!first) throw new ShapeError({ who, expected: 'at least one tensor', received: [] });
  const place = normalizeAxis(who, axis, first.shape.length);
  const total = tensors.reduce((sum, each) => sum + (each.shape[place] ?? 0), 0);
  let before = 0;
  const parts = tensors.map((each) => {
    const fits =
      each.shape.length === first.shape.length &&
      each.shape.every((length, other) => other === place || length === first.shape[other]);
    if (!fits) {
      throw new ShapeError({
        who,
        expected: `equal sizes along all axes but axis ${place}`,
        received: tensors.map(({ shape }) => shape),
      });
    }
    const length = each.shape[place]!; // normalised
    const padding = each.shape.map((_, other): [number, number] =>
      other === place ? [before, total - before - length] : [0, 0],
    );
    before += length;
    return pad(each, padding);
  });
  return parts.reduce((joined, part) => (part.dtype === 'bool' ? logicalOr(joined, part) : add(joined, part)));
}

/** Joins tensors of one shape along a new axis. */
export function stack(tensors: readonly GraphNode[], axis = 0): GraphNode {
  return join(
    'stack',
    tensors.map((each) => expandDims(each, axis)),
    axis,
  );
}

/** The parts of a tensor along an axis: `parts` equal ones, or of given sizes. */
export function split(x: GraphNode, parts: number | readonly number[], axis = -1): GraphNode[] {
  const place = normalizeAxis('split', axis, x.shape.length);
  const length = x.shape[place]!; // normalised
  const sizes = typeof parts === 'number' ? new Array<number>(parts).fill(length / parts) : parts;
  if (sizes.some((size) => !Number.isInteger(size)) || sizes.reduce((sum, size) => sum + size, 0) !== length) {
    throw new ShapeError({
      who: 'split',
      expected: `parts that make up axis ${place} of size ${length}`,
      received: parts,
    });
  }
  let start = 0;
  return sizes.map((size) => {
    const part = slice(
      x,
      x.shape.map((_, other) => (other === place ? start : 0)),
      x.shape.map((all, other) => (other === place ? size : all)),
    );
    start += size;
    return part;
  });
}

interface IotaAttrs {
  readonly shape: Shape;
  readonly axis: number;
  readonly dtype: DType;
}

const iotaOp = defineOp<IotaAttrs>({
  name: 'iota',
  infer: (_, { shape, dtype }) => [{ shape, dtype }],
  map: {
    wgsl(_, { shape, axis, dtype }, __, index) {
      const place = `((${index} / ${stridesOf(shape)[axis]}u) % ${shape[axis]}u)`;
      return dtype === 'float32' ? `f32(${place})` : `i32(${place})`;
    },
    cheap: true,
  },
  cpu([y], _, __, { shape, axis }) {
    const stride = stridesOf(shape)[axis]!; // an axis of the shape
    for (let i = 0; i < y!.length; i++) y![i] = Math.floor(i / stride) % shape[axis]!;
  },
});

/** Whether a node is the vector 0, 1, 2, ... */
export function isCount({ op, shape }: GraphNode): boolean {
  return op === (iotaOp as Op) && shape.length === 1; // compared by identity
}

/** 0, 1, 2, ... along one axis of a shape. */
export function iota(shape: Shape, axis = -1, dtype: 'float32' | 'int32' = 'int32'): GraphNode {
  return apply(iotaOp, [], { shape, axis: normalizeAxis('iota', axis, shape.length), dtype });
}

/** start, start + 1, ... below stop. */
export function arange(start: number, stop: number, dtype: 'float32' | 'int32' = 'int32'): GraphNode {
  if (!(stop > start)) {
    throw new InvalidArgumentError({ who: 'arange', expected: 'stop must be above start', received: [start, stop] });
  }
  return add(iota([Math.ceil(stop - start)], 0, dtype), start);
}

/** 1 at the place of each index, 0 elsewhere, along a new last axis of `depth` classes. */
export function oneHot(indices: GraphNode, depth: number): GraphNode {
  const places = iota([...indices.shape, depth]);
  return cast(equal(places, expandDims(cast(indices, 'int32'), -1)), 'float32');
}

/** A tensor with one value everywhere. */
export function full(shape: Shape, value: number, dtype: DType = 'float32'): GraphNode {
  return constant(value, shape, dtype);
}

/** The tensor as a vector. */
export function flatten(x: GraphNode): GraphNode {
  return reshape(x, [sizeOf(x.shape)]);
}
