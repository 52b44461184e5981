/** Runs rows in the page: plans and kernels of all rows are compiled at once, then all rows run. */
import { DEFAULT_LIMITS } from '../../src/runtime/cpu/device.ts';
import { GpuDevice } from '../../src/runtime/gpu/device.ts';
import type { Limits, Profile } from '../../src/runtime/op.ts';
import type { NamedCase } from '../cases/ops.ts';
import { GpuCase } from './gpuCase.ts';

/** What was wrong with each row, by name. */
export type Findings = Readonly<Record<string, readonly string[]>>;

/** For which kernels rows are run: a profile, and limits that are lower than the device's. */
export interface Variant {
  readonly profile: Profile;
  readonly limits?: Partial<Limits>;
}

/** Plans are made for bindings that every device has, whatever this one has. */
const COMMON: Partial<Limits> = { maxStorageBuffersPerShaderStage: DEFAULT_LIMITS.maxStorageBuffersPerShaderStage };

/** Runs rows together. An error of one row ends them all, so then each runs again on a device of its own. */
export async function runRows(rows: readonly NamedCase[], variant: Variant): Promise<Findings> {
  try {
    return await together(rows, variant);
  } catch (error) {
    console.log(`One by one, because: ${String(error)}`);
  }
  const findings: Record<string, readonly string[]> = {};
  for (const each of rows) {
    try {
      Object.assign(findings, await together([each], variant));
    } catch (error) {
      findings[each.name] = [String(error)];
    }
  }
  return findings;
}

async function together(rows: readonly NamedCase[], { profile, limits }: Variant): Promise<Findings> {
  const device = await GpuDevice.create({ profile });
  try {
    const lower: Limits = { ...device.limits, ...COMMON, ...limits };
    const started = performance.now();
    const prepared = await Promise.all(rows.map((each) => GpuCase.prepare(device, each, lower)));
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
