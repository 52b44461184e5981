/** Metrics from configurations: all of them, none is loaded later. */
import { type Registrable, type Registry, resolve } from '../registry.ts';
import type { SerializedObject } from '../saving/config.ts';
import * as classes from './classes.ts';
import { getMetric, type MetricIdentifier } from './get.ts';
import { Mean } from './mean.ts';
import { Metric } from './metric.ts';
import * as more from './more.ts';
import { Sum } from './sum.ts';

function metricOf(identifier: MetricIdentifier, who: string): Metric {
  if (typeof identifier === 'function') return getMetric(identifier);
  const all: readonly unknown[] = [...Object.values(classes), ...Object.values(more), Mean, Sum];
  const registry: Registry<Metric> = {
    kind: 'metric',
    base: Metric,
    classes: all as readonly Registrable<Metric>[], // metric classes, each with options of its own
  };
  return resolve(registry, identifier, who);
}

/**
 * A metric from a `{ class_name, config }` object, a function's configuration, or a name.
 *
 * @throws InvalidArgumentError with the nearest name.
 * @example
 * metrics.deserialize({ class_name: 'AUC', config: { curve: 'PR' } });
 */
export function deserialize(config: SerializedObject | string): Metric {
  return metricOf(config, 'metrics.deserialize');
}

/** A metric from a name, an instance, a configuration, or a function of targets and predictions of which the mean is taken. */
export function get(identifier: MetricIdentifier): Metric {
  return metricOf(identifier, 'metrics.get');
}
