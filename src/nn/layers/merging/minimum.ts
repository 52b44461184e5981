/** The smallest of tensors. */
import { minimum } from '../../../kernels/elementwise/arithmetic.ts';
import type { GraphNode } from '../../../runtime/graph.ts';
import { Extreme } from './extreme.ts';

/**
 * `y = min(a, b, ...)` of inputs with equal shapes; axes of size 1 are repeated. Places that a mask leaves out do not count.
 *
 * @example
 * const y = layers.minimum().apply([a, b]);
 */
export class Minimum extends Extreme {
  static override readonly className = 'Minimum';

  protected override choose(a: GraphNode, b: GraphNode): GraphNode {
    return minimum(a, b);
  }
}
