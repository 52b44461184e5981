/** Optimizers by identifier. */
import {
  checkIdentifier,
  isNotLoaded,
  loadNamed,
  type MoreClasses,
  type Registrable,
  type Registry,
  resolve,
} from '../registry.ts';
import { isSerializedObject, type SerializedObject } from '../saving/config.ts';
import { isLaterSchedule, loadSchedules } from '../schedules/get.ts';
import { Adam, AdamW } from './adam.ts';
import { Optimizer } from './optimizer.ts';
import { RMSprop } from './rmsprop.ts';
import { SGD } from './sgd.ts';

export type OptimizerIdentifier = Optimizer | string | SerializedObject;

const more: MoreClasses<Optimizer> = {
  names: [
    'Adadelta',
    'Adafactor',
    'Adagrad',
    'Adamax',
    'Ftrl',
    'Lamb',
    'Lion',
    'LossScaleOptimizer',
    'MultiOptimizer',
    'Muon',
    'Nadam',
    'ScheduleFreeAdamW',
  ],
  load: () => import('./rarer.ts'),
  loaded: null,
};

const registry: Registry<Optimizer> = {
  kind: 'optimizer',
  base: Optimizer,
  classes: [SGD, RMSprop, Adam, AdamW],
  more,
};

/** An optimizer from a name, an instance or a configuration. */
export function getOptimizer(identifier: OptimizerIdentifier, who = 'optimizers'): Optimizer {
  return resolve(registry, identifier, who);
}

/** Throws when an identifier names no optimizer. */
export function checkOptimizer(identifier: OptimizerIdentifier, who: string): void {
  checkIdentifier(registry, identifier, who);
}

/** The objects inside of a configuration: schedules, and optimizers inside of others. */
function objectsIn(value: unknown): readonly SerializedObject[] {
  if (Array.isArray(value)) return value.flatMap(objectsIn);
  return isSerializedObject(value) ? [value, ...Object.values(value.config).flatMap(objectsIn)] : [];
}

/** Whether an identifier names an optimizer (or a schedule) that is not part of every program, and not loaded yet. */
export function isLaterOptimizer(identifier: OptimizerIdentifier): boolean {
  return isNotLoaded(registry, identifier) || objectsIn(identifier).some(isLaterSchedule);
}

/** Loads optimizers that are not part of every program, and schedules, if one is named. */
export async function loadOptimizers(identifiers: readonly unknown[]): Promise<void> {
  await Promise.all([loadNamed(registry, identifiers), loadSchedules(identifiers.flatMap(objectsIn))]);
}

/** @internal Makes the classes known that were imported anyway. */
export function provideOptimizers(classes: readonly Registrable<Optimizer>[]): void {
  more.loaded = classes;
}
