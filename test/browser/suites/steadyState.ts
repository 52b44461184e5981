/** What a training step costs by counting, and that nothing grows. */
import {
  getDevice,
  input,
  layers,
  optimizers,
  schedules,
  sequential,
  setBackend,
  setRandomSeed,
  type Tensor,
  tensor,
} from '../../../src/index.ts';
import { GpuDevice } from '../../../src/runtime/gpu/device.ts';
import type { Profile } from '../../../src/runtime/op.ts';
import { type Calls, countsNow, installCounters, since } from './webgpuCalls.ts';

/** Optimizers of W1. `full`: AdamW with a schedule, gradients clipped by their global norm, averaged weights. */
const OPTIMIZERS = {
  adam: () => optimizers.adam(),
  sgd: () => optimizers.sgd(),
  full: () =>
    optimizers.adamW({
      learningRate: schedules.cosineDecay({
        initialLearningRate: 0.001,
        decaySteps: 100,
        warmupTarget: 0.01,
        warmupSteps: 5,
      }),
      globalClipnorm: 1,
      useEma: true,
    }),
} as const;

/** W1 of the benchmark: 784-512-512-10, relu, softmax crossentropy. */
function w1(optimizer: keyof typeof OPTIMIZERS) {
  const m = sequential([
    input([784]),
    layers.dense({ units: 512, activation: 'relu' }),
    layers.dense({ units: 512, activation: 'relu' }),
    layers.dense({ units: 10, activation: 'softmax' }),
  ]);
  m.compile({ optimizer: OPTIMIZERS[optimizer](), loss: 'categorical_crossentropy' });
  return m;
}

function samples(rows: number, width: number, classes: number): [Tensor, Tensor] {
  const x = Float32Array.from({ length: rows * width }, (_, i) => Math.sin(i * 0.37) * 0.5);
  const y = Float32Array.from({ length: rows * classes }, (_, i) =>
    i % classes === Math.floor(i / classes) % classes ? 1 : 0,
  );
  return [tensor(x, [rows, width]), tensor(y, [rows, classes])];
}

export interface StepCosts {
  /** One step in the middle of an epoch, each step a submit of its own (a callback asks for it). */
  readonly single: Calls;
  /** Pipelines compiled by the whole first fit. */
  readonly pipelines: number;
  /** All steps of an epoch without callbacks, after the first epoch. */
  readonly epoch: Calls;
  readonly steps: number;
}

/** Counts calls between two steps of W1, and over an epoch. */
export async function stepCosts(
  profile: Profile,
  batch: number,
  optimizer: keyof typeof OPTIMIZERS,
): Promise<StepCosts> {
  await setBackend('webgpu', { profile });
  installCounters();
  const [x, y] = samples(batch * 5, 784, 10);
  const m = w1(optimizer);
  const start = countsNow();
  const marks: Calls[] = [];
  await m.fit(x, y, {
    batchSize: batch,
    epochs: 1,
    callbacks: { onTrainBatchEnd: (_step) => void marks.push(countsNow()) },
  });
  const pipelines = since(start).pipelines;
  const single = difference(marks[3]!, marks[2]!); // five steps
  const epochs: Calls[] = [];
  await m.fit(x, y, { batchSize: batch, epochs: 3, callbacks: { onEpochBegin: () => void epochs.push(countsNow()) } });
  return { single, pipelines, epoch: difference(epochs[2]!, epochs[1]!), steps: 5 }; // three epochs
}

function difference(later: Calls, earlier: Calls): Calls {
  return Object.fromEntries(
    Object.entries(later).map(([key, value]) => [key, value - earlier[key as keyof Calls]]),
  ) as unknown as Calls; // the same keys
}

export interface Growth {
  readonly liveBuffers: readonly [before: number, after: number];
  readonly created: Calls;
  readonly heapBytes: readonly [before: number, after: number];
  readonly slabBytes: readonly [before: number, after: number];
  readonly steps: number;
}

interface WithMemory {
  readonly memory: { readonly usedJSHeapSize: number };
}

async function heap(): Promise<number> {
  const { gc } = globalThis as { readonly gc?: () => void }; // the browser is started with --expose-gc
  for (let round = 0; round < 3; round++) {
    gc?.();
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return (performance as unknown as WithMemory).memory.usedJSHeapSize; // only in Chromium
}

/** 2 000 steps of a small net: memory before and after. */
export async function growth(): Promise<Growth> {
  await setBackend('webgpu', { profile: 'soft' });
  installCounters();
  const device = await getDevice();
  if (!(device instanceof GpuDevice)) throw new Error('a GPU is needed');
  const [x, y] = samples(16 * 50, 13, 1);
  const m = sequential([
    input([13]),
    layers.dense({ units: 32, activation: 'relu' }),
    layers.dropout({ rate: 0.2 }),
    layers.dense({ units: 1 }),
  ]);
  m.compile({ optimizer: 'rmsprop', loss: 'mse', metrics: ['mae'] });
  const steps = 2000;
  let before: { live: number; heap: number; slabs: number; calls: Calls } | null = null;
  let after: { live: number; heap: number; slabs: number } | null = null;
  const measure = async () => ({ live: device.allocator.live, heap: await heap(), slabs: device.slabBytes });
  await m.fit(x, y, {
    batchSize: 16,
    epochs: 2 + steps / 50,
    callbacks: {
      onEpochBegin: async (epoch) => {
        if (epoch === 2) before = { ...(await measure()), calls: countsNow() };
      },
      onEpochEnd: async (epoch) => {
        if (epoch === 1 + steps / 50) after = await measure();
      },
    },
  });
  const [first, last] = [
    before as unknown as { live: number; heap: number; slabs: number; calls: Calls },
    after as unknown as { live: number; heap: number; slabs: number },
  ]; // both epochs ran
  return {
    liveBuffers: [first.live, last.live],
    created: since(first.calls),
    heapBytes: [first.heap, last.heap],
    slabBytes: [first.slabs, last.slabs],
    steps,
  };
}

/** Bits of all weights after training with dropout and shuffling, twice with one seed and once with another. */
export async function seededRuns(): Promise<{
  readonly first: number[];
  readonly again: number[];
  readonly other: number[];
}> {
  await setBackend('webgpu', { profile: 'soft' });
  const [x, y] = samples(70, 9, 3);
  const run = async (seed: number): Promise<number[]> => {
    setRandomSeed(seed);
    const m = sequential([
      input([9]),
      layers.dense({ units: 17, activation: 'tanh' }),
      layers.dropout({ rate: 0.3 }),
      layers.dense({ units: 3, activation: 'softmax' }),
    ]);
    m.compile({ optimizer: 'adam', loss: 'categorical_crossentropy' });
    await m.fit(x, y, { batchSize: 16, epochs: 3 });
    const weights = await m.getWeights();
    return weights.flatMap(({ data }) => [
      ...new Uint32Array(data.buffer as ArrayBuffer, data.byteOffset, data.length),
    ]); // a tensor owns its buffer
  };
  return { first: await run(7), again: await run(7), other: await run(8) };
}
