/** Training on the GPU: see test/cases/training.ts. */
import { beforeAll, expect, it } from 'vitest';
import { trainingRuns } from '../cases/training.ts';
import { inPage } from './inPage.ts';

let results: Record<string, string | null> = {};

beforeAll(async () => {
  results = await inPage('/test/browser/suites/training.ts', 'runTraining');
});

it.each(Object.keys(trainingRuns))('%s', (name) => {
  expect(results).toHaveProperty([name]);
  expect(results[name]).toBeNull();
});
