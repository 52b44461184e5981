/** Running averages of the weights, and trainings that go wrong. */
import { callbacks, optimizers } from '../../../src/index.ts';
import { check, checkClose, checkEqual, failure } from '../../expectations.ts';
import { column, line, slopeOf } from './model.ts';

/** From w = 1 towards 2 in halves: 1.5, 1.75, 1.875; averages 1.5, 1.625, 1.75. */
function averaging() {
  return line({ optimizer: optimizers.sgd({ learningRate: 0.25, useEma: true, emaMomentum: 0.5 }) });
}

const data = [column(1), column(2)] as const;
const quiet = { verbose: 0 } as const;

export const averageRuns: Readonly<Record<string, () => Promise<void>>> = {
  async 'running averages replace the weights at the end of fit, before onTrainEnd'() {
    const m = averaging();
    const seen: number[] = [];
    const look = async () => void seen.push(await slopeOf(m));
    await m.fit(...data, { ...quiet, epochs: 2, callbacks: { onEpochEnd: look, onTrainEnd: look } });
    [1.5, 1.75, 1.625].forEach((expected, index) => checkClose(seen[index], expected, `weight ${index}`));
    const untrained = averaging();
    await untrained.fit(...data, { ...quiet, epochs: 1, initialEpoch: 1 });
    checkEqual(await slopeOf(untrained), 1, 'without an epoch there are no averages');
  },

  async 'SwapEMAWeights: validation, evaluate and predict with the averages, training with the weights'() {
    const m = averaging();
    const swap = callbacks.swapEMAWeights();
    const seen: number[] = [];
    const look = { onEpochEnd: async () => void seen.push(await slopeOf(m)) };
    const { history } = await m.fit(...data, { ...quiet, epochs: 3, validationData: data, callbacks: [swap, look] });
    [0.25, 0.140625, 0.0625].forEach((expected, epoch) =>
      checkClose(history['val_loss']?.[epoch], expected, `val_loss ${epoch}`),
    );
    [1.5, 1.75, 1.875].forEach((expected, epoch) => checkClose(seen[epoch], expected, `weight after epoch ${epoch}`));
    checkClose(await slopeOf(m), 1.75, 'weight at the end: the average');
    m.setWeights([[[5]]]);
    checkClose((await m.evaluate(...data, { ...quiet, callbacks: swap }))['loss'], 0.0625, 'evaluate');
    const [predicted] = [await m.predict(column(1), { callbacks: swap })].flat();
    checkClose(predicted?.item(), 1.75, 'predict');
    checkEqual(await slopeOf(m), 5, 'weight afterwards');
  },

  async 'SwapEMAWeights with swapOnEpoch: callbacks behind it find the averages'() {
    const m = averaging();
    const seen: number[] = [];
    const look = { onEpochEnd: async () => void seen.push(await slopeOf(m)) };
    const swap = callbacks.swapEMAWeights({ swapOnEpoch: true });
    const { history } = await m.fit(...data, { ...quiet, epochs: 3, callbacks: [swap, look] });
    [1.5, 1.625, 1.75].forEach((expected, epoch) => checkClose(seen[epoch], expected, `average after epoch ${epoch}`));
    [1, 0.25, 0.0625].forEach((expected, epoch) => checkClose(history['loss']?.[epoch], expected, `loss ${epoch}`));
    checkClose(await slopeOf(m), 1.75, 'weight at the end');
    const stop = { onEpochEnd: () => void Object.assign(m, { stopTraining: true }) };
    await m.fit(...data, { ...quiet, epochs: 3, callbacks: [swap, stop] });
    // One more update of the weight 1.75: 1.875, so the average is 1.8125; it stays although training was stopped.
    checkClose(await slopeOf(m), 1.8125, 'weight after a stopped run');
  },

  async 'SwapEMAWeights needs an optimizer with averages'() {
    const error = await failure(() => line().fit(...data, { ...quiet, callbacks: callbacks.swapEMAWeights() }));
    check(error.message.includes('useEma: true'), error.message);
  },

  async 'TerminateOnNaN stops after the batch, or fails'() {
    const diverging = () => line({ optimizer: optimizers.sgd({ learningRate: 1e30 }) });
    const x = column(1, 1, 1, 1, 1, 1);
    let batches = 0;
    const count = { onTrainBatchEnd: () => void batches++ };
    const lines: string[] = [];
    const { log } = console;
    console.log = (text: string) => void lines.push(text);
    try {
      const list = [count, callbacks.terminateOnNaN()];
      await diverging().fit(x, column(2, 2, 2, 2, 2, 2), { ...quiet, batchSize: 1, epochs: 3, callbacks: list });
    } finally {
      console.log = log;
    }
    // w = 1, then 2e30, whose square is too large.
    checkEqual([batches, lines], [2, ['Batch 1: Invalid loss, terminating training']], 'batches and message');
    const ends: string[] = [];
    const error = await failure(() =>
      diverging().fit(x, column(2, 2, 2, 2, 2, 2), {
        ...quiet,
        batchSize: 1,
        callbacks: [callbacks.terminateOnNaN({ raiseError: true }), { onTrainEnd: () => void ends.push('end') }],
      }),
    );
    check(error.message.includes('the loss of batch 1 is Infinity'), error.message);
    checkEqual(ends, [], 'onTrainEnd is not called');
  },
};
