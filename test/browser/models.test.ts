/** Models on the GPU: see test/cases/models.ts. */
import { beforeAll, expect, it } from 'vitest';
import { modelBehaviours } from '../cases/models.ts';
import { inPage } from './inPage.ts';

let results: Record<string, string | null> = {};

beforeAll(async () => {
  results = await inPage('/test/browser/suites/models.ts', 'runModels');
});

it.each(Object.keys(modelBehaviours))('%s', (name) => {
  expect(results).toHaveProperty([name]);
  expect(results[name]).toBeNull();
});
