/** Layers on the GPU, and both executors against each other: see test/cases/layers.ts. */
import { setBackend } from '../../../src/index.ts';
import { layerCases } from '../../cases/layers.ts';
import { callLayer, type LayerResult, layerFindings, unequal } from '../../layerFindings.ts';

/** What was wrong with each row, by name. */
export async function runLayers(): Promise<Record<string, readonly string[]>> {
  const rows = Object.entries(layerCases);
  await setBackend('cpu');
  const onCpu = new Map<string, LayerResult>();
  for (const [name, row] of rows) onCpu.set(name, await callLayer(row));
  await setBackend('webgpu', { profile: 'soft' });
  const findings: Record<string, readonly string[]> = {};
  for (const [name, row] of rows) {
    try {
      const own = await callLayer(row);
      const { first, second } = onCpu.get(name)!; // every row ran
      findings[name] = [
        ...(await layerFindings(row)),
        ...unequal('on the GPU', own.first, first),
        ...unequal('the second step on the GPU', own.second, second),
      ];
    } catch (error) {
      findings[name] = [error instanceof Error ? (error.stack ?? error.message) : String(error)];
    }
  }
  return findings;
}
