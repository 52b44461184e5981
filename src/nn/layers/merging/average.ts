/** Means of tensors. */
import { add, divide } from '../../../kernels/elementwise/arithmetic.ts';
import type { GraphNode } from '../../../runtime/graph.ts';
import { Merge } from './merge.ts';

/**
 * `y = (a + b + ...) / n` of n inputs with equal shapes; axes of size 1 are repeated.
 *
 * @example
 * const y = layers.average().apply([a, b]);
 */
export class Average extends Merge {
  static override readonly className = 'Average';

  protected override merge(inputs: readonly GraphNode[]): GraphNode {
    return divide(
      inputs.reduce((a, b) => add(a, b)),
      inputs.length,
    );
  }
}
