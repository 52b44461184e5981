/** What reductions are, and the sum, which the gradient of everything that broadcasts needs. */
import { apply, type GraphNode } from '../runtime/graph.ts';
import { defineOp, type Op, type ReduceKind } from '../runtime/op.ts';
import { type Shape, sameShape } from '../runtime/spec.ts';
import { broadcastPlaces } from './elementwise/family.ts';
import { broadcastTo } from './movement/broadcastTo.ts';
import { reshape } from './movement/reshape.ts';

/** Axes ascending, not negative. Reduced axes stay with size 1; callers remove them with a reshape. */
export interface ReduceAttrs {
  readonly axes: readonly number[];
}

const START: Readonly<Record<ReduceKind, number>> = { sum: 0, product: 1, max: -Infinity, min: Infinity };

const COMBINE: Readonly<Record<ReduceKind, (a: number, b: number) => number>> = {
  sum: (a, b) => a + b,
  product: (a, b) => a * b,
  max: (a, b) => (b > a || Number.isNaN(b) ? b : a),
  min: (a, b) => (b < a || Number.isNaN(b) ? b : a),
};

export type Gradient = (x: GraphNode, y: GraphNode, dy: GraphNode) => GraphNode;

/* @__NO_SIDE_EFFECTS__ */
export function reduction(kind: ReduceKind, gradient: Gradient): Op<ReduceAttrs> {
  return defineOp<ReduceAttrs>({
    name: kind,
    infer: ([x], { axes }) => [
      { shape: x!.shape.map((length, axis) => (axes.includes(axis) ? 1 : length)), dtype: x!.dtype },
    ], // one input
    reduce: { kind, axes: ({ axes }) => axes },
    cpu([y], [x], { inputs, outputs }) {
      const combine = COMBINE[kind];
      const place = broadcastPlaces(inputs[0]!.shape, outputs[0]!.shape); // one input, one output
      const totals = new Float64Array(y!.length).fill(START[kind]);
      for (let i = 0; i < x!.length; i++) {
        const o = place(i);
        totals[o] = combine(totals[o]!, x![i]!); // in range
      }
      y!.set(totals);
    },
    grad: ({ inputs, outputs, dy }) => [gradient(inputs[0]!, outputs[0]!, dy)], // one input, one output
  });
}

export const sumOp = reduction('sum', (x, _, dy) => broadcastTo(dy, x.shape));

/** The sum that leaves a shape with size 1 at the reduced axes. */
export function keepSum(x: GraphNode, shape: Shape): GraphNode {
  const axes = x.shape.flatMap((length, axis) => (length !== shape[axis] ? [axis] : []));
  return axes.length === 0 ? x : apply(sumOp, [x], { axes });
}

/** The sum over the axes along which `shape` would be repeated to get x's shape: the opposite of broadcasting. */
export function sumTo(x: GraphNode, shape: Shape): GraphNode {
  if (sameShape(x.shape, shape)) return x;
  const padded = [...new Array<number>(x.shape.length - shape.length).fill(1), ...shape];
  return reshape(keepSum(x, padded), shape);
}
