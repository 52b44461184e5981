/** Optimizers from configurations, without waiting for anything to be loaded. */
import type { Registrable } from '../registry.ts';
import type { SerializedObject } from '../saving/config.ts';
import { provideAll } from '../schedules/deserialize.ts';
import { getOptimizer, provideOptimizers } from './get.ts';
import type { Optimizer } from './optimizer.ts';
import * as rarer from './rarer.ts';

/** An optimizer from a `{ class_name, config }` object or a name. */
export function deserialize(config: SerializedObject | string): Optimizer {
  provideAll();
  provideOptimizers(Object.values(rarer) as Registrable<Optimizer>[]); // every export is an optimizer class
  return getOptimizer(config, 'optimizers.deserialize');
}
