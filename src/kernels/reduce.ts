/** Reductions over any axes. */
import { apply, type GraphNode } from '../runtime/graph.ts';
import { defineOp, type Op, type ReduceKind } from '../runtime/op.ts';
import { normalizeAxes, type Shape, sameShape, sizeOf } from '../runtime/spec.ts';
import { divide, multiply } from './elementwise/arithmetic.ts';
import { equal, where } from './elementwise/comparison.ts';
import { broadcastPlaces } from './elementwise/family.ts';
import { cast } from './elementwise/operands.ts';
import { broadcastTo } from './movement/broadcastTo.ts';
import { reshape } from './movement/reshape.ts';

/** Axes ascending, not negative. Reduced axes stay with size 1; callers remove them with a reshape. */
interface ReduceAttrs {
  readonly axes: readonly number[];
}

const START: Readonly<Record<ReduceKind, number>> = { sum: 0, product: 1, max: -Infinity, min: Infinity };

const COMBINE: Readonly<Record<ReduceKind, (a: number, b: number) => number>> = {
  sum: (a, b) => a + b,
  product: (a, b) => a * b,
  max: (a, b) => (b > a || Number.isNaN(b) ? b : a),
  min: (a, b) => (b < a || Number.isNaN(b) ? b : a),
};

type Gradient = (x: GraphNode, y: GraphNode, dy: GraphNode) => GraphNode;

/* @__NO_SIDE_EFFECTS__ */
function reduction(kind: ReduceKind, gradient: Gradient): Op<ReduceAttrs> {
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

/** Equal elements share the gradient of an extreme value. */
const ofExtreme: Gradient = (x, y, dy) => {
  const chosen = equal(x, y);
  const ties = keepSum(cast(chosen, 'float32'), y.shape);
  return where(chosen, divide(dy, ties), 0);
};

const sumOp = reduction('sum', (x, _, dy) => broadcastTo(dy, x.shape));
const maxOp = reduction('max', ofExtreme);
const minOp = reduction('min', ofExtreme);
/** The product of the other elements: all / own, where zeros are left out of `all` and counted. */
const ofProduct: Gradient = (x, y, dy) => {
  const isZero = equal(x, 0);
  const safe = where(isZero, 1, x);
  const axes = x.shape.flatMap((length, axis) => (length !== y.shape[axis] ? [axis] : []));
  const others = axes.length === 0 ? safe : apply(productOp, [safe], { axes });
  const zeros = keepSum(cast(isZero, 'float32'), y.shape);
  const ofZero = where(equal(zeros, 1), others, 0);
  return multiply(dy, where(isZero, ofZero, where(equal(zeros, 0), divide(others, safe), 0)));
};
const productOp: Op<ReduceAttrs> = reduction('product', ofProduct);

/** The sum that leaves a shape with size 1 at the reduced axes. */
function keepSum(x: GraphNode, shape: Shape): GraphNode {
  const axes = x.shape.flatMap((length, axis) => (length !== shape[axis] ? [axis] : []));
  return axes.length === 0 ? x : apply(sumOp, [x], { axes });
}

/** The sum over the axes along which `shape` would be repeated to get x's shape: the opposite of broadcasting. */
export function sumTo(x: GraphNode, shape: Shape): GraphNode {
  if (sameShape(x.shape, shape)) return x;
  const padded = [...new Array<number>(x.shape.length - shape.length).fill(1), ...shape];
  return reshape(keepSum(x, padded), shape);
}

export interface ReduceOptions {
  /** Whether reduced axes stay with size 1; default false. */
  readonly keepDims?: boolean;
}

type Axes = number | readonly number[] | null;

function reduce(op: Op<ReduceAttrs>, x: GraphNode, axes: Axes, options: ReduceOptions): GraphNode {
  if (x.dtype === 'bool') return cast(reduce(op, cast(x, 'float32'), axes, options), 'bool'); // kernels add and compare numbers
  const list = normalizeAxes(op.name, axes, x.shape.length);
  const long = list.filter((axis) => x.shape[axis] !== 1);
  const reduced = long.length === 0 ? x : apply(op, [x], { axes: long });
  if (options.keepDims) return reduced;
  return reshape(
    reduced,
    x.shape.filter((_, axis) => !list.includes(axis)),
  );
}

/** Sum over axes (default: all). Integers stay integers, booleans are counted as floats. */
export function sum(x: GraphNode, axes: Axes = null, options: ReduceOptions = {}): GraphNode {
  return reduce(sumOp, x.dtype === 'bool' ? cast(x, 'float32') : x, axes, options);
}

/** Mean over axes (default: all), as a float. */
export function mean(x: GraphNode, axes: Axes = null, options: ReduceOptions = {}): GraphNode {
  const total = sum(cast(x, 'float32'), normalizeAxes('mean', axes, x.shape.length), options);
  return multiply(total, sizeOf(total.shape) / sizeOf(x.shape));
}

/** The largest element along axes (default: all). */
export function max(x: GraphNode, axes: Axes = null, options: ReduceOptions = {}): GraphNode {
  return reduce(maxOp, x, axes, options);
}

/** The smallest element along axes (default: all). */
export function min(x: GraphNode, axes: Axes = null, options: ReduceOptions = {}): GraphNode {
  return reduce(minOp, x, axes, options);
}

/** The product of the elements along axes (default: all). */
export function product(x: GraphNode, axes: Axes = null, options: ReduceOptions = {}): GraphNode {
  return reduce(productOp, x, axes, options);
}
