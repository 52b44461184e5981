/** The running average of the weights (exponential moving average). */
import { add, cast, equal, modulo, where } from '../../kernels/elementwise/arithmetic.ts';
import { constant, type GraphNode } from '../../runtime/graph.ts';
import type { OptimizerOptions } from './options.ts';

/** Momentum of the average, 0 at first so that it starts at the weights, and whether it replaces the weights now. */
export function averageRates(
  made: GraphNode,
  { useEma, emaMomentum = 0.99, emaOverwriteFrequency }: OptimizerOptions,
): Record<string, GraphNode> {
  if (!useEma) return {};
  const momentum = where(equal(made, 0), constant(0), emaMomentum);
  if (!emaOverwriteFrequency) return { emaMomentum: momentum };
  const overwrite = cast(equal(modulo(add(made, 1), emaOverwriteFrequency), 0), 'float32');
  return { emaMomentum: momentum, overwrite };
}
