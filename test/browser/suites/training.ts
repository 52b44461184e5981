/** Training on the GPU: see test/cases/training.ts. */
import { setBackend } from '../../../src/index.ts';
import { trainingRuns } from '../../cases/training.ts';

/** Runs everything; failures by name, null where all is well. */
export async function runTraining(): Promise<Record<string, string | null>> {
  const results: Record<string, string | null> = {};
  for (const [name, body] of Object.entries(trainingRuns)) {
    await setBackend('webgpu', { profile: 'soft' });
    results[name] = await body().then(
      () => null,
      (error: unknown) => (error instanceof Error ? (error.stack ?? error.message) : String(error)),
    );
  }
  return results;
}
