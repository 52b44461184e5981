/** Gradients while tracing: for training steps of one's own. */

import type { GraphNode } from '../../runtime/graph.ts';
import { gradientsOf } from '../../runtime/jit.ts';
import { Variable } from '../../runtime/variable.ts';

/**
 * Derivatives of the sum of a value's elements, as nodes: they can be computed with, and differentiated again.
 *
 * For use where ops are traced: in `jit`, in a layer's `call`, in a model's `trainStep`.
 *
 * @param value - Mostly a scalar, the loss.
 * @param by - Variables (weights) or nodes.
 * @returns For each of them a node of its shape; null where none flows.
 * @example
 * const f = jit((x) => ops.gradients(ops.sum(ops.square(x)), [x])[0]);
 * await f([1, 2]); // [2, 4]
 */
export function gradients(value: GraphNode, by: readonly (Variable | GraphNode)[]): (GraphNode | null)[] {
  const now = by.map((each) => (each instanceof Variable ? each.value : each));
  const before = by.map((each) => (each instanceof Variable ? each.node : each)); // as read before an update in this step
  const found = gradientsOf(value, [...now, ...before]);
  return by.map((_, index) => found[index] ?? found[by.length + index] ?? null);
}
