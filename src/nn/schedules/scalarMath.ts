/** The arithmetic in which a schedule's formula is written once: for numbers on the host, and for scalars of the graph. */
import { add, divide, maximum, minimum, multiply, subtract } from '../../kernels/elementwise/arithmetic.ts';
import { less, where } from '../../kernels/elementwise/comparison.ts';
import { log } from '../../kernels/elementwise/exponential.ts';
import { power } from '../../kernels/elementwise/power.ts';
import { ceil, floor } from '../../kernels/elementwise/rounding.ts';
import type { GraphNode } from '../../runtime/graph.ts';

/** Operations on scalars of one kind; plain numbers may be mixed in. */
export interface ScalarMath<S> {
  add(a: S | number, b: S | number): S;
  subtract(a: S | number, b: S | number): S;
  multiply(a: S | number, b: S | number): S;
  divide(a: S | number, b: S | number): S;
  power(a: S | number, b: S | number): S;
  minimum(a: S | number, b: S | number): S;
  maximum(a: S | number, b: S | number): S;
  floor(x: S): S;
  ceil(x: S): S;
  log(x: S): S;
  /** `a` where x < limit, else `b`. */
  below(x: S, limit: number, a: S | number, b: S | number): S;
}

/** On the host. */
export const hostMath: ScalarMath<number> = {
  add: (a, b) => a + b,
  subtract: (a, b) => a - b,
  multiply: (a, b) => a * b,
  divide: (a, b) => a / b,
  power: (a, b) => a ** b,
  minimum: Math.min,
  maximum: Math.max,
  floor: Math.floor,
  ceil: Math.ceil,
  log: Math.log,
  below: (x, limit, a, b) => (x < limit ? a : b),
};

/** In the graph, on whatever device runs it. */
export const graphMath: ScalarMath<GraphNode> = {
  add,
  subtract,
  multiply,
  divide,
  power,
  minimum,
  maximum,
  floor,
  ceil,
  log,
  below: (x, limit, a, b) => where(less(x, limit), a, b),
};
