import { opCases } from '../../cases/ops.ts';
import { buildCase } from '../../cases/program.ts';
import { compilePlan } from '../../../src/runtime/plan/compile.ts';
import { GpuDevice } from '../../../src/runtime/gpu/device.ts';
export async function timing(profile: 'soft' | 'gpu') {
  const device = await GpuDevice.create({ profile });
  const by: Record<string, [number, number, number]> = {};
  let build = 0;
  for (const { name, row } of opCases) {
    if (row.throws) continue;
    const b0 = performance.now();
    const plan = compilePlan(buildCase(name, row).program, { profile, limits: device.limits });
    build += performance.now() - b0;
    for (const d of plan.steps.flatMap((s) => s.dispatches)) {
      const t = performance.now();
      const before = device.counters.pipelines;
      await device.pipelines.get(d, d.bindings.map((b) => b.access));
      if (device.counters.pipelines === before) continue;
      const e = (by[d.file] ??= [0, 0, 0]);
      const dt = performance.now() - t;
      e[0]++; e[1] += dt; e[2] = Math.max(e[2], dt);
    }
  }
  return { build, by };
}
