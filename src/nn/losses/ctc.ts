/** Loss of label sequences whose places in time are not known. */
import { ctcLoss } from '../../kernels/ctc.ts';
import { notEqual } from '../../kernels/elementwise/comparison.ts';
import { cast } from '../../kernels/elementwise/operands.ts';
import { sum } from '../../kernels/reduce.ts';
import { ShapeError } from '../../runtime/errors.ts';
import { constant, type GraphNode } from '../../runtime/graph.ts';

/**
 * -log P(labels | predictions) for each sequence, not divided by its length (Graves et al., 2006).
 * Shapes: labels `[batch, labels]`, 0 means both blank and padding; logits `[batch, times, classes]` -> `[batch]`.
 */
export function ctc(yTrue: GraphNode, yPred: GraphNode): GraphNode {
  if (yTrue.shape.length !== 2 || yPred.shape.length !== 3) {
    throw new ShapeError({
      who: 'ctc',
      expected: 'labels [batch, labels] and logits [batch, times, classes]',
      received: [yTrue.shape, yPred.shape],
    });
  }
  const [batch, times] = yPred.shape as [number, number, number]; // checked above
  const labels = cast(yTrue, 'int32');
  const lengths = sum(cast(notEqual(labels, 0), 'int32'), 1);
  return ctcLoss(labels, yPred, lengths, constant(times, [batch], 'int32'));
}
