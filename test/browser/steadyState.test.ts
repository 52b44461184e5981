/** Counts do not depend on the machine: they are asserted exactly. */
import { describe, expect, it } from 'vitest';
import { inPage } from './inPage.ts';
import type { Growth, StepCosts } from './suites/steadyState.ts';

const SUITE = '/test/browser/suites/steadyState.ts';

describe('a step of W1 (784-512-512-10) in the steady state', () => {
  // `full` is AdamW with a cosine schedule, gradients clipped by their global norm and averaged weights: at most 4 more than SGD.
  const rows = [
    { profile: 'soft', batch: 128, optimizer: 'sgd', dispatches: 14 },
    { profile: 'soft', batch: 128, optimizer: 'adam', dispatches: 14 },
    { profile: 'soft', batch: 128, optimizer: 'full', dispatches: 16 },
    { profile: 'gpu', batch: 8, optimizer: 'sgd', dispatches: 14 },
    { profile: 'gpu', batch: 8, optimizer: 'adam', dispatches: 14 },
    { profile: 'gpu', batch: 8, optimizer: 'full', dispatches: 15 },
  ] as const;
  it.each(rows)(
    '$profile, $optimizer: $dispatches dispatches, one pass, one submit, nothing created, nothing uploaded',
    async ({ profile, batch, optimizer, dispatches }) => {
      const { single, pipelines, epoch, steps } = await inPage<StepCosts>(
        SUITE,
        'stepCosts',
        profile,
        batch,
        optimizer,
      );
      expect(single).toEqual({
        dispatches,
        passes: 1,
        submits: 1,
        buffers: 0,
        bindGroups: 0,
        pipelines: 0,
        bytesWritten: 0,
        bytesMapped: 0,
      });
      expect(pipelines).toBeLessThanOrEqual(20);
      expect(epoch.dispatches).toBe(dispatches * steps);
      expect(epoch).toMatchObject({ buffers: 0, bindGroups: 0, pipelines: 0 });
      expect(epoch.passes).toBeLessThanOrEqual(steps);
    },
  );
});

it('2 000 steps leave buffers, slabs and the heap as they were', async () => {
  const { liveBuffers, created, heapBytes, slabBytes } = await inPage<Growth>(SUITE, 'growth');
  expect(liveBuffers[1]).toBe(liveBuffers[0]);
  expect(slabBytes[1]).toBe(slabBytes[0]);
  expect(created).toMatchObject({ buffers: 0, bindGroups: 0, pipelines: 0 });
  // History and the page's own bookkeeping may add a little; a leak of one object per step would add far more than 64 bytes a step.
  expect(heapBytes[1] - heapBytes[0]).toBeLessThan(2000 * 64);
});

it('two runs with one seed give the same bits, another seed does not', async () => {
  const { first, again, other } = await inPage<{ first: number[]; again: number[]; other: number[] }>(
    SUITE,
    'seededRuns',
  );
  expect(again).toEqual(first);
  expect(other).not.toEqual(first);
});
