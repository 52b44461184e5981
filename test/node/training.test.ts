/** Training on the CPU: see test/cases/training.ts. */
import { beforeAll, it } from 'vitest';
import { setBackend, setRandomSeed } from '../../src/index.ts';
import { trainingRuns } from '../cases/training.ts';

beforeAll(async () => {
  await setBackend('cpu');
  setRandomSeed(1);
});

for (const [name, body] of Object.entries(trainingRuns)) it(name, body);
