/** Metrics by identifier. */
import type { GraphNode } from '../../runtime/graph.ts';
import { snakeCase } from '../names.ts';
import { checkIdentifier, loadNamed, orCustomFunction, type Registrable, type Registry, resolve } from '../registry.ts';
import type { SerializedObject } from '../saving/config.ts';
import * as classes from './classes.ts';
import { Mean } from './mean.ts';
import { Metric } from './metric.ts';
import { Sum } from './sum.ts';
import { MeanMetricWrapper } from './wrapper.ts';

/** A function from targets and predictions to values, of which the mean is taken. */
export type CustomMetric = (yTrue: GraphNode, yPred: GraphNode) => GraphNode;

/** A name, an instance, a configuration, or a function written with `ops`. */
export type MetricIdentifier = Metric | string | SerializedObject | CustomMetric;

const registry: Registry<Metric> = {
  kind: 'metric',
  base: Metric,
  classes: [...Object.values(classes), Mean, Sum] as Registrable<Metric>[], // metric classes, each with options of its own
  more: {
    names: [
      'TopKCategoricalAccuracy',
      'SparseTopKCategoricalAccuracy',
      'RootMeanSquaredError',
      'rmse',
      'R2Score',
      'PearsonCorrelation',
      'ConcordanceCorrelation',
      'TruePositives',
      'FalsePositives',
      'TrueNegatives',
      'FalseNegatives',
      'Precision',
      'Recall',
      'SensitivityAtSpecificity',
      'SpecificityAtSensitivity',
      'PrecisionAtRecall',
      'RecallAtPrecision',
      'AUC',
      'F1Score',
      'FBetaScore',
      'IoU',
      'MeanIoU',
      'BinaryIoU',
      'OneHotIoU',
      'OneHotMeanIoU',
    ],
    load: () => import('./more.ts'),
    loaded: null,
  },
};

/** A metric from a name, an instance, a configuration or a function. */
export function getMetric(identifier: MetricIdentifier, who = 'metrics'): Metric {
  const own = orCustomFunction(identifier);
  if (typeof own === 'function') return new MeanMetricWrapper(own, {}, snakeCase(own.name || 'metric'));
  return resolve(registry, own, who);
}

const ACCURACY = ['accuracy', 'acc'];

/** Whether an identifier is `accuracy` or `acc`, whose meaning depends on the shapes. */
export function isAccuracy(identifier: MetricIdentifier): identifier is string {
  return typeof identifier === 'string' && ACCURACY.includes(identifier.toLowerCase());
}

/** Which of two or more classes targets and predictions describe, by Keras's rule. */
export function kindOfClasses(yTrue: readonly number[], yPred: readonly number[]): 'binary' | 'sparse' | 'categorical' {
  const [lastTrue, lastPred] = [yTrue[yTrue.length - 1] ?? 1, yPred[yPred.length - 1] ?? 1];
  if (lastPred === 1) return 'binary';
  return yTrue.length < yPred.length || (lastTrue === 1 && lastPred > 1) ? 'sparse' : 'categorical';
}

/** The accuracy that fits the shapes. */
export function accuracyFor(yTrue: readonly number[], yPred: readonly number[], name: string): Metric {
  const kind = kindOfClasses(yTrue, yPred);
  if (kind === 'binary') return new classes.BinaryAccuracy({ name });
  return kind === 'sparse'
    ? new classes.SparseCategoricalAccuracy({ name })
    : new classes.CategoricalAccuracy({ name });
}

/** Throws when an identifier names no metric. */
export function checkMetric(identifier: MetricIdentifier, who: string): void {
  if (typeof orCustomFunction(identifier) !== 'function') checkIdentifier(registry, identifier, who);
}

/** Loads metrics that are not part of every program, if some are named. */
export function loadMetrics(identifiers: readonly unknown[]): Promise<void> {
  return loadNamed(registry, identifiers);
}
