/** Optimizers by identifier. */
import { type Registry, resolve } from '../registry.ts';
import type { SerializedObject } from '../saving/config.ts';
import { Adam } from './adam.ts';
import { Optimizer } from './optimizer.ts';
import { RMSprop } from './rmsprop.ts';
import { SGD } from './sgd.ts';

export type OptimizerIdentifier = Optimizer | string | SerializedObject;

const registry: Registry<Optimizer> = { kind: 'optimizer', base: Optimizer, classes: [SGD, RMSprop, Adam] };

/** An optimizer from a name, an instance or a configuration. */
export function getOptimizer(identifier: OptimizerIdentifier, who = 'optimizers'): Optimizer {
  return resolve(registry, identifier, who);
}
