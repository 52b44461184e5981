/** Learning-rate schedules: `at` on the host, and what an optimizer on the device makes of them. */
import * as hornbeam from '../../src/index.ts';
import { RATE, wrongNumber } from './agreement.ts';
import { type KerasObject, needsOf } from './needs.ts';
import { rowPerCase } from './suite.ts';

interface ScheduleCase {
  readonly id: string;
  readonly schedule: KerasObject;
  /** 0, 1, 2 ... */
  readonly steps: readonly number[];
  readonly values: readonly number[];
}

interface Schedules {
  deserialize(object: KerasObject): { at(step: number): number };
}

/** Descending along a gradient of -1 adds the learning rate to the variable, so its differences are the rates. */
async function ratesOnDevice(schedule: KerasObject, steps: number): Promise<number[]> {
  const variable = new hornbeam.Variable([0]);
  const sgd = hornbeam.optimizers.deserialize({ class_name: 'SGD', config: { learning_rate: schedule } });
  const rates: number[] = [];
  let before = 0;
  for (let step = 0; step < steps; step++) {
    await sgd.apply([[-1]], [variable]);
    const now = (await variable.read()).item();
    rates.push(now - before);
    before = now;
  }
  return rates;
}

async function run({ schedule, steps, values }: ScheduleCase): Promise<string[]> {
  const schedules = Reflect.get(hornbeam, 'schedules') as Schedules; // a row runs only when it is there
  const own = schedules.deserialize(schedule);
  const rates = await ratesOnDevice(schedule, steps.length);
  return steps.flatMap((step, index) => [
    ...wrongNumber(`at ${step}`, own.at(step), values[index]!, RATE), // one for each step
    ...wrongNumber(`update ${step}`, rates[index], values[index]!, RATE), // one for each step
  ]);
}

export const scheduleRows = rowPerCase<ScheduleCase>(({ schedule }) => needsOf(schedule), run);
