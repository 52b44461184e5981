/** Files in the browser: its stores, downloads, and the network. */
import { beforeAll, expect, it } from 'vitest';
import { inPage } from './inPage.ts';
import { names } from './suites/files.ts';

let results: Record<string, string | null> = {};

beforeAll(async () => {
  results = await inPage('/test/browser/suites/files.ts', 'runFiles');
});

it.each(names)('%s', (name) => {
  expect(results).toHaveProperty([name]);
  expect(results[name]).toBeNull();
});
