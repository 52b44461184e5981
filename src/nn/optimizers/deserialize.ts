/** Optimizers from configurations, without waiting for anything to be loaded. */
import type { Registrable } from '../registry.ts';
import type { SerializedObject } from '../saving/config.ts';
import { provideAll } from '../schedules/deserialize.ts';
import { getOptimizer, type OptimizerIdentifier, provideOptimizers } from './get.ts';
import type { Optimizer } from './optimizer.ts';
import * as rarer from './rarer.ts';

function optimizerOf(identifier: OptimizerIdentifier, who: string): Optimizer {
  provideAll();
  provideOptimizers(Object.values(rarer) as Registrable<Optimizer>[]); // every export is an optimizer class
  return getOptimizer(identifier, who);
}

/** An optimizer from a `{ class_name, config }` object or a name. */
export function deserialize(config: SerializedObject | string): Optimizer {
  return optimizerOf(config, 'optimizers.deserialize');
}

/** An optimizer from a name, an instance or a configuration. */
export function get(identifier: OptimizerIdentifier): Optimizer {
  return optimizerOf(identifier, 'optimizers.get');
}
