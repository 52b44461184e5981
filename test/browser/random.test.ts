/** `random` in traced functions: the GPU draws what the CPU draws. */
import { expect, it } from 'vitest';
import { inPage } from './inPage.ts';
import type { Drawn } from './suites/random.ts';

it('functions draw the same numbers on the CPU and on the GPU', async () => {
  const { cpu, webgpu } = await inPage<Drawn>('/test/browser/suites/random.ts', 'bothBackends');
  expect(webgpu).toHaveLength(cpu.length);
  cpu.forEach((values, which) => {
    expect(new Set(values).size).toBeGreaterThan(1);
    values.forEach((value, index) => {
      // Exponentials and logarithms differ by a few units in the last place.
      expect(Math.abs((webgpu[which]?.[index] ?? Number.NaN) - value)).toBeLessThan(
        1e-5 * Math.max(1, Math.abs(value)),
      );
    });
  });
});
