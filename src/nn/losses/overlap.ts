/** Losses of overlapping areas, for segmentation. */
import { EPSILON } from '../../kernels/crossentropy.ts';
import { add, divide, multiply, subtract } from '../../kernels/elementwise/arithmetic.ts';
import { sum } from '../../kernels/reduce.ts';
import type { GraphNode } from '../../runtime/graph.ts';
import { equalShapes } from './matched.ts';

/** The axes over which areas are added up; null: all, so that there is one value for the whole batch. */
export interface OverlapOptions {
  /** Default null: all axes, the batch too. */
  readonly axis?: number | readonly number[] | null | undefined;
}

export interface TverskyOptions extends OverlapOptions {
  /** Weight of what is only in the predictions; default 0.5. */
  readonly alpha?: number | undefined;
  /** Weight of what is only in the targets; default 0.5. */
  readonly beta?: number | undefined;
}

/** Whether areas are added up over the batch. */
export function spansBatch({ axis }: OverlapOptions): boolean {
  return axis === null || axis === undefined || [axis].flat().includes(0);
}

/** 1 - 2 Σ t p / (Σ t + Σ p + ε) */
export function dice(yTrue: GraphNode, yPred: GraphNode, { axis = null }: OverlapOptions = {}): GraphNode {
  const [t, p] = equalShapes('dice', yTrue, yPred);
  const both = sum(multiply(t, p), axis);
  return subtract(1, divide(multiply(both, 2), add(add(sum(t, axis), sum(p, axis)), EPSILON)));
}

/** 1 - Σ t p / (Σ t p + alpha Σ (1 - t) p + beta Σ t (1 - p) + ε) */
export function tversky(yTrue: GraphNode, yPred: GraphNode, options: TverskyOptions = {}): GraphNode {
  const { alpha = 0.5, beta = 0.5, axis = null } = options;
  const [t, p] = equalShapes('tversky', yTrue, yPred);
  const both = sum(multiply(t, p), axis);
  const onlyPredicted = sum(multiply(subtract(1, t), p), axis);
  const onlyTrue = sum(multiply(t, subtract(1, p)), axis);
  const rest = add(multiply(onlyPredicted, alpha), multiply(onlyTrue, beta));
  return subtract(1, divide(both, add(add(both, rest), EPSILON)));
}
