/** The root of the mean of squared errors. */
import { squaredDifference } from '../../kernels/elementwise/arithmetic.ts';
import type { GraphNode } from '../../runtime/graph.ts';
import type { Tensor } from '../../runtime/tensor.ts';
import { matched } from '../losses/matched.ts';
import { Mean } from './mean.ts';
import type { Direction, MetricOptions, MetricResult } from './metric.ts';

/** √(mean of (t - p)² over all elements of all samples): the mean is taken before the root, over all batches. */
export class RootMeanSquaredError extends Mean {
  static override readonly className = 'RootMeanSquaredError';
  static override readonly skipsRows = true;
  static readonly aliases = ['rmse'];
  override readonly direction: Direction = 'down';

  constructor(options: MetricOptions = {}) {
    super(options, 'root_mean_squared_error');
  }

  override updateState(yTrue: GraphNode, yPred: GraphNode, sampleWeight: GraphNode | null): void {
    this.accumulate(squaredDifference(...matched('rootMeanSquaredError', yTrue, yPred)), sampleWeight);
  }

  override compute(state: readonly Tensor[]): MetricResult {
    return Math.sqrt(super.compute(state) as number); // a mean is one number
  }
}
