import type { GraphNode } from '../../runtime/graph.ts';
import * as functions from '../activations/functions.ts';

/** As in Keras approximate by default, where `activations.gelu` is exact. */
export function gelu(x: GraphNode, options: { readonly approximate?: boolean } = {}): GraphNode {
  return functions.gelu(x, { approximate: true, ...options });
}
