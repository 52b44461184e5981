/** Metrics from configurations: all of them, none is loaded later. */
import { type Registrable, type Registry, resolve } from '../registry.ts';
import type { SerializedObject } from '../saving/config.ts';
import * as classes from './classes.ts';
import { Mean } from './mean.ts';
import { Metric } from './metric.ts';
import * as more from './more.ts';
import { Sum } from './sum.ts';

/**
 * A metric from a `{ class_name, config }` object, a function's configuration, or a name.
 *
 * @throws InvalidArgumentError with the nearest name.
 * @example
 * metrics.deserialize({ class_name: 'AUC', config: { curve: 'PR' } });
 */
export function deserialize(config: SerializedObject | string): Metric {
  const all: readonly unknown[] = [...Object.values(classes), ...Object.values(more), Mean, Sum];
  const registry: Registry<Metric> = {
    kind: 'metric',
    base: Metric,
    classes: all as readonly Registrable<Metric>[], // metric classes, each with options of its own
  };
  return resolve(registry, config, 'metrics.deserialize');
}
