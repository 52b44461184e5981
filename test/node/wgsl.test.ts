/** Kernels of every row, read but not run: rules for WGSL, limits of WebGPU, and text that is the same every time. */
import { describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS } from '../../src/runtime/cpu/device.ts';
import type { Limits, Profile } from '../../src/runtime/op.ts';
import { compilePlan } from '../../src/runtime/plan/compile.ts';
import type { Plan } from '../../src/runtime/plan/plan.ts';
import { fusionCases } from '../cases/fusion.ts';
import { type NamedCase, opCases } from '../cases/ops.ts';
import { buildCase } from '../cases/program.ts';
import { lintPlan } from '../lintPlan.ts';
import { lintWgsl } from '../lintWgsl.ts';

interface Adapter {
  readonly name: string;
  readonly profile: Profile;
  readonly limits: Limits;
}

/** Adapters for which kernels differ. */
const ADAPTERS: readonly Adapter[] = [
  { name: 'soft', profile: 'soft', limits: DEFAULT_LIMITS },
  { name: 'soft with subgroups', profile: 'soft', limits: { ...DEFAULT_LIMITS, subgroups: true } },
  { name: 'gpu', profile: 'gpu', limits: DEFAULT_LIMITS },
];

function textsOf(plan: Plan): string[] {
  return plan.steps.flatMap((step) => step.dispatches.map(({ code }) => code));
}

function checkRow({ name, row }: NamedCase): void {
  for (const adapter of ADAPTERS) {
    const plan = compilePlan(buildCase(name, row).program, adapter);
    expect(lintPlan(plan, adapter.limits), adapter.name).toEqual([]);
    const again = compilePlan(buildCase(name, row).program, adapter);
    expect(textsOf(again), `${adapter.name}, built again`).toEqual(textsOf(plan));
  }
}

describe('kernels of rows', () => {
  for (const each of opCases) if (!each.row.throws) it(each.name, () => checkRow(each));
  for (const each of fusionCases) it(each.name, () => checkRow(each));
});

describe('the lint finds', () => {
  const kernel = (body: string) => `const N = 4u;\n@compute @workgroup_size(64)\nfn main() {\n${body}\n}`;
  const faulty: Readonly<Record<string, string>> = {
    'endless loops': kernel('while (true) { }'),
    'loops without a bound': kernel('loop { break; }'),
    'bounds that are not constant': kernel('for (var i = 0u; i < count; i++) { x += i; }'),
    'other steps': kernel('for (var i = 0u; i < N; i += 2u) { x += i; }'),
    'changed counters': kernel('for (var i = 0u; i < N; i++) { if (x > 3u) { i = N; } }'),
    infinities: kernel('let x = bitcast<f32>(0x7f800000u);'),
    'large workgroups': kernel('').replace('64', '32, 16'),
    'much workgroup memory': `var<workgroup> a: array<vec4f, N * 300u>;\n${kernel('')}`,
    'many bindings': `${Array.from({ length: 9 }, (_, index) => `@group(0) @binding(${index}) var<storage, read> a${index}: array<f32>;`).join('\n')}\n${kernel('')}`,
  };
  for (const [what, code] of Object.entries(faulty)) it(what, () => expect(lintWgsl(code)).toHaveLength(1));

  it('nothing in a proper kernel', () => {
    expect(lintWgsl(kernel('for (var i = 0u; i < N * 2u; i++) { x += i; }'))).toEqual([]);
  });
});
