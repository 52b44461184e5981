/** Every row of test/cases/fusion.ts on the GPU against the oracle: see test/browser/fusion.test.ts. */
import type { Profile } from '../../../src/runtime/op.ts';
import { fusionCases } from '../../cases/fusion.ts';
import { type Findings, runRows } from '../rows.ts';

/** Runs the rows whose names contain `only` with a profile's kernels. */
export function runFusion(profile: Profile, only: string): Promise<Findings> {
  return runRows(
    fusionCases.filter(({ name, row }) => !row.bug && name.includes(only)),
    profile,
  );
}
