/** Every row of test/cases/ops.ts on the GPU against the oracle, all in one page: see test/browser/ops.test.ts. */
import { GpuDevice } from '../../../src/runtime/gpu/device.ts';
import type { Profile } from '../../../src/runtime/op.ts';
import { type NamedCase, opCases } from '../../cases/ops.ts';
import { GpuCase } from '../gpuCase.ts';

/** What was wrong with each row, by name. */
export type Findings = Readonly<Record<string, readonly string[]>>;

/** Runs all rows with a profile's kernels. */
export async function runOps(profile: Profile): Promise<Findings> {
  return runRows(opCases, profile);
}

/** Runs rows together. An error of one row ends them all, so then each runs again on a device of its own. */
export async function runRows(all: readonly NamedCase[], profile: Profile): Promise<Findings> {
  const rows = all.filter(({ row }) => !row.throws);
  try {
    return await together(rows, profile);
  } catch (error) {
    console.log(`One by one, because: ${String(error)}`);
  }
  const findings: Record<string, readonly string[]> = {};
  for (const each of rows) {
    try {
      Object.assign(findings, await together([each], profile));
    } catch (error) {
      findings[each.name] = [String(error)];
    }
  }
  return findings;
}

async function together(rows: readonly NamedCase[], profile: Profile): Promise<Findings> {
  const device = await GpuDevice.create({ profile });
  try {
    const t0 = performance.now();
    const prepared = await Promise.all(rows.map((each) => GpuCase.prepare(device, each)));
    const t1 = performance.now();
    const findings = await Promise.all(prepared.map(async (each) => [each.name, await each.findings()] as const));
    const t2 = performance.now();
    if (rows.length > 1) console.log(profile, rows.length, t1 - t0, t2 - t1, JSON.stringify(device.counters));
    return Object.fromEntries(findings);
  } finally {
    device.dispose();
  }
}
