/** Every row of test/cases/fusion.ts on the GPU, with the kernels of both profiles. */
import { beforeAll, describe, expect, it } from 'vitest';
import { fusionCases } from '../cases/fusion.ts';
import { inPage } from './inPage.ts';
import type { Findings } from './rows.ts';

/** Rows whose name contains this: HORNBEAM_ONLY=softmax npx vitest run test/browser/fusion.test.ts */
const ONLY = process.env['HORNBEAM_ONLY'] ?? '';

describe.each(['soft', 'gpu'] as const)('profile %s', (profile) => {
  let findings: Findings = {};

  beforeAll(async () => {
    findings = await inPage<Findings>('/test/browser/suites/fusion.ts', 'runFusion', profile, ONLY);
  });

  for (const { name, row } of fusionCases)
    it.skipIf(row.bug || !name.includes(ONLY))(name, () => expect(findings[name]).toEqual([]));
});
