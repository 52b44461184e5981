/** Gradients of several steps, gathered for one update. */
import { add, multiply } from '../../kernels/elementwise/arithmetic.ts';
import { greater, where } from '../../kernels/elementwise/comparison.ts';
import { constant, type GraphNode } from '../../runtime/graph.ts';
import type { Trace } from '../../runtime/trace.ts';
import type { Variable } from '../../runtime/variable.ts';
import { type Counts, ifUpdated } from './counting.ts';

/** Adds a gradient to those before it. @returns Their mean. */
export function accumulate(
  gradient: GraphNode,
  accumulator: Variable,
  every: number,
  counts: Counts,
  trace: Trace,
): GraphNode {
  const sum = add(gradient, accumulator.node);
  const kept = ifUpdated(counts, constant(0), sum);
  trace.assign(accumulator, where(greater(counts.gate!, 0.5), kept, accumulator.node)); // accumulated updates have a gate
  return multiply(sum, 1 / every);
}
