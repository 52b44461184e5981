/** The larger and the smaller of tensors. */
import { logicalOr, where } from '../../../kernels/elementwise/comparison.ts';
import type { GraphNode } from '../../../runtime/graph.ts';
import { Merge } from './merge.ts';

/** The base of Maximum and Minimum: places that a mask leaves out do not count, unless no input has anything else. */
export abstract class Extreme extends Merge {
  /** The one of two numbers. */
  protected abstract choose(a: GraphNode, b: GraphNode): GraphNode;

  protected override merge(inputs: readonly GraphNode[], masks: readonly (GraphNode | null)[]): GraphNode {
    let [output, counts] = [inputs[0]!, masks[0] ?? null]; // at least one input
    inputs.slice(1).forEach((each, index) => {
      const mask = masks[index + 1] ?? null;
      const other = mask ? where(mask, each, output) : each;
      const own = counts ? where(counts, output, other) : output;
      counts = counts && mask ? logicalOr(counts, mask) : null;
      output = this.choose(own, other);
    });
    return output;
  }
}
