/** The base of callbacks. Hooks run in Keras's order; each may be asynchronous. */
import type { Tensor } from '../../runtime/tensor.ts';
import type { Model } from '../models/model.ts';

/** Values by name, in the order of their names. Callbacks may add to what `onEpochEnd` is given; `onTrainEnd` is given the same. */
export type Logs = Record<string, number>;

/** What `fit`, `evaluate` or `predict` was asked for. */
export interface CallbackParams {
  readonly epochs: number;
  /** Batches per epoch; null: not known, as before the first end of a stream. */
  readonly steps: number | null;
  readonly verbose: number;
  readonly [name: string]: unknown;
}

/** What a hook returns: a promise is waited for. */
export type Hook = void | Promise<void>;

/**
 * The base class of callbacks: override the hooks you need. Hooks may be asynchronous: training waits for them.
 *
 * Without hooks per batch, many steps go to the GPU at once. A hook per batch makes each step wait for the hook; values of
 * each batch (running means of the epoch, as in Keras) cost a read-back besides: they are read only for hooks that are
 * declared with `logs` as second parameter (without a default value), and of the batches that `wantsLogs` names.
 *
 * Order of `fit`: `onTrainBegin`, for each epoch `onEpochBegin`, for each batch `onTrainBatchBegin` and `onTrainBatchEnd`,
 * then `onTestBegin`, `onTestBatchBegin`, `onTestBatchEnd`, `onTestEnd` of the validation, `onEpochEnd`; last `onTrainEnd`.
 * `trainOnBatch` and its like call no hooks. Where there is nothing to tell yet, `logs` is `{}`.
 *
 * From any hook, `this.model.stopTraining = true` ends training: after the batch that is under way, the validation of its
 * epoch and `onEpochEnd`.
 *
 * @example
 * class Print extends Callback {
 *   onEpochEnd(epoch, logs) { console.log(epoch, logs.loss); }
 * }
 */
export class Callback {
  /** The model that is trained, measured or asked. */
  model!: Model;
  /** What was asked for. */
  params!: CallbackParams;

  /** Called before the first hook. */
  setModel(model: Model): void {
    this.model = model;
  }

  /** Called before the first hook. */
  setParams(params: CallbackParams): void {
    this.params = params;
  }

  /** Whether the hook at the end of a batch is to be given its values; asked when it takes them. */
  wantsLogs(_batch: number): boolean {
    return true;
  }

  onTrainBegin(_logs?: Logs): Hook {}
  onTrainEnd(_logs?: Logs): Hook {}
  onEpochBegin(_epoch: number, _logs?: Logs): Hook {}
  onEpochEnd(_epoch: number, _logs: Logs): Hook {}
  onTrainBatchBegin(batch: number, logs?: Logs): Hook {
    return this.onBatchBegin(batch, logs);
  }
  onTrainBatchEnd(batch: number, logs?: Logs): Hook {
    return this.onBatchEnd(batch, logs);
  }
  /** Another name of `onTrainBatchBegin`. */
  onBatchBegin(_batch: number, _logs?: Logs): Hook {}
  /** Another name of `onTrainBatchEnd`. */
  onBatchEnd(_batch: number, _logs?: Logs): Hook {}
  onTestBegin(_logs?: Logs): Hook {}
  onTestEnd(_logs?: Logs): Hook {}
  onTestBatchBegin(_batch: number, _logs?: Logs): Hook {}
  onTestBatchEnd(_batch: number, _logs?: Logs): Hook {}
  onPredictBegin(_logs?: Logs): Hook {}
  onPredictEnd(_logs?: Logs): Hook {}
  onPredictBatchBegin(_batch: number, _logs?: Logs): Hook {}
  /** @param _logs - `{ outputs }`: the predictions for the batch. */
  onPredictBatchEnd(_batch: number, _logs?: PredictLogs): Hook {}
  /**
   * The batch reached, with values read now and then (about ten times a second). Training goes on meanwhile, but waits for
   * a promise that the hook returns: so it can be paused.
   */
  onProgress(_batch: number, _logs: Logs): Hook {}
}

/** What `onPredictBatchEnd` is given: a Tensor, or for several outputs a list. */
export interface PredictLogs {
  readonly outputs: Tensor | readonly Tensor[];
}

/** Hooks as plain functions, as `callbacks` of `fit` also takes them. */
export type CallbackHooks = {
  readonly [Name in keyof Callback as Name extends `on${string}` ? Name : never]?: Callback[Name] | undefined;
};

export type HookName = keyof CallbackHooks;
