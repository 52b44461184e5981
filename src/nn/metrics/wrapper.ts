/** Means of what a function of targets and predictions gives. */
import { multiply } from '../../kernels/elementwise/arithmetic.ts';
import { GraphNode } from '../../runtime/graph.ts';
import type { Shape } from '../../runtime/spec.ts';
import { maskOf } from '../forward.ts';
import type { LossValues } from '../losses/loss.ts';
import { isPerRow } from '../losses/perRow.ts';
import { Mean } from './mean.ts';
import type { Direction, MetricOptions } from './metric.ts';
import { alongFirstAxes } from './weights.ts';

/** A function from targets and predictions to values. */
export type MetricFunction<Options> = (yTrue: GraphNode, yPred: GraphNode, options: Options) => GraphNode | LossValues;

export interface WrapperOptions extends MetricOptions {
  /** Whether more is better; default: not known. */
  readonly direction?: Direction;
}

/**
 * The mean of a function's values over all samples.
 *
 * @example
 * const largest = (yTrue, yPred) => ops.max(ops.abs(ops.subtract(yTrue, yPred)), -1);
 * new metrics.MeanMetricWrapper(largest, { name: 'largest_error', direction: 'down' });
 */
export class MeanMetricWrapper extends Mean {
  static override readonly className: string = 'MeanMetricWrapper';
  static override readonly skipsRows = true;
  readonly #function: MetricFunction<object>;
  readonly #options: object;
  override readonly direction: Direction;

  constructor(
    fn: MetricFunction<never>,
    options: WrapperOptions = {},
    defaultName = 'mean_metric_wrapper',
    fnOptions: object = {},
  ) {
    super(options, defaultName);
    this.#function = fn as MetricFunction<object>; // called with the options given here
    this.#options = fnOptions;
    this.direction = options.direction ?? null;
  }

  override needsWholeBatches(yTrue: Shape, yPred: Shape): boolean {
    return (
      super.needsWholeBatches(yTrue, yPred) || !isPerRow((t, p) => this.#function(t, p, this.#options), yTrue, yPred)
    );
  }

  override updateState(yTrue: GraphNode, yPred: GraphNode, sampleWeight: GraphNode | null): void {
    const result = this.#function(yTrue, yPred, this.#options);
    const values = result instanceof GraphNode ? result : result.values;
    const own = result instanceof GraphNode ? null : result.mask;
    const weights = [maskOf(yPred), own, sampleWeight].filter((each) => each !== null);
    this.accumulate(values, weights.length === 0 ? null : weights.reduce(together));
  }

  protected override configOptions(): Readonly<Record<string, unknown>> {
    return Object.fromEntries(Object.entries(this.#options));
  }
}

/** Weights of fewer axes hold for all later ones. */
function together(a: GraphNode, b: GraphNode): GraphNode {
  const rank = Math.max(a.shape.length, b.shape.length);
  return multiply(alongFirstAxes(a, rank), alongFirstAxes(b, rank));
}
