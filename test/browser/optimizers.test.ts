/** Optimizers inside of `fit` on the GPU: every one of them as on the CPU, and what test/optimizerRuns.ts tells; schedules on the GPU. */
import { beforeAll, describe, expect, it } from 'vitest';
import { optimizerCases } from '../cases/optimizers.ts';
import { scheduleCases } from '../cases/schedules.ts';
import { optimizerRuns } from '../optimizerRuns.ts';
import { inPage } from './inPage.ts';
import type { OptimizerFindings } from './suites/optimizers.ts';

const names = [
  ...Object.keys(optimizerCases).flatMap((name) => [`${name} none`, `${name} everything`]),
  ...Object.keys(optimizerRuns),
  ...Object.keys(scheduleCases),
];

describe.each(['soft', 'gpu'] as const)('profile %s', (profile) => {
  let findings: OptimizerFindings = {};

  beforeAll(async () => {
    findings = await inPage<OptimizerFindings>('/test/browser/suites/optimizers.ts', 'runOptimizers', profile);
  });

  it.each(names)('%s', (name) => {
    expect(findings[name]).toEqual([]);
  });
});
