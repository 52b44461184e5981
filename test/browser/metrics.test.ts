/** A metric costs dispatches, and one read at the end of an epoch: never one inside. */
import { expect, it } from 'vitest';
import { inPage } from './inPage.ts';
import type { MetricCosts } from './suites/metrics.ts';

it.each(['soft', 'gpu'] as const)('profile %s: no read-back inside an epoch', async (profile) => {
  const { step, epochs } = await inPage<MetricCosts>('/test/browser/suites/metrics.ts', 'metricCosts', profile);
  const nothing = { buffers: 0, bindGroups: 0, pipelines: 0, bytesMapped: 0, bytesWritten: 0 };
  expect(step).toMatchObject({ ...nothing, passes: 1, submits: 1 });
  const [short, long] = [epochs[3]!, epochs[12]!]; // measured for both
  expect(long.dispatches).toBe(4 * short.dispatches);
  expect(long.dispatches).toBe(12 * step.dispatches);
  expect(long.bytesMapped, 'one read of the counters, however many steps').toBe(short.bytesMapped);
  expect(short.bytesMapped).toBeGreaterThan(0);
  for (const each of [short, long]) expect(each).toMatchObject({ buffers: 0, bindGroups: 0, pipelines: 0 });
});
