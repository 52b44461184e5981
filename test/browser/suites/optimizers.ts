/** Optimizers inside of `fit` on the GPU, with the kernels of both profiles, and against the CPU; schedules on the GPU. */
import { setBackend } from '../../../src/index.ts';
import type { Profile } from '../../../src/runtime/op.ts';
import { scheduleCases } from '../../cases/schedules.ts';
import { optimizerRuns, trainedWeights } from '../../optimizerRuns.ts';
import { scheduleFindings } from '../../scheduleFindings.ts';

/** What was wrong, by name. */
export type OptimizerFindings = Readonly<Record<string, readonly string[]>>;

/** How far weights may be apart after four steps with rates up to 0.1: division and roots differ in the last places. */
const APART = 2e-5;

function apart(got: readonly number[], expected: readonly number[]): string[] {
  return got.flatMap(
    (value, index) =>
      Math.abs(value - expected[index]!) <= APART ? [] : [`${index}: ${value}, on the CPU ${expected[index]}`], // one for each
  );
}

export async function runOptimizers(profile: Profile): Promise<OptimizerFindings> {
  await setBackend('cpu');
  const onCpu = await trainedWeights();
  await setBackend('webgpu', { profile });
  const findings: Record<string, readonly string[]> = {};
  for (const [name, weights] of Object.entries(await trainedWeights())) findings[name] = apart(weights, onCpu[name]!); // the same names
  for (const [name, run] of Object.entries(optimizerRuns)) {
    try {
      findings[name] = await run();
    } catch (error) {
      findings[name] = [error instanceof Error ? (error.stack ?? error.message) : String(error)];
    }
  }
  for (const [name, row] of Object.entries(scheduleCases)) findings[name] = await scheduleFindings(row);
  return findings;
}
