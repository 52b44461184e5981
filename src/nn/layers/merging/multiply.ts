/** Products of tensors. */
import { multiply } from '../../../kernels/elementwise/arithmetic.ts';
import { logicalOr, where } from '../../../kernels/elementwise/comparison.ts';
import type { GraphNode } from '../../../runtime/graph.ts';
import { Merge } from './merge.ts';

/**
 * `y = a · b · ...` of inputs with equal shapes; axes of size 1 are repeated. Places that a mask leaves out count as 1;
 * where all inputs have masks and none counts the result is 0.
 *
 * @example
 * const y = layers.multiply().apply([x, gate]);
 */
export class Multiply extends Merge {
  static override readonly className = 'Multiply';

  protected override merge(inputs: readonly GraphNode[], masks: readonly (GraphNode | null)[]): GraphNode {
    const factors = inputs.map((x, index) => {
      const mask = masks[index];
      return mask ? where(mask, x, 1) : x;
    });
    const product = factors.reduce((a, b) => multiply(a, b));
    const any = masks.reduce((joint, each) => (joint && each ? logicalOr(joint, each) : null));
    return any ? where(any, product, 0) : product;
  }
}
