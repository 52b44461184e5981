/** Whether a function of targets and predictions treats each row of a batch on its own. */
import { feed, GraphNode } from '../../runtime/graph.ts';
import { newRandomState } from '../../runtime/jit.ts';
import type { Shape } from '../../runtime/spec.ts';
import { Trace, tracing } from '../../runtime/trace.ts';
import type { LossValues } from './loss.ts';

/** One value per row gives values whose first axis is the batch; a function that gives one number for all does not. */
export function isPerRow(
  values: (yTrue: GraphNode, yPred: GraphNode) => GraphNode | LossValues,
  yTrue: Shape,
  yPred: Shape,
): boolean {
  const result = tracing(new Trace(newRandomState(0)), () =>
    values(
      feed('targets', { shape: yTrue, dtype: 'float32' }),
      feed('predictions', { shape: yPred, dtype: 'float32' }),
    ),
  );
  const { shape } = result instanceof GraphNode ? result : result.values;
  return shape[0] === yPred[0];
}
