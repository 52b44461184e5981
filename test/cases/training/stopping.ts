/** Ending runs early. */

import type { Model } from '../../../src/index.ts';
import { callbacks, optimizers } from '../../../src/index.ts';
import type { CallbackHooks } from '../../../src/nn/callbacks/callback.ts';
import { checkEqual, failure } from '../../expectations.ts';
import { column, line } from './model.ts';

const x = column(1, 1, 1, 1, 1, 1);
const y = column(0, 1, 2, 3, 4, 5);

/** Stops a fit of 3 epochs of 3 batches from one hook, and tells how many batches, validations and epochs there were. */
async function stoppedFrom(hook: string): Promise<string> {
  const counts = { batches: 0, tests: 0, epochs: 0, ends: 0 };
  const m: Model = line();
  const stop = () => {
    m.stopTraining = true;
  };
  const counting: CallbackHooks = {
    onTrainBatchEnd: () => void counts.batches++,
    onTestEnd: () => void counts.tests++,
    onEpochEnd: () => void counts.epochs++,
    onTrainEnd: () => void counts.ends++,
  };
  await m.fit(x, y, {
    epochs: 3,
    batchSize: 2,
    validationData: [x, y],
    verbose: 0,
    callbacks: [counting, { [hook]: stop }],
  });
  return Object.values(counts).join(' ');
}

export const stoppingRuns: Readonly<Record<string, () => Promise<void>>> = {
  async 'stopTraining from any hook: the batch, the validation and the end of the epoch still come'() {
    const rows: readonly (readonly [hook: string, expected: string])[] = [
      ['onTrainBegin', '1 1 1 1'],
      ['onEpochBegin', '1 1 1 1'],
      ['onTrainBatchBegin', '1 1 1 1'],
      ['onTrainBatchEnd', '1 1 1 1'],
      ['onTestBegin', '3 1 1 1'],
      ['onTestBatchEnd', '3 1 1 1'],
      ['onTestEnd', '3 1 1 1'],
      ['onEpochEnd', '3 1 1 1'],
      ['onTrainEnd', '9 3 3 1'],
    ];
    for (const [hook, expected] of rows) checkEqual(await stoppedFrom(hook), expected, hook);
  },

  async 'stopEvaluating and stopPredicting end after the batch'() {
    const m = line({ optimizer: optimizers.sgd({ learningRate: 0 }) });
    const stopTest = {
      onTestBatchEnd: () => {
        m.stopEvaluating = true;
      },
    };
    const { loss } = await m.evaluate(x, y, { batchSize: 2, callbacks: stopTest });
    checkEqual(loss, 0.5, 'the loss of the first two samples');
    const stopPredict = {
      onPredictBatchEnd: (batch: number) => {
        m.stopPredicting = batch === 1;
      },
    };
    const predicted = [await m.predict(x, { batchSize: 2, callbacks: stopPredict })].flat();
    checkEqual(predicted[0]?.shape, [4, 1], 'rows of two batches');
    checkEqual([await m.predict(x, { batchSize: 2 })].flat()[0]?.shape, [6, 1], 'the next one goes through');
  },

  async 'a signal ends fit, its validation, evaluate and predict with its reason'() {
    const m = line();
    const abortAt = (hook: string) => {
      const controller = new AbortController();
      const list = { [hook]: () => controller.abort(new Error(`stop at ${hook}`)) };
      return { signal: controller.signal, callbacks: list, batchSize: 2, verbose: 0 } as const;
    };
    for (const hook of ['onTrainBatchEnd', 'onEpochBegin']) {
      checkEqual((await failure(() => m.fit(x, y, abortAt(hook)))).message, `stop at ${hook}`, 'fit');
    }
    const validating = { ...abortAt('onTestBatchEnd'), validationData: [x, y] } as const;
    checkEqual((await failure(() => m.fit(x, y, validating))).message, 'stop at onTestBatchEnd', 'validation');
    const test = await failure(() => m.evaluate(x, y, abortAt('onTestBatchEnd')));
    checkEqual(test.message, 'stop at onTestBatchEnd', 'evaluate');
    const predict = await failure(() => m.predict(x, abortAt('onPredictBatchEnd')));
    checkEqual(predict.message, 'stop at onPredictBatchEnd', 'predict');
    await m.fit(x, y, { verbose: 0 });
  },

  async 'EarlyStopping by patience, with the best weights back'() {
    const m = line({ optimizer: optimizers.sgd({ learningRate: 0.5 }) });
    const stopper = callbacks.earlyStopping({ monitor: 'loss', patience: 1, restoreBestWeights: true });
    // From w = 1 towards y = 2 with step w += 0.5 · 2 (2 - w): w = 2, then it stays there, and the loss is 1, 0, 0.
    const { epoch } = await m.fit(column(1), column(2), { epochs: 10, callbacks: [stopper], verbose: 0 });
    checkEqual(epoch, [0, 1, 2], 'epochs');
    checkEqual([stopper.stoppedEpoch, stopper.bestEpoch, stopper.best], [2, 1, 0], 'what it saw');
  },
};
