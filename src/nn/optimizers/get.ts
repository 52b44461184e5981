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
import { configToOptions, isSerializedObject, type SerializedObject } from '../saving/config.ts';
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

/** The schedule that a configuration names, if it names one. */
function scheduleIn(identifier: unknown): unknown {
  if (!isSerializedObject(identifier)) return null;
  const { learningRate, innerOptimizer } = configToOptions(identifier.config);
  return innerOptimizer ? scheduleIn(innerOptimizer) : learningRate;
}

/** Whether an identifier names an optimizer (or a schedule) that is not part of every program, and not loaded yet. */
export function isLaterOptimizer(identifier: OptimizerIdentifier): boolean {
  return isNotLoaded(registry, identifier) || isLaterSchedule(scheduleIn(identifier));
}

/** Loads optimizers that are not part of every program, and schedules, if one is named. */
export async function loadOptimizers(identifiers: readonly unknown[]): Promise<void> {
  await Promise.all([loadNamed(registry, identifiers), loadSchedules(identifiers.map(scheduleIn))]);
}

/** @internal Makes the classes known that were imported anyway. */
export function provideOptimizers(classes: readonly Registrable<Optimizer>[]): void {
  more.loaded = classes;
}
