/** When hooks are called, and with what: Keras's order. */
import { callbacks, optimizers, type Tensor } from '../../../src/index.ts';
import type { CallbackHooks, HookName, Logs } from '../../../src/nn/callbacks/callback.ts';
import { check, checkClose, checkEqual } from '../../expectations.ts';
import { column, line } from './model.ts';

const HOOKS: readonly HookName[] = [
  'onTrainBegin',
  'onTrainEnd',
  'onEpochBegin',
  'onEpochEnd',
  'onTrainBatchBegin',
  'onTrainBatchEnd',
  'onTestBegin',
  'onTestEnd',
  'onTestBatchBegin',
  'onTestBatchEnd',
  'onPredictBegin',
  'onPredictEnd',
  'onPredictBatchBegin',
  'onPredictBatchEnd',
];

/** A callback that writes down each of its hooks: `A epochBegin 0 {}`. */
function recorder(name: string, seen: string[], isAsync: boolean): CallbackHooks {
  const write = (hook: string, first: unknown, logs: unknown): void => {
    const number = typeof first === 'number' ? ` ${first}` : '';
    const told = (typeof first === 'number' ? logs : first) as object;
    seen.push(`${name} ${hook.slice(2, 3).toLowerCase()}${hook.slice(3)}${number} {${Object.keys(told).join()}}`);
  };
  const hook = (each: string) =>
    isAsync
      ? async (first: unknown, logs: unknown) => {
          await new Promise((resolve) => setTimeout(resolve, 1));
          write(each, first, logs);
        }
      : (first: unknown, logs: unknown) => write(each, first, logs);
  return Object.fromEntries(HOOKS.map((each) => [each, hook(each)]));
}

/** Lines of both callbacks, one after the other. */
function both(lines: readonly string[]): string[] {
  return lines.flatMap((each) => [`A ${each}`, `B ${each}`]);
}

const trainBatch = (batch: number) => [`trainBatchBegin ${batch} {}`, `trainBatchEnd ${batch} {loss,mae}`];
const testBatch = (batch: number) => [`testBatchBegin ${batch} {}`, `testBatchEnd ${batch} {loss,mae}`];
const predictBatch = (batch: number) => [`predictBatchBegin ${batch} {}`, `predictBatchEnd ${batch} {outputs}`];
const tests = ['testBegin {}', ...testBatch(0), ...testBatch(1), 'testEnd {loss,mae}'];
const trains = [0, 1, 2].flatMap(trainBatch);

const fitX = column(1, 1, 1, 1, 1);
const fitY = column(0, 1, 2, 3, 4);
const testX = column(1, 1, 1);

/** Weights stay as they are, so that running means can be worked out by hand. */
function still() {
  return line({ optimizer: optimizers.sgd({ learningRate: 0 }), metrics: ['mae'] });
}

export const hookRuns: Readonly<Record<string, () => Promise<void>>> = {
  async 'hooks of fit with validation every second epoch, of evaluate and of predict'() {
    const seen: string[] = [];
    const m = still();
    const list = [recorder('A', seen, false), recorder('B', seen, true)];
    await m.fit(fitX, fitY, {
      epochs: 2,
      batchSize: 2,
      validationData: [testX, testX],
      validationFreq: 2,
      callbacks: list,
      verbose: 0,
    });
    const expected = [
      'trainBegin {}',
      'epochBegin 0 {}',
      ...trains,
      'epochEnd 0 {loss,mae}',
      'epochBegin 1 {}',
      ...trains,
      ...tests,
      'epochEnd 1 {loss,mae,val_loss,val_mae}',
      'trainEnd {loss,mae,val_loss,val_mae}',
    ];
    checkEqual(seen.splice(0), both(expected), 'fit');
    await m.evaluate(testX, testX, { batchSize: 2, callbacks: list, verbose: 0 });
    checkEqual(seen.splice(0), both(tests), 'evaluate');
    await m.predict(testX, { batchSize: 2, callbacks: list, verbose: 0 });
    const predicts = ['predictBegin {}', ...predictBatch(0), ...predictBatch(1), 'predictEnd {}'];
    checkEqual(seen.splice(0), both(predicts), 'predict');
  },

  async 'hooks are the same with a stream of unknown length'() {
    const seen: string[] = [];
    const m = still();
    function* batches() {
      for (let at = 0; at < 5; at += 2) {
        yield [column(...fitX.data.subarray(at, at + 2)), column(...fitY.data.subarray(at, at + 2))] as const;
      }
    }
    await m.fit(batches, { epochs: 2, callbacks: recorder('A', seen, true), verbose: 0 });
    const epoch = (number: number) => [`epochBegin ${number} {}`, ...trains, `epochEnd ${number} {loss,mae}`];
    const expected = ['trainBegin {}', ...epoch(0), ...epoch(1), 'trainEnd {loss,mae}'];
    checkEqual(
      seen,
      expected.map((each) => `A ${each}`),
      'fit',
    );
  },

  async 'values at the end of a batch are means over the epoch so far'() {
    const losses: number[] = [];
    await still().fit(fitX, fitY, {
      batchSize: 2,
      shuffle: false,
      verbose: 0,
      callbacks: { onTrainBatchEnd: (_batch: number, logs?: Logs) => void losses.push(logs?.['loss'] ?? Number.NaN) },
    });
    // Squares of 1 - y: 1, 0, 1, 4, 9.
    [1 / 2, 6 / 4, 15 / 5].forEach((expected, batch) => checkClose(losses[batch], expected, `batch ${batch}`));
  },

  async 'what callbacks add to the logs is part of the history, and comes last'() {
    const { history } = await still().fit(fitX, fitY, {
      epochs: 2,
      verbose: 0,
      validationData: [testX, testX],
      callbacks: { onEpochEnd: (epoch: number, logs: Logs) => void Object.assign(logs, { added: epoch + 0.5 }) },
    });
    checkEqual(Object.keys(history), ['loss', 'mae', 'val_loss', 'val_mae', 'added'], 'keys');
    checkEqual(history['added'], [0.5, 1.5], 'values');
  },

  async 'history: epochs, params, the same instance again'() {
    const m = still();
    const own = new callbacks.History();
    const first = await m.fit(fitX, fitY, { epochs: 2, batchSize: 2, verbose: 0, callbacks: [own] });
    check(first === own && m.history === own, 'fit returns the history that it is given');
    checkEqual(first.epoch, [0, 1], 'epochs');
    checkEqual(first.params, { epochs: 2, steps: 3, verbose: 0 }, 'params');
    await m.fit(fitX, fitY, { epochs: 5, initialEpoch: 3, verbose: 0, callbacks: [own] });
    checkEqual(own.epoch, [3, 4], 'epochs of the second run');
    checkEqual(own.history['loss']?.length, 4, 'values of both runs');
  },

  async 'predictions of a batch have its rows only'() {
    const shapes: unknown[] = [];
    const hook = (_batch: number, logs?: { outputs: Tensor | readonly Tensor[] }) => {
      if (logs && !Array.isArray(logs.outputs)) shapes.push((logs.outputs as Tensor).shape); // one output
    };
    const predicted = (await still().predict(fitX, { batchSize: 2, callbacks: { onPredictBatchEnd: hook } })) as Tensor; // one output
    checkEqual(
      shapes,
      [
        [2, 1],
        [2, 1],
        [1, 1],
      ],
      'shapes',
    );
    checkEqual(predicted.shape, [5, 1], 'all');
  },

  async 'stepsPerExecution calls hooks once for so many batches'() {
    const seen: string[] = [];
    const m = line({ optimizer: optimizers.sgd({ learningRate: 0 }), stepsPerExecution: 2 });
    await m.fit(fitX, fitY, {
      batchSize: 1,
      verbose: 0,
      callbacks: {
        onTrainBatchBegin: (batch) => void seen.push(`begin ${batch}`),
        onTrainBatchEnd: (batch) => void seen.push(`end ${batch}`),
      },
    });
    checkEqual(seen, ['begin 0', 'end 1', 'begin 2', 'end 3', 'begin 4', 'end 4'], 'hooks');
  },

  async 'a list of callbacks of one’s own runs a loop of one’s own, and fit takes it as it is'() {
    const seen: string[] = [];
    const m = still();
    const list = new callbacks.CallbackList([recorder('A', seen, true)], {
      addHistory: true,
      model: m,
      epochs: 1,
      steps: 1,
      verbose: 0,
    });
    await list.onTrainBegin();
    await list.onEpochBegin(0);
    await list.onTrainBatchBegin(0);
    await list.onTrainBatchEnd(0, await m.trainOnBatch(fitX, fitY));
    await list.onEpochEnd(0, { loss: 3 });
    await list.onTrainEnd();
    const hooks = ['trainBegin {}', 'epochBegin 0 {}', ...trainBatch(0), 'epochEnd 0 {loss}', 'trainEnd {}'];
    checkEqual(
      seen.splice(0),
      hooks.map((each) => `A ${each}`),
      'hooks',
    );
    checkEqual(m.history?.history, { loss: [3] }, 'history');
    const given = await m.fit(fitX, fitY, { callbacks: list, verbose: 0 });
    check(given === list.history, 'fit returns the history of the list');
    check(seen.includes('A epochEnd 0 {loss,mae}'), 'fit calls its hooks');
  },
};
