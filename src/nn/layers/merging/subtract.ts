/** Differences of tensors. */
import { subtract } from '../../../kernels/elementwise/arithmetic.ts';
import type { GraphNode } from '../../../runtime/graph.ts';
import { Merge } from './merge.ts';

/**
 * `y = a - b` of two inputs with equal shapes; axes of size 1 are repeated.
 *
 * @example
 * const y = layers.subtract().apply([a, b]);
 */
export class Subtract extends Merge {
  static override readonly className = 'Subtract';

  protected override get arity(): number {
    return 2;
  }

  protected override merge([a, b]: readonly GraphNode[]): GraphNode {
    return subtract(a!, b!); // two inputs
  }
}
