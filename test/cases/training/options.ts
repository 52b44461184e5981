/** Options of fit, evaluate, predict and compile, with numbers worked out by hand. */
import { input, layers, losses, model, ops, optimizers, type Tensor, tensor } from '../../../src/index.ts';
import type { FitOptions } from '../../../src/nn/models/options.ts';
import { checkClose, checkEqual } from '../../expectations.ts';
import { column, line } from './model.ts';

/** A line whose weight stays 1: the loss of a sample is (x - y)². */
function still(options: Parameters<typeof line>[0] = {}) {
  return line({ optimizer: optimizers.sgd({ learningRate: 0 }), ...options });
}

const x = column(0, 0, 0, 0, 0, 0);
/** Losses 1, 4, 9, 16, 25, 36. */
const y = column(1, 2, 3, 4, 5, 6);

/** Loss and number of batches of each epoch, in the order of the samples. */
async function epochsOf(options: FitOptions): Promise<{ losses: number[]; batches: number[] }> {
  const batches: number[] = [];
  const { history } = await still().fit(x, y, {
    shuffle: false,
    verbose: 0,
    ...options,
    callbacks: {
      onEpochBegin: () => void batches.push(0),
      onTrainBatchEnd: () => void batches.push((batches.pop() ?? 0) + 1),
    },
  });
  return { losses: history['loss'] ?? [], batches };
}

/** Keeps warnings out of the output. @returns How many there were. */
async function warningsOf(body: () => Promise<unknown>): Promise<number> {
  let count = 0;
  const { warn } = console;
  console.warn = () => {
    count++;
  };
  try {
    await body();
  } finally {
    console.warn = warn;
  }
  return count;
}

function checkAll(
  actual: readonly (number | undefined)[] | undefined,
  expected: readonly number[],
  what: string,
): void {
  checkEqual(actual?.length, expected.length, `number of ${what}`);
  expected.forEach((value, index) => checkClose(actual?.[index], value, `${what} ${index}`));
}

export const optionRuns: Readonly<Record<string, () => Promise<void>>> = {
  async 'stepsPerEpoch over samples: batches of that number, and epochs that go on'() {
    const whole = await epochsOf({ stepsPerEpoch: 2 }); // batches of 3
    checkEqual(whole.batches, [2], 'batches');
    checkAll(whole.losses, [91 / 6], 'losses');
    const parts = await epochsOf({ stepsPerEpoch: 2, batchSize: 1, epochs: 4 });
    checkEqual(parts.batches, [2, 2, 2, 2], 'batches of parts');
    checkAll(parts.losses, [2.5, 12.5, 30.5, 2.5], 'losses of parts');
    const warnings = await warningsOf(async () => {
      const short = await epochsOf({ stepsPerEpoch: 4, batchSize: 1, epochs: 3 });
      checkEqual(short.batches, [4, 2, 4], 'batches where the data ends');
      checkAll(short.losses, [7.5, 30.5, 7.5], 'losses where the data ends');
    });
    checkEqual(warnings, 1, 'warnings');
  },

  async 'validation: frequency, steps, batch size, split with weights'() {
    const validationData = [x, y] as const;
    const after = async (validationFreq: number | number[]) => {
      const seen: number[] = [];
      const hook = { onEpochEnd: (epoch: number, logs: object) => void ('val_loss' in logs && seen.push(epoch)) };
      await still().fit(x, y, { epochs: 6, validationData, validationFreq, verbose: 0, callbacks: hook });
      return seen;
    };
    checkEqual(await after(2), [1, 3, 5], 'every second epoch');
    checkEqual(await after([1, 5]), [0, 4], 'after epochs 1 and 5');
    const loss = async (options: FitOptions) => {
      const { history } = await still().fit(x, y, { validationData, verbose: 0, ...options });
      return history['val_loss']?.[0];
    };
    checkClose(await loss({ validationSteps: 2, validationBatchSize: 1 }), 2.5, 'two batches of one');
    checkClose(await loss({ validationSteps: 1, batchSize: 2 }), 2.5, 'one batch of two');
    checkClose(await loss({ validationSteps: 2 }), 91 / 6, 'all samples in two batches');
    const { history } = await still({ weightedMetrics: ['mae'] }).fit(x, y, {
      validationSplit: 0.5,
      sampleWeight: column(1, 1, 2, 1, 0, 3),
      verbose: 0,
    });
    checkAll([history['loss']?.[0], history['val_loss']?.[0]], [23 / 3, (16 + 3 * 36) / 3], 'weighted losses');
    checkAll([history['mae']?.[0], history['val_mae']?.[0]], [9 / 4, 22 / 4], 'weighted metrics');
  },

  async 'evaluate and predict: steps and batch size'() {
    const m = still();
    const lossOf = async (options: object) =>
      (await m.evaluate(x, y, { verbose: 0, ...options }))['loss'] ?? Number.NaN;
    checkClose(await lossOf({ batchSize: 2, steps: 2 }), 7.5, 'four samples');
    checkClose(await lossOf({ steps: 2 }), 91 / 6, 'all samples in two batches');
    checkClose(await lossOf({ batchSize: 4 }), 91 / 6, 'a smaller last batch');
    checkEqual(((await m.predict(x, { batchSize: 4, steps: 1 })) as Tensor).shape, [4, 1], 'one batch'); // one output
    checkEqual(((await m.predict(x, { steps: 4 })) as Tensor).shape, [6, 1], 'all samples'); // likewise
    await m.predict(column(...new Array(64).fill(0)), { batchSize: 64 });
    checkClose(await lossOf({ batchSize: 2, steps: 1 }), 2.5, 'a larger plan that is there does not change batches');
  },

  async 'trainOnBatch and testOnBatch forget what was counted before'() {
    const m = still({ metrics: ['mae'] });
    checkEqual(Object.keys(await m.trainOnBatch(column(0, 0), column(1, 3))), ['loss', 'mae'], 'keys');
    checkClose((await m.trainOnBatch(column(0), column(2)))['loss'], 4, 'trainOnBatch');
    checkClose((await m.testOnBatch(column(0, 0), column(1, 2)))['loss'], 2.5, 'testOnBatch');
    const weighted = await m.testOnBatch(column(0, 0), column(1, 2), { sampleWeight: [0, 1] });
    checkClose(weighted['loss'], 2, 'testOnBatch with weights');
    const byClass = await m.trainOnBatch(column(0, 0), column(0, 1), { classWeight: { 1: 6 } });
    checkClose(byClass['loss'], 3, 'trainOnBatch with weights of classes');
    const a = input([2]);
    const mean = model({ inputs: a, outputs: ops.mean(a, 0) });
    checkEqual(
      [
        ...(
          (await mean.predictOnBatch([
            [1, 2],
            [3, 6],
          ])) as Tensor
        ).data,
      ],
      [2, 4],
      'a model that joins samples',
    ); // one output
  },

  async 'classWeight as an object, a Map and a list; labels as numbers and one-hot'() {
    const [inputs, labels] = [column(0, 0, 0), column(0, 1, 1)]; // losses 0, 1, 1
    const lossOf = async (classWeight: FitOptions['classWeight']) => {
      const { history } = await still().fit(inputs, labels, { classWeight, verbose: 0 });
      return history['loss']?.[0];
    };
    checkClose(await lossOf({ 1: 3 }), 2, 'an object');
    checkClose(await lossOf(new Map([[1, 3]])), 2, 'a Map');
    checkClose(await lossOf([9, 3]), 2, 'a list');
    const a = input([2]);
    const m = model({ inputs: a, outputs: layers.dense({ units: 2, kernelInitializer: 'zeros' }).apply(a) });
    m.compile({
      optimizer: optimizers.sgd({ learningRate: 0 }),
      loss: losses.categoricalCrossentropy({ fromLogits: true }),
    });
    const hot = tensor([
      [1, 0],
      [0, 1],
    ]);
    const { history } = await m.fit(hot, hot, { classWeight: { 0: 1, 1: 3 }, verbose: 0 });
    checkClose(history['loss']?.[0], 2 * Math.log(2), 'one-hot labels');
  },

  async 'lossWeights as a list and by name: the loss is the weighted sum, each part is told as it is'() {
    const a = input([1]);
    const out = (name: string) => layers.dense({ units: 1, useBias: false, kernelInitializer: 'ones', name }).apply(a);
    const m = model({ inputs: a, outputs: [out('left'), out('right')] });
    for (const lossWeights of [[2, 0.5], { right: 0.5, left: 2 }]) {
      m.compile({ optimizer: optimizers.sgd({ learningRate: 0 }), loss: 'mse', lossWeights });
      const logs = await m.evaluate(column(0), [column(1), column(2)], { verbose: 0 });
      checkEqual(Object.entries(logs).flat(), ['left_loss', 1, 'loss', 4, 'right_loss', 4], 'values');
    }
    const one = still({ lossWeights: 3 });
    checkClose((await one.evaluate(column(0), column(1)))['loss'], 3, 'a number for one output');
  },

  async 'options of Keras that change nothing are taken'() {
    const m = still({ jitCompile: false, runEagerly: false, autoScaleLoss: true });
    checkClose((await m.evaluate(column(0), column(1)))['loss'], 1, 'loss');
    checkEqual(await warningsOf(async () => still({ runEagerly: true })), 1, 'a warning for runEagerly');
  },
};
