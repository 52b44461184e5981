/** Optimizers by identifier. */
import { checkIdentifier, isNotLoaded, loadNamed, type Registry, resolve } from '../registry.ts';
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

/** Throws when an identifier names no optimizer. */
export function checkOptimizer(identifier: OptimizerIdentifier, who: string): void {
  checkIdentifier(registry, identifier, who);
}

/** Whether an identifier names an optimizer that is not part of every program, and not loaded yet. */
export function isLaterOptimizer(identifier: OptimizerIdentifier): boolean {
  return isNotLoaded(registry, identifier);
}

/** Loads optimizers that are not part of every program, if one is named. */
export function loadOptimizers(identifiers: readonly unknown[]): Promise<void> {
  return loadNamed(registry, identifiers);
}
