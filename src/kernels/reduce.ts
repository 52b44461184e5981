/** Reductions over any axes. */
import { apply, type GraphNode } from '../runtime/graph.ts';
import type { Op } from '../runtime/op.ts';
import { normalizeAxes, sizeOf } from '../runtime/spec.ts';
import { divide, multiply } from './elementwise/arithmetic.ts';
import { equal, where } from './elementwise/comparison.ts';
import { cast } from './elementwise/operands.ts';
import { reshape } from './movement/reshape.ts';
import { type Gradient, keepSum, type ReduceAttrs, reduction, sumOp } from './reduction.ts';

/** Equal elements share the gradient of an extreme value. */
const ofExtreme: Gradient = (x, y, dy) => {
  const chosen = equal(x, y);
  const ties = keepSum(cast(chosen, 'float32'), y.shape);
  return where(chosen, divide(dy, ties), 0);
};

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
