/** Runs of `fit` that are not plain arrays in, history out: streams of batches, and hooks that hold or break training. */
import { beforeAll, expect, it } from 'vitest';
import { input, layers, type Sequential, sequential, setBackend, setRandomSeed, tensor } from '../../src/index.ts';

const ROWS = 64;
const x = tensor(
  Float32Array.from({ length: ROWS * 4 }, (_, place) => Math.sin(place)),
  [ROWS, 4],
);
const y = tensor(
  Float32Array.from({ length: ROWS }, (_, row) => (Math.sin(4 * row) > 0 ? 1 : 0)),
  [ROWS, 1],
);

function compiled(): Sequential {
  const model = sequential([input([4]), layers.dense({ units: 8, activation: 'relu' }), layers.dense({ units: 1 })]);
  model.compile({ optimizer: 'adam', loss: 'mse' });
  return model;
}

beforeAll(async () => {
  await setBackend('cpu');
  setRandomSeed(1);
});

it('validates with the weights of now when the data is a stream', async () => {
  const model = compiled();
  function* batches() {
    for (;;) yield [x, y] as const;
  }
  const { history } = await model.fit(batches(), null, {
    epochs: 3,
    stepsPerEpoch: 4,
    validationData: [x, y],
    verbose: 0,
  });
  const losses = history['val_loss'] ?? [];
  expect(new Set(losses).size).toBe(3);
  expect(losses[2]).toBeCloseTo((await model.evaluate(x, y))['loss'] ?? Number.NaN, 6);
});

it('waits for a promise that onProgress returns, after the step that is under way', async () => {
  let batches = 0;
  const during: number[] = [];
  await compiled().fit(x, y, {
    epochs: 1,
    batchSize: 1,
    verbose: 0,
    callbacks: {
      onTrainBatchEnd: async () => {
        batches++;
        await new Promise((resolve) => setTimeout(resolve, 5));
      },
      onProgress: async () => {
        const before = batches;
        await new Promise((resolve) => setTimeout(resolve, 50));
        during.push(batches - before);
      },
    },
  });
  expect(batches).toBe(ROWS);
  expect(during.length).toBeGreaterThan(0);
  expect(Math.max(...during)).toBeLessThanOrEqual(1);
});

it('fails with what onProgress throws', async () => {
  const run = compiled().fit(x, y, {
    epochs: 1,
    batchSize: 1,
    verbose: 0,
    callbacks: {
      onTrainBatchEnd: () => new Promise((resolve) => setTimeout(resolve, 5)),
      onProgress: () => {
        throw new Error('no more');
      },
    },
  });
  await expect(run).rejects.toThrow('no more');
});
