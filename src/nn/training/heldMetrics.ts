/** Metrics that layers hold in their fields and update in `call`: they are told with those of `compile`. */
import type { Layer } from '../layers/layer.ts';
import { heldBy } from '../layers/stateful.ts';
import { Metric } from '../metrics/metric.ts';
import type { NamedMetric } from './outputs.ts';

function isMetric(value: unknown): value is Metric {
  return value instanceof Metric;
}

/** The metrics of a model's layers by the keys under which they are told, none of which is taken. */
export function heldMetrics(model: Layer, taken: ReadonlySet<string>): NamedMetric[] {
  const used = new Set(taken);
  return [...new Set(model.flatten().flatMap((layer) => heldBy(layer, isMetric)))].map((metric) => {
    let key = metric.name;
    for (let number = 1; used.has(key); number++) key = `${metric.name}_${number}`;
    used.add(key);
    return { key, metric, weighted: false };
  });
}
