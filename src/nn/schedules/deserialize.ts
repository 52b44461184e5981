/** Schedules from configurations, without waiting for anything to be loaded. */
import type { Registrable } from '../registry.ts';
import type { SerializedObject } from '../saving/config.ts';
import * as classes from './classes.ts';
import { getSchedule, provideSchedules } from './get.ts';
import type { LearningRateSchedule } from './schedule.ts';

/** A schedule from a `{ class_name, config }` object. */
export function deserialize(config: SerializedObject): LearningRateSchedule {
  provideAll();
  return getSchedule(config, 'schedules.deserialize');
}

/** @internal Makes every schedule known to whatever reads a configuration. */
export function provideAll(): void {
  provideSchedules(Object.values(classes) as Registrable<LearningRateSchedule>[]); // every export is a schedule class
}
