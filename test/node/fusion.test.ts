/** Expressions of several ops: how many dispatches they become, and what the CPU makes of the plan. */
import { expect, it } from 'vitest';
import { DEFAULT_LIMITS } from '../../src/runtime/cpu/device.ts';
import { CpuProgram } from '../../src/runtime/cpu/executor.ts';
import type { Profile } from '../../src/runtime/op.ts';
import { compilePlan } from '../../src/runtime/plan/compile.ts';
import { countsOf, printPlan } from '../../src/runtime/plan/plan.ts';
import { view } from '../../src/runtime/spec.ts';
import { type FusionCase, fusionCases } from '../cases/fusion.ts';
import { buildCase } from '../cases/program.ts';
import { difference } from '../compare.ts';
import { evaluate } from '../evaluate.ts';

const PROFILES: readonly Profile[] = ['soft', 'gpu'];

function expected({ dispatches }: FusionCase, profile: Profile): number {
  return typeof dispatches === 'number' ? dispatches : dispatches[profile];
}

for (const { name, row } of fusionCases) {
  for (const profile of PROFILES) {
    it(`${name} (${profile}) takes ${expected(row, profile)} dispatches`, () => {
      const plan = compilePlan(buildCase(name, row).program, { profile, limits: DEFAULT_LIMITS });
      expect(countsOf(plan).dispatches, printPlan(plan)).toBe(expected(row, profile));
    });

    it(`${name} (${profile}) on the CPU`, () => {
      const built = buildCase(name, row);
      const plan = compilePlan(built.program, { profile, limits: DEFAULT_LIMITS });
      const reference = evaluate(built.program, built.feeds, row.runs);
      const program = new CpuProgram(plan);
      program.poison();
      for (const [feed, values] of built.feeds) program.setFeed(feed, values);
      for (let run = 0; run < (row.runs ?? 1); run++) program.run();
      plan.fetches.forEach(({ node }, index) => {
        const { label, tolerance } = built.fetches[index]!; // one for each fetch
        expect(difference(program.value(node), reference.fetches[index]!, tolerance), label).toBeNull(); // likewise
      });
      for (const [{ name: variable, home, spec }, values] of reference.variables) {
        const got = view(home.storage.host, home.offset, spec);
        expect(difference(got, values, built.tolerance), `variable ${variable}`).toBeNull();
      }
    });
  }
}
