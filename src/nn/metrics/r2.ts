/** How much of the variance of the targets is explained. */
import { multiply, square, squaredDifference } from '../../kernels/elementwise/arithmetic.ts';
import { notEqual } from '../../kernels/elementwise/comparison.ts';
import { cast } from '../../kernels/elementwise/operands.ts';
import { broadcastTo } from '../../kernels/movement/broadcastTo.ts';
import { sum } from '../../kernels/reduce.ts';
import { ShapeError } from '../../runtime/errors.ts';
import { constant, type GraphNode } from '../../runtime/graph.ts';
import type { Shape } from '../../runtime/spec.ts';
import type { Tensor } from '../../runtime/tensor.ts';
import { knownOptions, oneOf, wholeFrom } from '../checks.ts';
import { equalShapes } from '../losses/matched.ts';
import { type Direction, Metric, type MetricOptions, type MetricResult } from './metric.ts';
import { alongFirstAxes } from './weights.ts';

const AGGREGATIONS = ['uniform_average', 'variance_weighted_average'] as const;

export type ClassAggregation = (typeof AGGREGATIONS)[number];

export interface R2Options extends MetricOptions {
  /** How scores of several outputs are put together; null: one score each. Default `uniform_average`. */
  readonly classAggregation?: ClassAggregation | null | undefined;
  /** Number of regressors for the adjusted score; default 0: not adjusted. */
  readonly numRegressors?: number | undefined;
}

/**
 * 1 - Σ w (t - p)² / Σ w (t - mean t)², for each output. Shapes: targets and predictions `[batch, outputs]`.
 *
 * @example
 * metrics.r2Score({ classAggregation: 'variance_weighted_average' });
 */
export class R2Score extends Metric {
  static override readonly className = 'R2Score';
  static override readonly skipsRows = true;
  static readonly nullable = ['classAggregation'];
  override readonly direction: Direction = 'up';
  readonly classAggregation: ClassAggregation | null;
  readonly numRegressors: number;

  constructor(options: R2Options = {}) {
    super(options, 'r2_score');
    knownOptions(this.who, options, ['name', 'dtype', 'classAggregation', 'numRegressors']);
    const { classAggregation = 'uniform_average', numRegressors = 0 } = options;
    this.classAggregation =
      classAggregation === null ? null : oneOf(this.who, 'classAggregation', classAggregation, AGGREGATIONS);
    this.numRegressors = wholeFrom(this.who, 'numRegressors', numRegressors, 0);
    this.addVariable('num_samples', []);
  }

  override build(yTrue: Shape, yPred: Shape): void {
    if (yPred.length !== 2 || yTrue.length > 2) {
      throw new ShapeError({
        who: this.who,
        expected: 'targets and predictions [batch, outputs]',
        received: [yTrue, yPred],
      });
    }
    for (const name of ['squared_sum', 'sum', 'residual', 'count']) this.addVariable(name, [yPred[1]!]); // two axes
  }

  override updateState(yTrue: GraphNode, yPred: GraphNode, sampleWeight: GraphNode | null): void {
    const [t, p] = equalShapes(this.who, yTrue, cast(yPred, 'float32'));
    const weights = broadcastTo(sampleWeight ? alongFirstAxes(sampleWeight, 2) : constant(1), t.shape);
    const sums = [
      sum(cast(notEqual(weights, 0), 'float32')), // as many as Keras counts, but for samples that do not count
      ...[multiply(square(t), weights), multiply(t, weights), multiply(squaredDifference(t, p), weights), weights].map(
        (x) => sum(x, 0),
      ),
    ];
    this.variables.forEach((variable, index) => {
      this.addTo(variable, sums[index]!); // five of each
    });
  }

  override compute(state: readonly Tensor[]): MetricResult {
    const [samples, squares, sums, residuals, counts] = state.map(({ data }) => [...data]);
    const totals = squares!.map((value, i) => value - sums![i]! * (sums![i]! / counts![i]!)); // five variables, four of one size
    const scores = totals.map((total, i) => {
      const score = 1 - residuals![i]! / total; // four of one size
      return Math.abs(score) === Number.POSITIVE_INFINITY ? 0 : score;
    });
    const adjusted = (score: number) => this.#adjusted(score, samples![0]!); // a scalar
    if (this.classAggregation === null) return scores.map(adjusted);
    const weights = this.classAggregation === 'uniform_average' ? scores.map(() => 1) : totals;
    const add = (a: number, b: number) => a + b;
    return adjusted(scores.map((score, i) => score * weights[i]!).reduce(add) / weights.reduce(add)); // one weight per score
  }

  /** The score as it would be if regressors without meaning explained nothing. */
  #adjusted(score: number, samples: number): number {
    const free = samples - this.numRegressors - 1;
    if (this.numRegressors === 0) return score;
    if (free > 0) return 1 - ((1 - score) * (samples - 1)) / free;
    console.warn(
      `${this.who}: ${this.numRegressors} regressors are too many for ${samples} values; the score is not adjusted.`,
    );
    return score;
  }

  protected override configOptions(): Readonly<Record<string, unknown>> {
    return { classAggregation: this.classAggregation, numRegressors: this.numRegressors };
  }
}
