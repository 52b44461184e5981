/** Every row of test/cases/fusion.ts on the GPU, with the kernels of both profiles. */
import { describe } from 'vitest';
import { fusionCases } from '../cases/fusion.ts';
import { expectRows } from './expectRows.ts';

describe.each(['soft', 'gpu'] as const)('profile %s', (profile) => {
  expectRows(['/test/browser/suites/fusion.ts', 'runFusion'], fusionCases, { profile });
});
