/** Sample weights: they run along the first axes of what they weigh, and hold for all later axes. */
import { cast } from '../../kernels/elementwise/operands.ts';
import { reshape } from '../../kernels/movement/reshape.ts';
import type { GraphNode } from '../../runtime/graph.ts';

/** Weights as floats with `rank` axes: axes of size 1 behind are taken away or added. */
export function alongFirstAxes(weights: GraphNode, rank: number): GraphNode {
  const shape = [...weights.shape];
  while (shape.length > rank && shape[shape.length - 1] === 1) shape.pop();
  while (shape.length < rank) shape.push(1);
  return reshape(cast(weights, 'float32'), shape);
}
