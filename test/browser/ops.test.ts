/** Every row of test/cases/ops.ts on the GPU, with the kernels of both profiles. */
import { beforeAll, describe, expect, it } from 'vitest';
import { opCases } from '../cases/ops.ts';
import { inPage } from './inPage.ts';
import type { Findings } from './rows.ts';

describe.each(['soft', 'gpu'] as const)('profile %s', (profile) => {
  let findings: Findings = {};

  beforeAll(async () => {
    findings = await inPage<Findings>('/test/browser/suites/ops.ts', 'runOps', profile);
  });

  for (const { name, row } of opCases) if (!row.throws) it(name, () => expect(findings[name]).toEqual([]));
});
