/** Every row of test/cases/fusion.ts on the GPU, with the kernels of both profiles. */
import { beforeAll, describe, expect, it } from 'vitest';
import { fusionCases } from '../cases/fusion.ts';
import { inPage } from './inPage.ts';
import type { Findings } from './rows.ts';

describe.each(['soft', 'gpu'] as const)('profile %s', (profile) => {
  let findings: Findings = {};

  beforeAll(async () => {
    findings = await inPage<Findings>('/test/browser/suites/fusion.ts', 'runFusion', profile);
  });

  for (const { name, row } of fusionCases) it.skipIf(row.bug)(name, () => expect(findings[name]).toEqual([]));
});
