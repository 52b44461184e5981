/** How many pixels have which brightness. */

import { greaterEqual } from '../../../kernels/elementwise/comparison.ts';
import { cast } from '../../../kernels/elementwise/operands.ts';
import { iota } from '../../../kernels/iota.ts';
import { matmul } from '../../../kernels/matmul/matmul.ts';
import type { GraphNode } from '../../../runtime/graph.ts';

/** Sums of the first 1, 2, 3, ... rows: `[bins, columns]` -> the same, as floats. */
export function cumulated(counts: GraphNode): GraphNode {
  const bins = counts.shape[0]!; // two axes
  const upTo = greaterEqual(iota([bins, bins], 0), iota([bins, bins], 1));
  return matmul(cast(upTo, 'float32'), cast(counts, 'float32'));
}
