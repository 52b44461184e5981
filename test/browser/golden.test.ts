/** Every row of the golden files on the GPU with the kernels of profile `soft`, and some with those of profile `gpu`. */
import { beforeAll, describe, expect, it } from 'vitest';
import { fileNames, type GoldenFile, missingOf } from '../golden/rows.ts';
import { goldenRows } from '../golden.ts';
import { inPage } from './inPage.ts';
import type { Complaints } from './suites/golden.ts';

function onGpu(file: GoldenFile, profile: 'soft' | 'gpu'): void {
  let complaints: Complaints = {};
  beforeAll(async () => {
    const start = performance.now();
    complaints = await inPage<Complaints>('/test/browser/suites/golden.ts', 'runGolden', file, profile, null);
    console.log(file, profile, performance.now() - start);
  });
  for (const row of goldenRows(file)) {
    const missing = missingOf(row);
    if (missing.length > 0) it.todo(`${row.id}: needs ${missing.join(', ')}`);
    else it(row.id, () => expect(complaints[row.id]).toEqual([]));
  }
}

describe.each(['soft', 'gpu'] as const)('profile %s', (profile) => {
  describe.each(fileNames)('%s', (file) => onGpu(file, profile));
});
