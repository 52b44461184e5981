/** Metrics that layers hold in their fields and update in `call`: they are told with those of `compile`. */
import { heldBy } from '../layers/stateful.ts';
import { Metric } from '../metrics/metric.ts';
import type { SteppingModel } from './step.ts';

function isMetric(value: unknown): value is Metric {
  return value instanceof Metric;
}

/** Whether layers hold metrics. A model with steps of its own says itself which of its fields are told. */
export function metricsHeld(model: SteppingModel): Metric[] {
  const layers = model.flatten().filter((layer) => layer !== model || !model.hasOwnStep('train'));
  return [...new Set(layers.flatMap((layer) => heldBy(layer, isMetric)))];
}

/** The metrics of a model's layers by the keys under which they are told, none of which is taken. */
export function heldMetrics(model: SteppingModel, taken: readonly string[]): Record<string, Metric> {
  const told: Record<string, Metric> = {};
  for (const metric of metricsHeld(model)) {
    let key = metric.name;
    for (let number = 1; taken.includes(key) || key in told; number++) key = `${metric.name}_${number}`;
    told[key] = metric;
  }
  return told;
}
