/** The behaviours of test/node/behaviour.test.ts on the GPU, and those that only a browser has. */
import { beforeAll, describe, expect, it } from 'vitest';
import { errorCases } from '../cases/errors.ts';
import { rivalBugs } from '../cases/rivalBugs.ts';
import { inPage } from './inPage.ts';

const GPU_ONLY = [
  'a lost device gives DeviceLostError, and a new one goes on from the last known weights',
  'without WebGPU models run on the CPU, with one warning',
  'a kernel that does not compile is reported with file and line',
  'compare names the first step that differs',
  'weights follow the model from device to device',
  'batch sizes not seen before do not compile again',
  'an epoch of thousands of batches',
  'training goes on in a hidden page',
];

let results: Record<string, string | null> = {};

beforeAll(async () => {
  results = await inPage('/test/browser/suites/behaviour.ts', 'runBehaviours');
});

describe.each([
  ['bugs of others', Object.keys(rivalBugs)],
  ['errors', Object.keys(errorCases)],
  ['browser', GPU_ONLY],
])('%s', (_, names) => {
  it.each(names)('%s', (name) => {
    expect(results).toHaveProperty([name]);
    expect(results[name]).toBeNull();
  });
});
