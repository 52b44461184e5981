/** What is measured at each output of a compiled model: losses, their weights, metrics, and the names under which they are told. */
import { InvalidArgumentError, unknownName } from '../../runtime/errors.ts';
import type { Shape } from '../../runtime/spec.ts';
import * as lossClasses from '../losses/classes.ts';
import { checkLoss, getLoss, type LossIdentifier, loadLosses } from '../losses/get.ts';
import type { Loss } from '../losses/loss.ts';
import {
  accuracyFor,
  checkMetric,
  getMetric,
  isAccuracy,
  kindOfClasses,
  loadMetrics,
  type MetricIdentifier,
} from '../metrics/get.ts';
import { Mean } from '../metrics/mean.ts';
import type { Metric } from '../metrics/metric.ts';

/** One value for all outputs, one per output, or by output name; null leaves an output out. */
export type PerOutput<T> = T | readonly (T | null)[] | Readonly<Record<string, T | null>>;

export interface OutputOptions {
  readonly loss?: PerOutput<LossIdentifier> | null | undefined;
  readonly lossWeights?: PerOutput<number> | null | undefined;
  /** For one output: a metric or several. For more: one entry (a metric or several) per output. */
  readonly metrics?: MetricLists | null | undefined;
  /** Metrics that count samples by their weights. */
  readonly weightedMetrics?: MetricLists | null | undefined;
}

export type MetricList = MetricIdentifier | readonly MetricIdentifier[] | null;
export type MetricLists = MetricList | readonly MetricList[] | Readonly<Record<string, MetricList>>;

/** A metric with the key under which its value is told. */
export interface NamedMetric {
  readonly key: string;
  readonly metric: Metric;
  readonly weighted: boolean;
}

/** One output of a model. */
export interface CompiledOutput {
  readonly name: string;
  readonly loss: Loss | null;
  readonly weight: number;
  /** The mean of this output's own loss, told when there are several. */
  readonly tracker: Mean | null;
  readonly metrics: readonly NamedMetric[];
  /** Whether its loss or a metric looks at the whole batch, so that batches cannot be filled up. */
  readonly wholeBatches: boolean;
}

function isByName(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && value.constructor === Object && !('class_name' in value);
}

/** An option as one value per output. */
function perOutput<T>(option: unknown, names: readonly string[], what: string, repeat: boolean): (T | null)[] {
  if (option === null || option === undefined) return names.map(() => null);
  if (isByName(option)) {
    for (const key of Object.keys(option))
      if (!names.includes(key)) throw unknownName('compile', `${what} for output`, key, names);
    return names.map((name) => (option[name] as T | undefined) ?? null); // typed by the caller
  }
  if (Array.isArray(option)) {
    if (option.length !== names.length) {
      throw new InvalidArgumentError({
        who: 'compile',
        expected: `${what} must have one entry for each of the ${names.length} outputs (${names.join(', ')})`,
        received: `${option.length} entries`,
      });
    }
    return option as (T | null)[]; // typed by the caller
  }
  if (!repeat && names.length > 1)
    throw new InvalidArgumentError({
      who: 'compile',
      expected: `${what} must have one entry for each of the outputs ${names.join(', ')}`,
      received: option,
    });
  return names.map(() => option as T); // typed by the caller
}

/** Metrics as one list per output. */
function metricLists(
  option: MetricLists | null | undefined,
  names: readonly string[],
  what: string,
): readonly (readonly MetricIdentifier[])[] {
  const lists =
    names.length === 1 && !isByName(option)
      ? [option as MetricList]
      : perOutput<MetricList>(option, names, what, false); // one output: one list
  return lists.map((list) =>
    list === null || list === undefined
      ? []
      : Array.isArray(list)
        ? (list.flat() as MetricIdentifier[])
        : [list as MetricIdentifier],
  ); // a list or one
}

function isCrossentropy(identifier: LossIdentifier): boolean {
  return typeof identifier === 'string' && ['crossentropy', 'ce'].includes(identifier.toLowerCase());
}

/**
 * Throws what is wrong with the options that does not depend on data.
 *
 * @param listed - Whether the model gives its outputs as a list: then losses by name must name them all, as in Keras.
 */
export function checkOutputs(options: OutputOptions, names: readonly string[], listed = false): void {
  const missing =
    listed && isByName(options.loss) ? names.find((name) => !(name in (options.loss as object))) : undefined; // by name
  if (missing !== undefined) {
    throw new InvalidArgumentError({
      who: 'compile',
      expected: `loss must name each of the outputs ${names.join(', ')}`,
      received: Object.keys(options.loss as object), // by name
      fix: `Add ${JSON.stringify(missing)}; null leaves an output out.`,
    });
  }
  for (const loss of perOutput<LossIdentifier>(options.loss, names, 'loss', true)) {
    if (loss !== null && !isCrossentropy(loss)) checkLoss(loss, 'compile');
  }
  perOutput<number>(options.lossWeights, names, 'lossWeights', false);
  for (const kind of ['metrics', 'weightedMetrics'] as const) {
    for (const metric of metricLists(options[kind], names, kind).flat()) {
      if (!isAccuracy(metric)) checkMetric(metric, 'compile');
    }
  }
}

/** Loads the losses and metrics that are named but are not part of every program. */
export async function loadOutputs(options: OutputOptions): Promise<void> {
  const flat = (option: unknown): unknown[] =>
    isByName(option) ? Object.values(option).flatMap(flat) : [option].flat(2);
  await Promise.all([
    loadLosses(flat(options.loss)),
    loadMetrics([...flat(options.metrics), ...flat(options.weightedMetrics)]),
  ]);
}

function lossFor(identifier: LossIdentifier, yTrue: Shape, yPred: Shape): Loss {
  if (!isCrossentropy(identifier)) return getLoss(identifier, 'compile');
  const kind = kindOfClasses(yTrue, yPred);
  if (kind === 'binary') return new lossClasses.BinaryCrossentropy();
  return kind === 'sparse'
    ? new lossClasses.SparseCategoricalCrossentropy()
    : new lossClasses.CategoricalCrossentropy();
}

/** The name under which a metric is told: as it was written, or its own. */
function keyOf(identifier: MetricIdentifier, metric: Metric): string {
  return typeof identifier === 'string' ? identifier : metric.name;
}

/** Which outputs have a loss or metrics. */
export function measuredOutputs(options: OutputOptions, names: readonly string[]): boolean[] {
  const losses = perOutput<LossIdentifier>(options.loss, names, 'loss', true);
  const kinds = (['metrics', 'weightedMetrics'] as const).map((kind) => metricLists(options[kind], names, kind));
  return names.map((_, index) => losses[index] != null || kinds.some((lists) => (lists[index]?.length ?? 0) > 0));
}

/** Resolves what `compile` was given, once the shapes of targets and predictions are known. */
export function compileOutputs(
  options: OutputOptions,
  names: readonly string[],
  yTrue: readonly (Shape | null)[],
  yPred: readonly Shape[],
): CompiledOutput[] {
  const losses = perOutput<LossIdentifier>(options.loss, names, 'loss', true);
  const weights = perOutput<number>(options.lossWeights, names, 'lossWeights', false);
  const plain = metricLists(options.metrics, names, 'metrics');
  const weighted = metricLists(options.weightedMetrics, names, 'weightedMetrics');
  const several = losses.filter((loss) => loss !== null).length > 1;
  const taken = new Set<string>();
  return names.map((name, index) => {
    const [t, p] = [yTrue[index] ?? null, yPred[index]!]; // one prediction per output
    const identifier = losses[index] ?? null;
    if (identifier !== null && t === null) throw withoutTarget(name, names);
    const loss = identifier === null || t === null ? null : lossFor(identifier, t, p);
    const build = (list: readonly MetricIdentifier[], isWeighted: boolean) =>
      t === null
        ? []
        : list.map((each) =>
            namedMetric(each, isWeighted, { prefix: names.length > 1 ? `${name}_` : '', taken, yTrue: t, yPred: p }),
          );
    const metrics = [...build(plain[index] ?? [], false), ...build(weighted[index] ?? [], true)];
    const measures = [...(loss ? [loss] : []), ...metrics.map(({ metric }) => metric)];
    return {
      name,
      loss,
      weight: weights[index] ?? 1,
      tracker: several && loss ? new Mean({ name: `${name}_loss` }) : null,
      metrics,
      wholeBatches: t !== null && measures.some((each) => each.needsWholeBatches(t, p)),
    };
  });
}

function withoutTarget(name: string, names: readonly string[]): InvalidArgumentError {
  return new InvalidArgumentError({
    who: 'fit',
    expected: `targets for ${names.length > 1 ? `the loss of output "${name}"` : 'the loss'}`,
    received: null,
    fix:
      names.length > 1
        ? `Give y[${JSON.stringify(name)}], or compile with loss null for that output.`
        : 'Give y, or compile without a loss for a model that adds its own.',
  });
}

interface Naming {
  readonly prefix: string;
  readonly taken: Set<string>;
  readonly yTrue: Shape;
  readonly yPred: Shape;
}

/** Keys that are taken get `weighted_` in front (weighted metrics) or a number behind. */
function namedMetric(
  identifier: MetricIdentifier,
  weighted: boolean,
  { prefix, taken, yTrue, yPred }: Naming,
): NamedMetric {
  const metric = isAccuracy(identifier) ? accuracyFor(yTrue, yPred, identifier) : getMetric(identifier, 'compile');
  metric.ensureShapes({ shape: yTrue }, { shape: yPred });
  const own = keyOf(identifier, metric);
  const first = weighted && taken.has(`${prefix}${own}`) ? `${prefix}weighted_${own}` : `${prefix}${own}`;
  let key = first;
  for (let number = 1; taken.has(key); number++) key = `${first}_${number}`;
  taken.add(key);
  return { key, metric, weighted };
}
