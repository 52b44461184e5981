/** The sum of values. */
import { multiply } from '../../kernels/elementwise/arithmetic.ts';
import { cast } from '../../kernels/elementwise/operands.ts';
import { sum } from '../../kernels/reduce.ts';
import type { GraphNode } from '../../runtime/graph.ts';
import type { Tensor } from '../../runtime/tensor.ts';
import type { Variable } from '../../runtime/variable.ts';
import { Metric, type MetricOptions, type MetricResult } from './metric.ts';
import { alongFirstAxes } from './weights.ts';

/** The sum of what it is given: Σ w v. For values instead of targets and predictions: `update(values, values, weights)`. */
export class Sum extends Metric {
  static override readonly className = 'Sum';
  static override readonly skipsRows = true;
  readonly total: Variable;

  constructor(options: MetricOptions = {}) {
    super(options, 'sum');
    this.total = this.addVariable('total', []);
  }

  override updateState(values: GraphNode, _: GraphNode, sampleWeight: GraphNode | null): void {
    const floats = cast(values, 'float32');
    const weighted = sampleWeight ? multiply(floats, alongFirstAxes(sampleWeight, floats.shape.length)) : floats;
    this.addTo(this.total, sum(weighted));
  }

  override compute([total]: readonly Tensor[]): MetricResult {
    return total!.item(); // one variable
  }
}
