/** Weights without a sign. */
import { maximum } from '../../kernels/elementwise/arithmetic.ts';
import type { GraphNode } from '../../runtime/graph.ts';
import { Constraint } from './constraint.ts';

/** Weights are not negative. */
export class NonNeg extends Constraint {
  static override readonly className = 'NonNeg';
  static override readonly optionNames = [];

  override project(weight: GraphNode): GraphNode {
    return maximum(weight, 0);
  }
}
