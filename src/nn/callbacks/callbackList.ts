/** The list of callbacks for training loops of one's own. */
import type { Model } from '../models/model.ts';
import type { CallbackParams, Logs, PredictLogs } from './callback.ts';
import { CallbackGroup, type CallbacksLike } from './callbackGroup.ts';
import { History } from './history.ts';
import { ProgbarLogger } from './progbarLogger.ts';

export interface CallbackListOptions extends Partial<CallbackParams> {
  /** Whether a `History` is added if there is none; default false. */
  readonly addHistory?: boolean | undefined;
  /** Whether a `ProgbarLogger` is added if there is none; default false. */
  readonly addProgbar?: boolean | undefined;
  readonly model?: Model | null | undefined;
}

/**
 * Calls several callbacks at each hook, in their order: for training loops of one's own. `fit`, `evaluate` and `predict` take
 * one as their `callbacks`; then they add no bar.
 *
 * @param options - What is left after `addHistory`, `addProgbar` and `model` becomes the `params` of the callbacks.
 * @example
 * const list = new callbacks.CallbackList([logger], { addHistory: true, model: m, epochs: 2, steps: 10, verbose: 0 });
 * await list.onTrainBegin();
 * for (let epoch = 0; epoch < 2; epoch++) {
 *   await list.onEpochBegin(epoch);
 *   for (let batch = 0; batch < 10; batch++) {
 *     await list.onTrainBatchBegin(batch);
 *     await list.onTrainBatchEnd(batch, await m.trainOnBatch(x, y));
 *   }
 *   await list.onEpochEnd(epoch, await m.evaluate(x, y));
 * }
 * await list.onTrainEnd();
 */
export class CallbackList extends CallbackGroup {
  constructor(callbacks: CallbacksLike = [], options: CallbackListOptions = {}) {
    super(callbacks);
    const { addHistory = false, addProgbar = false, model, ...params } = options;
    if (addHistory && !this.history) this.append(new History());
    const hasBar = this.callbacks.some((callback) => callback instanceof ProgbarLogger);
    if (addProgbar && !hasBar) this.append(new ProgbarLogger());
    if (model) this.setModel(model);
    const { epochs = 1, steps = null, verbose = 1 } = params;
    if (Object.keys(params).length > 0) this.setParams({ ...params, epochs, steps, verbose });
  }

  override onTrainBegin(logs: Logs = {}): Promise<void> {
    return this.call('onTrainBegin', logs);
  }

  override onTrainEnd(logs: Logs = {}): Promise<void> {
    return this.call('onTrainEnd', logs);
  }

  override onEpochBegin(epoch: number, logs: Logs = {}): Promise<void> {
    return this.call('onEpochBegin', epoch, logs);
  }

  override onEpochEnd(epoch: number, logs: Logs = {}): Promise<void> {
    return this.call('onEpochEnd', epoch, logs);
  }

  override onTrainBatchBegin(batch: number, logs: Logs = {}): Promise<void> {
    return this.call('onTrainBatchBegin', batch, logs);
  }

  override onTrainBatchEnd(batch: number, logs: Logs = {}): Promise<void> {
    return this.call('onTrainBatchEnd', batch, logs);
  }

  override onBatchBegin(batch: number, logs: Logs = {}): Promise<void> {
    return this.call('onBatchBegin', batch, logs);
  }

  override onBatchEnd(batch: number, logs: Logs = {}): Promise<void> {
    return this.call('onBatchEnd', batch, logs);
  }

  override onTestBegin(logs: Logs = {}): Promise<void> {
    return this.call('onTestBegin', logs);
  }

  override onTestEnd(logs: Logs = {}): Promise<void> {
    return this.call('onTestEnd', logs);
  }

  override onTestBatchBegin(batch: number, logs: Logs = {}): Promise<void> {
    return this.call('onTestBatchBegin', batch, logs);
  }

  override onTestBatchEnd(batch: number, logs: Logs = {}): Promise<void> {
    return this.call('onTestBatchEnd', batch, logs);
  }

  override onPredictBegin(logs: Logs = {}): Promise<void> {
    return this.call('onPredictBegin', logs);
  }

  override onPredictEnd(logs: Logs = {}): Promise<void> {
    return this.call('onPredictEnd', logs);
  }

  override onPredictBatchBegin(batch: number, logs: Logs = {}): Promise<void> {
    return this.call('onPredictBatchBegin', batch, logs);
  }

  override onPredictBatchEnd(batch: number, logs?: PredictLogs): Promise<void> {
    return this.call('onPredictBatchEnd', batch, logs);
  }

  override onProgress(batch: number, logs: Logs = {}): Promise<void> {
    return this.call('onProgress', batch, logs);
  }
}
