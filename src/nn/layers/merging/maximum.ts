/** The largest of tensors. */
import { maximum } from '../../../kernels/elementwise/arithmetic.ts';
import type { GraphNode } from '../../../runtime/graph.ts';
import { Extreme } from './extreme.ts';

/**
 * `y = max(a, b, ...)` of inputs with equal shapes; axes of size 1 are repeated. Places that a mask leaves out do not count.
 *
 * @example
 * const y = layers.maximum().apply([a, b]);
 */
export class Maximum extends Extreme {
  static override readonly className = 'Maximum';

  protected override choose(a: GraphNode, b: GraphNode): GraphNode {
    return maximum(a, b);
  }
}
