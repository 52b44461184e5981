/** Rows of test/cases/ops.ts on the GPU against the oracle: see test/browser/ops.test.ts. */
import { opCases } from '../../cases/ops.ts';
import { type Findings, runRows, type Variant } from '../rows.ts';

/** Runs the rows of these names. */
export function runOps(names: readonly string[], variant: Variant): Promise<Findings> {
  const wanted = new Set(names);
  return runRows(
    opCases.filter(({ name }) => wanted.has(name)),
    variant,
  );
}
