/** Rows of test/cases/fusion.ts on the GPU against the oracle: see test/browser/fusion.test.ts. */
import { fusionCases } from '../../cases/fusion.ts';
import { type Findings, runRows, type Variant } from '../rows.ts';

/** Runs the rows of these names. */
export function runFusion(names: readonly string[], variant: Variant): Promise<Findings> {
  const wanted = new Set(names);
  return runRows(
    fusionCases.filter(({ name }) => wanted.has(name)),
    variant,
  );
}
