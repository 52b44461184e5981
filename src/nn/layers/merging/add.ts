/** Sums of tensors. */
import { add } from '../../../kernels/elementwise/arithmetic.ts';
import type { GraphNode } from '../../../runtime/graph.ts';
import { Merge } from './merge.ts';

/**
 * `y = a + b + ...` of inputs with equal shapes; axes of size 1 are repeated.
 *
 * @example
 * const y = layers.add().apply([x, shortcut]);
 */
export class Add extends Merge {
  static override readonly className = 'Add';

  protected override merge(inputs: readonly GraphNode[]): GraphNode {
    return inputs.reduce((a, b) => add(a, b));
  }
}
