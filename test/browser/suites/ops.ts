/** Every row of test/cases/ops.ts on the GPU against the oracle: see test/browser/ops.test.ts. */
import type { Profile } from '../../../src/runtime/op.ts';
import { opCases } from '../../cases/ops.ts';
import { type Findings, runRows } from '../rows.ts';

/** Runs the rows whose names contain `only` with a profile's kernels. */
export function runOps(profile: Profile, only: string): Promise<Findings> {
  return runRows(
    opCases.filter(({ name, row }) => !row.throws && name.includes(only)),
    profile,
  );
}
