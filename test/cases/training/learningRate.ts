/** Changing the learning rate while a model is trained, and the callbacks that do so. */
import { callbacks, optimizers, schedules } from '../../../src/index.ts';
import type { Logs } from '../../../src/nn/callbacks/callback.ts';
import type { ReduceLROnPlateauOptions } from '../../../src/nn/callbacks/reduceLROnPlateau.ts';
import { check, checkClose, checkEqual, failure } from '../../expectations.ts';
import { column, line, slopeOf } from './model.ts';

/** Keeps what a callback prints out of the output. @returns The lines. */
async function printed(body: () => Promise<unknown>): Promise<string[]> {
  const lines: string[] = [];
  const { log } = console;
  console.log = (text: string) => void lines.push(text);
  try {
    await body();
  } finally {
    console.log = log;
  }
  return lines;
}

/** Rates that ReduceLROnPlateau leaves behind when the watched value takes these values. */
async function reduced(options: ReduceLROnPlateauOptions, values: readonly number[]): Promise<number[]> {
  const m = line({ optimizer: optimizers.sgd({ learningRate: 1 }) });
  const told = { onEpochEnd: (epoch: number, logs: Logs) => void Object.assign(logs, { watched: values[epoch] }) };
  const { history } = await m.fit(column(0), column(0), {
    epochs: values.length,
    verbose: 0,
    callbacks: [told, callbacks.reduceLROnPlateau({ monitor: 'watched', mode: 'min', ...options })],
  });
  return [...(history['learning_rate'] ?? []), m.optimizer?.learningRate ?? Number.NaN];
}

export const learningRateRuns: Readonly<Record<string, () => Promise<void>>> = {
  async 'the learning rate can be set between epochs and between batches'() {
    const m = line({ optimizer: optimizers.sgd({ learningRate: 0 }) });
    const rates = [0, 0.25, 0.125];
    await m.fit(column(1, 1, 1), column(2, 2, 2), {
      batchSize: 1,
      verbose: 0,
      callbacks: {
        onTrainBatchBegin(batch) {
          const rate = rates[batch];
          if (m.optimizer && rate !== undefined) m.optimizer.learningRate = rate;
        },
      },
    });
    // w += rate · 2 (2 - w): 1, then 1.5, then 1.625.
    checkClose(await slopeOf(m), 1.625, 'weight after three batches');
    checkEqual(m.optimizer?.learningRate, 0.125, 'the rate reads as it was set');
    await m.fit(column(1), column(2), {
      epochs: 2,
      verbose: 0,
      callbacks: {
        onEpochBegin(epoch) {
          if (m.optimizer) m.optimizer.learningRate = epoch === 0 ? 0 : 0.5;
        },
      },
    });
    checkClose(await slopeOf(m), 2, 'weight after an epoch at rate 0 and one at 0.5');
  },

  async 'with a schedule the rate of now can be read, not set'() {
    const learningRate = schedules.exponentialDecay({ initialLearningRate: 0.5, decaySteps: 1, decayRate: 0.5 });
    const m = line({ optimizer: optimizers.sgd({ learningRate }) });
    checkEqual(m.optimizer?.learningRate, 0.5, 'before the first update');
    await m.fit(column(1, 1, 1), column(2, 2, 2), { batchSize: 1, verbose: 0 });
    checkEqual(m.optimizer?.learningRate, 0.0625, 'after three updates');
    const error = await failure(() => {
      if (m.optimizer) m.optimizer.learningRate = 1;
    });
    check(error.message.includes('given by ExponentialDecay'), error.message);
    await m.trainOnBatch(column(1), column(2));
    checkEqual(m.optimizer?.learningRate, 0.03125, 'after a fourth');
  },

  async 'LearningRateScheduler sets the rate of each epoch and tells it'() {
    const m = line({ optimizer: optimizers.sgd({ learningRate: 0.5 }) });
    const halve = callbacks.learningRateScheduler({
      schedule: (epoch, rate) => (epoch === 0 ? rate : rate / 2),
      verbose: 1,
    });
    const lines = await printed(async () => {
      const { history } = await m.fit(column(1), column(1), { epochs: 3, callbacks: [halve], verbose: 0 });
      checkEqual(history['learning_rate'], [0.5, 0.25, 0.125], 'rates');
      checkEqual(Object.keys(history), ['loss', 'learning_rate'], 'keys');
    });
    checkEqual(lines[1], '\nEpoch 2: LearningRateScheduler setting learning rate to 0.25.', 'the message');
  },

  async 'ReduceLROnPlateau: patience, minDelta, cooldown, minLr'() {
    // As Keras counts: the rate told is that of the epoch; the reduction shows in the next.
    checkEqual(await reduced({ patience: 2, factor: 0.5 }, [1, 1, 1, 1, 1]), [1, 1, 1, 0.5, 0.5, 0.25], 'patience 2');
    checkEqual(await reduced({ patience: 1, factor: 0.5 }, [3, 2, 1]), [1, 1, 1, 1], 'getting better');
    checkEqual(await reduced({ patience: 1, factor: 0.5, minDelta: 0.5 }, [3, 2.6, 2.2]), [1, 1, 0.5, 0.5], 'minDelta');
    checkEqual(
      await reduced({ patience: 1, factor: 0.5, cooldown: 2 }, [1, 1, 1, 1, 1]),
      [1, 1, 0.5, 0.5, 0.25, 0.25],
      'cooldown: the epochs after a reduction do not count, but the last of them does',
    );
    checkEqual(await reduced({ patience: 0, factor: 0.1, minLr: 0.5 }, [1, 1, 1]), [1, 1, 0.5, 0.5], 'minLr');
    checkEqual(await reduced({ patience: 1, factor: 0.5, mode: 'max' }, [1, 2, 3]), [1, 1, 1, 1], 'mode max');
    checkEqual(await reduced({ patience: 1, factor: 0.5 }, [Number.NaN, 1]), [1, 0.5, 0.5], 'NaN is no improvement');
  },

  async 'EarlyStopping and ReduceLROnPlateau know the direction of compiled metrics'() {
    const m = line({ metrics: ['accuracy'] });
    const stopper = callbacks.earlyStopping({ monitor: 'val_accuracy', patience: 1 });
    const data = [column(0, 1), column(0, 1)] as const;
    const { epoch } = await m.fit(...data, { epochs: 6, validationData: data, callbacks: [stopper], verbose: 0 });
    checkEqual([epoch.length, stopper.best], [2, 1], 'accuracy is 1 from the start, and cannot grow');
  },

  async 'a value to watch that is missing gives one warning, with the nearest name'() {
    const warnings: string[] = [];
    const { warn } = console;
    console.warn = (text: string) => void warnings.push(text);
    try {
      const stopper = callbacks.earlyStopping({ monitor: 'los', mode: 'min' });
      await line().fit(column(1), column(1), { epochs: 3, callbacks: [stopper], verbose: 0 });
    } finally {
      console.warn = warn;
    }
    checkEqual(warnings.length, 1, 'warnings');
    for (const part of ['"los"', 'Did you mean "loss"?', 'Available metrics are: loss.'])
      check(warnings[0]?.includes(part) === true, `the warning says ${part}: ${warnings[0]}`);
  },
};
