/** Every row of test/cases/fusion.ts on the GPU against the oracle: see test/browser/fusion.test.ts. */
import type { Profile } from '../../../src/runtime/op.ts';
import { fusionCases } from '../../cases/fusion.ts';
import { type Findings, runRows } from '../rows.ts';

/** Runs all rows with a profile's kernels. */
export function runFusion(profile: Profile): Promise<Findings> {
  return runRows(
    fusionCases.filter(({ row }) => !row.bug),
    profile,
  );
}
