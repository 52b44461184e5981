/** Runs rows in the page: plans and kernels of all rows are compiled at once, then all rows run. */
import { DEFAULT_LIMITS } from '../../src/runtime/cpu/device.ts';
import { GpuDevice } from '../../src/runtime/gpu/device.ts';
import type { Limits, Profile } from '../../src/runtime/op.ts';
import type { NamedCase } from '../cases/ops.ts';
import { GpuCase } from './gpuCase.ts';

/** What was wrong with each row, by name. */
export type Findings = Readonly<Record<string, readonly string[]>>;

/** Runs rows together. An error of one row ends them all, so then each runs again on a device of its own. */
export async function runRows(rows: readonly NamedCase[], profile: Profile): Promise<Findings> {
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

/** Plans are made for what every device has, whatever this one has. */
function commonLimits({ limits }: GpuDevice): Limits {
  return { ...limits, maxStorageBuffersPerShaderStage: DEFAULT_LIMITS.maxStorageBuffersPerShaderStage };
}

async function together(rows: readonly NamedCase[], profile: Profile): Promise<Findings> {
  const device = await GpuDevice.create({ profile });
  try {
    const started = performance.now();
    const prepared = await Promise.all(rows.map((each) => GpuCase.prepare(device, each, commonLimits(device))));
    const compiled = performance.now();
    const findings = await Promise.all(prepared.map(async (each) => [each.name, await each.findings()] as const));
    const [compiling, running] = [compiled - started, performance.now() - compiled].map((time) => Math.round(time));
    if (rows.length > 1)
      console.log(`${profile}: ${rows.length} rows, ${compiling} ms to compile, ${running} ms to run`);
    return Object.fromEntries(findings);
  } finally {
    device.dispose();
  }
}
