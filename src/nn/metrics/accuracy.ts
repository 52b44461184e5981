/** Shares of right answers. */

import { argmax } from '../../kernels/argmax.ts';
import { equal, greater } from '../../kernels/elementwise/comparison.ts';
import { cast } from '../../kernels/elementwise/operands.ts';
import { squeeze } from '../../kernels/movement/reshape.ts';
import type { GraphNode } from '../../runtime/graph.ts';
import { matched } from '../losses/matched.ts';

/** 1 where predictions equal targets. */
export function accuracy(yTrue: GraphNode, yPred: GraphNode): GraphNode {
  const [t, p] = matched('accuracy', yTrue, cast(yPred, 'float32'));
  return cast(equal(t, p), 'float32');
}

/** 1 where (p > threshold) equals the target. */
export function binaryAccuracy(
  yTrue: GraphNode,
  yPred: GraphNode,
  { threshold = 0.5 }: { readonly threshold?: number } = {},
): GraphNode {
  const [t, p] = matched('binaryAccuracy', yTrue, yPred);
  return cast(equal(t, cast(greater(p, threshold), 'float32')), 'float32');
}

/** 1 where the largest prediction is at the largest target. */
export function categoricalAccuracy(yTrue: GraphNode, yPred: GraphNode): GraphNode {
  return cast(equal(argmax(yTrue), argmax(yPred)), 'float32');
}

/** 1 where the largest prediction is at the class number. */
export function sparseCategoricalAccuracy(yTrue: GraphNode, yPred: GraphNode): GraphNode {
  const numbers =
    yTrue.shape.length === yPred.shape.length && yTrue.shape[yTrue.shape.length - 1] === 1 ? squeeze(yTrue, -1) : yTrue;
  return cast(equal(cast(numbers, 'int32'), argmax(yPred)), 'float32');
}
