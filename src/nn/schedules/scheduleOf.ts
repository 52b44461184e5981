/** The schedule in an optimizer's `learningRate`. */
import { orCustomFunction } from '../registry.ts';
import { isSerializedObject } from '../saving/config.ts';
import { FunctionSchedule, type RateFunction } from './functionSchedule.ts';
import { getSchedule } from './get.ts';
import { LearningRateSchedule } from './schedule.ts';

/** What a schedule, its configuration or a function of the step stands for; null for anything else. */
export function scheduleOf(given: unknown, who: string): LearningRateSchedule | null {
  const own = orCustomFunction(given);
  if (typeof own === 'function') return new FunctionSchedule(own as RateFunction); // of the step
  return own instanceof LearningRateSchedule || isSerializedObject(own) ? getSchedule(own, who) : null;
}
