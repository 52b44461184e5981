/** Schedules by configuration. They are loaded when somebody names one. */
import { isNotLoaded, loadNamed, type MoreClasses, type Registrable, type Registry, resolve } from '../registry.ts';
import type { SerializedObject } from '../saving/config.ts';
import { LearningRateSchedule } from './schedule.ts';

export type ScheduleIdentifier = LearningRateSchedule | SerializedObject;

const more: MoreClasses<LearningRateSchedule> = {
  names: [
    'CosineDecay',
    'CosineDecayRestarts',
    'ExponentialDecay',
    'InverseTimeDecay',
    'PiecewiseConstantDecay',
    'PolynomialDecay',
  ],
  load: () => import('./classes.ts'),
  loaded: null,
};

const registry: Registry<LearningRateSchedule> = { kind: 'schedule', base: LearningRateSchedule, classes: [], more };

/** A schedule from an instance or a configuration. */
export function getSchedule(identifier: ScheduleIdentifier, who = 'schedules'): LearningRateSchedule {
  return resolve(registry, identifier, who);
}

/** Whether an identifier names a schedule that is not loaded yet. */
export function isLaterSchedule(identifier: unknown): boolean {
  return isNotLoaded(registry, identifier);
}

/** Loads the schedules if one is named. */
export function loadSchedules(identifiers: readonly unknown[]): Promise<void> {
  return loadNamed(registry, identifiers);
}

/** @internal Makes the classes known that were imported anyway. */
export function provideSchedules(classes: readonly Registrable<LearningRateSchedule>[]): void {
  more.loaded = classes;
}
