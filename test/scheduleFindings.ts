/** What is wrong with a row of test/cases/schedules.ts, on the host and on the executor in use. Runs in Node and in the browser. */
import { jit } from '../src/index.ts';
import type { ScheduleRow } from './cases/schedules.ts';

/** How far rates may be from the formula, as a share of the highest: roundings of float32 and of a logarithm or a power. */
const ALLOWED = 2e-6;

/** The same on the host, in double precision: the sine is a series that ends at terms of 1e-9. */
const ON_HOST = 2e-9;

export async function scheduleFindings({ schedule, formula, steps }: ScheduleRow): Promise<string[]> {
  const rateAt = jit((step) => schedule.node(step!)); // called with one number
  const expected = steps.map(formula);
  const allowed = ALLOWED * Math.max(...expected);
  const findings: string[] = [];
  for (const [index, step] of steps.entries()) {
    const [wanted, onHost, rate] = [expected[index]!, schedule.at(step), (await rateAt(step)).item()]; // one for each step
    if (!(Math.abs(onHost - wanted) <= ON_HOST * Math.max(...expected)))
      findings.push(`step ${step}: ${onHost} on the host, expected ${wanted}`);
    if (!(Math.abs(rate - wanted) <= allowed)) findings.push(`step ${step}: ${rate}, expected ${wanted}`);
  }
  return findings;
}
