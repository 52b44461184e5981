/** Counting numbers. */
import { InvalidArgumentError } from '../runtime/errors.ts';
import { apply, type GraphNode } from '../runtime/graph.ts';
import { defineOp, type Op } from '../runtime/op.ts';
import { type DType, normalizeAxis, type Shape, stridesOf } from '../runtime/spec.ts';
import { add } from './elementwise/arithmetic.ts';

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
