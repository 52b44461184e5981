/** A crossentropy that wrong labels harm less. */

import { multiply, subtract } from '../../kernels/elementwise/arithmetic.ts';
import { greater, where } from '../../kernels/elementwise/comparison.ts';
import { power } from '../../kernels/elementwise/power.ts';
import { squeeze } from '../../kernels/movement/reshape.ts';
import { oneHot } from '../../kernels/oneHot.ts';
import { sum } from '../../kernels/reduce.ts';
import { ShapeError } from '../../runtime/errors.ts';
import type { GraphNode } from '../../runtime/graph.ts';

export interface GeneralizedOptions {
  /** Between 0 (crossentropy) and 1 (mean absolute error), both not included; default 0.5. */
  readonly q?: number | undefined;
}

/**
 * (1 - p^q) / q of the probability p of the labelled class (Zhang and Sabuncu, 2018).
 * Shapes: class numbers `[...]` or `[..., 1]`, probabilities `[..., classes]` -> `[...]`.
 */
export function categoricalGeneralizedCrossEntropy(
  yTrue: GraphNode,
  yPred: GraphNode,
  { q = 0.5 }: GeneralizedOptions = {},
): GraphNode {
  const shape = yPred.shape.slice(0, -1);
  const last = yTrue.shape[yTrue.shape.length - 1];
  const labels = yTrue.shape.length === yPred.shape.length && last === 1 ? squeeze(yTrue, -1) : yTrue;
  if (labels.shape.join() !== shape.join()) {
    throw new ShapeError({
      who: 'categoricalGeneralizedCrossEntropy',
      expected: `class numbers of shape [${shape.join(', ')}], as the predictions without their class axis`,
      received: yTrue.shape,
    });
  }
  const classes = yPred.shape[yPred.shape.length - 1]!; // the labels have one axis less
  const p = sum(multiply(yPred, oneHot(labels, classes)), -1);
  const safe = where(greater(p, 0), p, 0); // no gradient where it would be infinite
  return multiply(subtract(1, power(safe, q)), 1 / q);
}
