/** Every row of test/cases/ops.ts on the GPU against the oracle: see test/browser/ops.test.ts. */
import type { Profile } from '../../../src/runtime/op.ts';
import { opCases } from '../../cases/ops.ts';
import { type Findings, runRows } from '../rows.ts';

/** Runs all rows with a profile's kernels. */
export function runOps(profile: Profile): Promise<Findings> {
  return runRows(opCases, profile);
}
