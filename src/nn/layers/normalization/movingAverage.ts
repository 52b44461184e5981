/** Statistics that follow those of the batches. */
import { add, multiply } from '../../../kernels/elementwise/arithmetic.ts';
import type { GraphNode } from '../../../runtime/graph.ts';
import type { Weight } from '../layer.ts';

/** `average · momentum + value · (1 - momentum)` */
export function movedTowards(average: Weight, value: GraphNode, momentum: number): GraphNode {
  return add(multiply(average.value, momentum), multiply(value, 1 - momentum));
}
