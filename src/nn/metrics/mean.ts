/** Metrics that are means of values: the weighted sum and the sum of weights are kept. */
import { add, cast, multiply } from '../../kernels/elementwise/arithmetic.ts';
import { broadcastTo, reshape } from '../../kernels/movement.ts';
import { mean, sum } from '../../kernels/reduce.ts';
import { constant, GraphNode } from '../../runtime/graph.ts';
import type { Tensor } from '../../runtime/tensor.ts';
import type { Variable } from '../../runtime/variable.ts';
import { maskOf } from '../forward.ts';
import type { LossValues } from '../losses/loss.ts';
import { type Direction, Metric, type MetricOptions, type MetricResult } from './metric.ts';

/** A value for each sample and, when weighted, its weight. */
interface PerSample {
  readonly values: GraphNode;
  readonly weights: GraphNode | null;
}

/** Mean over all axes but the first. */
function overSamples(x: GraphNode): GraphNode {
  return x.shape.length <= 1 ? x : mean(x, [...x.shape.keys()].slice(1));
}

/** Keras's rule: values are averaged down to the weights' axes, weighted, then both averaged to one number per sample. */
function perSample(values: GraphNode, weights: GraphNode | null): PerSample {
  const floats = cast(values, 'float32');
  if (!weights) return { values: overSamples(floats), weights: null };
  let own = cast(weights, 'float32');
  while (own.shape.length > floats.shape.length && own.shape[own.shape.length - 1] === 1)
    own = reshape(own, own.shape.slice(0, -1));
  const extra = [...floats.shape.keys()].slice(own.shape.length);
  const reduced = extra.length === 0 ? floats : mean(floats, extra);
  const full = broadcastTo(own, reduced.shape);
  return { values: overSamples(multiply(reduced, full)), weights: overSamples(full) };
}

/** The mean (SUM: the sum) of what it is given. */
export class Mean extends Metric {
  static override readonly className: string = 'Mean';
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
    this.assign(this.total, add(this.total.value, sum(each.values)));
    const counted = each.weights ? sum(each.weights) : constant(each.values.shape[0] ?? 1);
    this.assign(this.count, add(this.count.value, counted));
  }

  /** For values instead of targets and predictions: `updateState(values, values, weights)`. */
  override updateState(values: GraphNode, _: GraphNode, sampleWeight: GraphNode | null): void {
    this.accumulate(values, sampleWeight);
  }

  override compute([total, count]: readonly Tensor[]): MetricResult {
    const divisor = count!.item(); // two variables
    return divisor === 0 ? 0 : total!.item() / divisor;
  }
}

/** The sum of what it is given. */
export class Sum extends Metric {
  static override readonly className = 'Sum';
  readonly total: Variable;

  constructor(options: MetricOptions = {}) {
    super(options, 'sum');
    this.total = this.addVariable('total', []);
  }

  override updateState(values: GraphNode, _: GraphNode, sampleWeight: GraphNode | null): void {
    const floats = cast(values, 'float32');
    const missing = sampleWeight ? floats.shape.length - sampleWeight.shape.length : 0;
    const weighted = sampleWeight
      ? multiply(floats, reshape(sampleWeight, [...sampleWeight.shape, ...new Array<number>(missing).fill(1)]))
      : floats;
    this.assign(this.total, add(this.total.value, sum(weighted)));
  }

  override compute([total]: readonly Tensor[]): MetricResult {
    return total!.item(); // one variable
  }
}

/** A function from targets and predictions to values. */
export type MetricFunction<Options> = (yTrue: GraphNode, yPred: GraphNode, options: Options) => GraphNode | LossValues;

/** The mean of a function's values. */
export class MeanMetricWrapper extends Mean {
  static override readonly className: string = 'MeanMetricWrapper';
  readonly #function: MetricFunction<object>;
  readonly #options: object;
  override readonly direction: Direction;

  constructor(
    fn: MetricFunction<never>,
    options: MetricOptions & { readonly direction?: Direction } = {},
    defaultName = 'mean_metric_wrapper',
    fnOptions: object = {},
  ) {
    super(options, defaultName);
    this.#function = fn as MetricFunction<object>; // called with the options given here
    this.#options = fnOptions;
    this.direction = options.direction ?? null;
  }

  override updateState(yTrue: GraphNode, yPred: GraphNode, sampleWeight: GraphNode | null): void {
    const result = this.#function(yTrue, yPred, this.#options);
    const values = result instanceof GraphNode ? result : result.values;
    const own = result instanceof GraphNode ? null : result.mask;
    const masks = [maskOf(yPred), own].filter((mask) => mask !== null).map((mask) => cast(mask, 'float32'));
    const weights = [...masks, ...(sampleWeight ? [cast(sampleWeight, 'float32')] : [])];
    this.accumulate(values, weights.length === 0 ? null : weights.reduce(weightsTogether));
  }

  protected override configOptions(): Readonly<Record<string, unknown>> {
    return Object.fromEntries(Object.entries(this.#options));
  }
}

/** Weights of fewer axes hold for all later ones. */
function weightsTogether(a: GraphNode, b: GraphNode): GraphNode {
  const rank = Math.max(a.shape.length, b.shape.length);
  const [x, y] = [a, b].map((each) =>
    reshape(each, [...each.shape, ...new Array<number>(rank - each.shape.length).fill(1)]),
  );
  return multiply(x!, y!); // two weights
}

export interface MetricRow<Options> {
  readonly name: string;
  readonly aliases?: readonly string[];
  readonly values: MetricFunction<Options>;
  readonly defaults?: Options;
  readonly direction: Direction;
}

/** A metric made from a function. */
export interface FunctionMetricClass<Options> {
  new (options?: MetricOptions & Partial<Options>): Mean;
  readonly className: string;
  readonly aliases: readonly string[];
}

/** The class of a row. */
/* @__NO_SIDE_EFFECTS__ */
export function metricClass<Options extends object = object>(
  className: string,
  row: MetricRow<Options>,
): FunctionMetricClass<Options> {
  return class extends MeanMetricWrapper {
    static override readonly className = className;
    static readonly aliases = [row.name, ...(row.aliases ?? [])];

    constructor(options: MetricOptions & Partial<Options> = {}) {
      const given = Object.entries(row.defaults ?? {}).map(([key, value]) => [
        key,
        (options as Record<string, unknown>)[key] ?? value,
      ]); // by name
      super(
        row.values as MetricFunction<never>,
        { name: options.name, direction: row.direction },
        row.name,
        Object.fromEntries(given),
      ); // options of the row
    }
  };
}
