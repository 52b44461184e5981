/** Layers on the GPU: see test/cases/layers.ts. */
import { beforeAll, expect, it } from 'vitest';
import { layerCases } from '../cases/layers.ts';
import { inPage } from './inPage.ts';

let findings: Record<string, readonly string[]> = {};

beforeAll(async () => {
  findings = await inPage('/test/browser/suites/layers.ts', 'runLayers');
});

it.each(Object.keys(layerCases))('%s', (name) => {
  expect(findings[name]).toEqual([]);
});
