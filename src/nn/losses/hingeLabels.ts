/** Labels of hinge losses. */
import { add, multiply } from '../../kernels/elementwise/arithmetic.ts';
import { equal, greater, logicalOr, where } from '../../kernels/elementwise/comparison.ts';
import { cast } from '../../kernels/elementwise/operands.ts';
import { min } from '../../kernels/reduce.ts';
import type { GraphNode } from '../../runtime/graph.ts';

/** Labels as -1 and 1: if every label of the tensor is 0 or 1 they are 2t - 1, else they stay as they are. */
export function signedLabels(t: GraphNode): GraphNode {
  const binary = min(cast(logicalOr(equal(t, 0), equal(t, 1)), 'float32'));
  return where(greater(binary, 0.5), add(multiply(t, 2), -1), t);
}
