/** The mean of values: the weighted sum and the sum of weights are kept. */
import { multiply } from '../../kernels/elementwise/arithmetic.ts';
import { cast } from '../../kernels/elementwise/operands.ts';
import { broadcastTo } from '../../kernels/movement/broadcastTo.ts';
import { mean, sum } from '../../kernels/reduce.ts';
import { constant, type GraphNode } from '../../runtime/graph.ts';
import type { Tensor } from '../../runtime/tensor.ts';
import type { Variable } from '../../runtime/variable.ts';
import { Metric, type MetricOptions, type MetricResult } from './metric.ts';
import { alongFirstAxes } from './weights.ts';

/** A value for each sample and, when weighted, its weight. */
interface PerSample {
  readonly values: GraphNode;
  readonly weights: GraphNode | null;
}

/** Mean over all axes but the first. */
function overSamples(x: GraphNode): GraphNode {
  return x.shape.length <= 1 ? x : mean(x, [...x.shape.keys()].slice(1));
}

/**
 * Keras's rule: values are averaged down to the weights' axes, weighted, then both averaged to one number per sample.
 * One value for a whole batch counts as one, whatever the weights.
 */
function perSample(values: GraphNode, weights: GraphNode | null): PerSample {
  const floats = cast(values, 'float32');
  const rank = floats.shape.length;
  if (!weights || rank === 0) return { values: overSamples(floats), weights: null };
  const own = alongFirstAxes(weights, Math.min(rank, Math.max(1, weights.shape.length)));
  const extra = [...floats.shape.keys()].slice(own.shape.length);
  const reduced = extra.length === 0 ? floats : mean(floats, extra);
  const full = broadcastTo(own, reduced.shape);
  return { values: overSamples(multiply(reduced, full)), weights: overSamples(full) };
}

/**
 * The mean of what it is given: Σ w v / Σ w. For values instead of targets and predictions: `update(values, values, weights)`.
 *
 * @example
 * const mean = metrics.mean();
 * await mean.update([1, 3], [1, 3]);
 * await mean.result(); // 2
 */
export class Mean extends Metric {
  static override readonly className: string = 'Mean';
  static override readonly skipsRows = true;
  readonly total: Variable;
  readonly count: Variable;

  constructor(options: MetricOptions = {}, defaultName = 'mean') {
    super(options, defaultName);
    this.total = this.addVariable('total', []);
    this.count = this.addVariable('count', []);
  }

  /** Adds values to the mean. */
  accumulate(values: GraphNode, weights: GraphNode | null): void {
    const each = perSample(values, weights);
    this.addTo(this.total, sum(each.values));
    this.addTo(this.count, each.weights ? sum(each.weights) : constant(each.values.shape[0] ?? 1));
  }

  override updateState(values: GraphNode, _: GraphNode, sampleWeight: GraphNode | null): void {
    this.accumulate(values, sampleWeight);
  }

  override compute([total, count]: readonly Tensor[]): MetricResult {
    const divisor = count!.item(); // two variables
    return divisor === 0 ? 0 : total!.item() / divisor;
  }
}
