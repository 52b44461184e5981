/** Models on the GPU: see test/cases/models.ts. */
import { setBackend } from '../../../src/index.ts';
import { modelBehaviours } from '../../cases/models.ts';

/** Failures by name, null where all is well. @param pattern - Which rows; default: all. */
export async function runModels(pattern = ''): Promise<Record<string, string | null>> {
  await setBackend('webgpu', { profile: 'soft' });
  const results: Record<string, string | null> = {};
  for (const [name, body] of Object.entries(modelBehaviours)) {
    if (!new RegExp(pattern).test(name)) continue;
    try {
      await body();
      results[name] = null;
    } catch (error) {
      results[name] = error instanceof Error ? (error.stack ?? error.message) : String(error);
    }
  }
  return results;
}
