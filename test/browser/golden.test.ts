/** Every row of the golden files on the GPU with the kernels of profile `soft`, and some with those of profile `gpu`. */
import { beforeAll, describe, expect, it } from 'vitest';
import { fileNames, type GoldenFile, missingOf } from '../golden/rows.ts';
import { goldenRows } from '../golden.ts';
import { inPage } from './inPage.ts';
import type { Complaints } from './suites/golden.ts';

const ALL = /./;

/** Rows for the kernels of profile `gpu`: about one of each kind, as these are slow where the CPU plays GPU. */
const SOME: Readonly<Record<GoldenFile, RegExp>> = {
  losses: /\/none\/sum_over_batch_size$/,
  activations: /^(relu|gelu|softmax|log_softmax|sparsemax|glu)\//,
  optimizers: ALL,
  schedules: /^cosine$/,
  metrics: /weighted$/,
  layers: /^[^/]+$|\/(big|long|stride|seq)$/,
  images: /\/(first|masks)$/,
  training: /^(categorical_adam|cnn|lstm_masked|attention)$/,
};

function onGpu(file: GoldenFile, profile: 'soft' | 'gpu', wanted: RegExp): void {
  const rows = goldenRows(file).filter(({ id }) => wanted.test(id));
  let complaints: Complaints = {};

  beforeAll(async () => {
    const ids = rows.map(({ id }) => id);
    complaints = await inPage<Complaints>('/test/browser/suites/golden.ts', 'runGolden', file, profile, ids);
  });

  for (const row of rows) {
    const missing = missingOf(row);
    if (missing.length > 0) it.todo(`${row.id}: needs ${missing.join(', ')}`);
    else it(row.id, () => expect(complaints[row.id]).toEqual([]));
  }
}

describe.each(fileNames)('%s', (file) => {
  describe('profile soft', () => onGpu(file, 'soft', ALL));
  describe('profile gpu', () => onGpu(file, 'gpu', SOME[file]));
});
