/** Layers on the CPU: see test/cases/layers.ts. */
import { beforeAll, expect, it } from 'vitest';
import { setBackend } from '../../src/index.ts';
import { layerCases } from '../cases/layers.ts';
import { layerFindings } from '../layerFindings.ts';

beforeAll(() => setBackend('cpu'));

for (const [name, row] of Object.entries(layerCases)) {
  it(name, async () => expect(await layerFindings(row)).toEqual([]));
}
