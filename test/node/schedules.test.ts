/** Learning-rate schedules on the host and on the CPU, beside their formulas: see test/cases/schedules.ts. */
import { beforeAll, expect, it } from 'vitest';
import { setBackend } from '../../src/index.ts';
import { scheduleCases } from '../cases/schedules.ts';
import { scheduleFindings } from '../scheduleFindings.ts';

beforeAll(() => setBackend('cpu'));

it.each(Object.entries(scheduleCases))('%s', async (_, row) => {
  expect(await scheduleFindings(row)).toEqual([]);
});
