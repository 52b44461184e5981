/** Which update this is, and whether it happens. */
import { add } from '../../kernels/elementwise/arithmetic.ts';
import { equal, greater, where } from '../../kernels/elementwise/comparison.ts';
import { floorDivide, modulo } from '../../kernels/elementwise/rounding.ts';
import { reshape } from '../../kernels/movement/reshape.ts';
import { constant, type GraphNode } from '../../runtime/graph.ts';
import type { Variable } from '../../runtime/variable.ts';

/** Counts are integer scalars. */
export interface Counts {
  /** How many gradients were given before. */
  readonly given: GraphNode;
  /** How many updates were made before: fewer when gradients are accumulated. */
  readonly made: GraphNode;
  /** 0: nothing happens, 1: the gradient is only kept, 2: weights are updated. Null: always 2. */
  readonly gate: GraphNode | null;
}

/**
 * @param every - Gradients per update.
 * @param finite - Whether the gradient may be used at all; null: always.
 */
export function countsOf(iterations: Variable, every: number, finite: GraphNode | null): Counts {
  const given = reshape(iterations.node, []);
  if (every === 1) return { given, made: given, gate: finite && where(finite, 2, constant(0)) };
  const last = equal(modulo(add(given, 1), every), 0);
  const kept = where(last, 2, constant(1));
  return { given, made: floorDivide(given, every), gate: finite ? where(finite, kept, 0) : kept };
}

/** The new value if weights are updated, else the old one. */
export function ifUpdated({ gate }: Counts, next: GraphNode, old: GraphNode): GraphNode {
  return gate ? where(greater(gate, 1.5), next, old) : next;
}
