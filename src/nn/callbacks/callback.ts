/** The base of callbacks. Hooks run in Keras's order; each may be asynchronous. */
import type { Model } from '../models/model.ts';

/** Values by name, sorted by name. Callbacks may add to what `onEpochEnd` is given. */
export type Logs = Record<string, number>;

/** What `fit`, `evaluate` or `predict` was asked for. */
export interface CallbackParams {
  readonly epochs: number;
  /** Batches per epoch; null: not known. */
  readonly steps: number | null;
  readonly verbose: number;
}

type Hook = void | Promise<void>;

/**
 * The base class of callbacks: override the hooks you need.
 *
 * Values of each batch cost a read-back per batch: they are read only for callbacks whose `onTrainBatchEnd` takes `logs`.
 *
 * @example
 * class Print extends Callback {
 *   onEpochEnd(epoch, logs) { console.log(epoch, logs.loss); }
 * }
 */
export class Callback {
  model!: Model;
  params!: CallbackParams;

  onTrainBegin(_logs?: Logs): Hook {}
  onTrainEnd(_logs?: Logs): Hook {}
  onEpochBegin(_epoch: number, _logs?: Logs): Hook {}
  onEpochEnd(_epoch: number, _logs: Logs): Hook {}
  onTrainBatchBegin(_batch: number): Hook {}
  onTrainBatchEnd(_batch: number, _logs?: Logs): Hook {}
  onTestBegin(): Hook {}
  onTestEnd(_logs?: Logs): Hook {}
  onTestBatchBegin(_batch: number): Hook {}
  onTestBatchEnd(_batch: number, _logs?: Logs): Hook {}
  onPredictBegin(): Hook {}
  onPredictEnd(): Hook {}
  onPredictBatchBegin(_batch: number): Hook {}
  onPredictBatchEnd(_batch: number): Hook {}
  /**
   * The batch reached, with values read now and then (about ten times a second). Training goes on meanwhile, but waits for
   * a promise that the hook returns: so it can be paused.
   */
  onProgress(_batch: number, _logs: Logs): Hook {}
}

/** Hooks as plain functions, as `callbacks` of `fit` also takes them. */
export type CallbackHooks = {
  readonly [Name in keyof Callback as Name extends `on${string}` ? Name : never]?: Callback[Name] | undefined;
};

/** A callback made of functions. */
export class LambdaCallback extends Callback {
  constructor(hooks: CallbackHooks) {
    super();
    Object.assign(this, Object.fromEntries(Object.entries(hooks).filter(([, hook]) => typeof hook === 'function')));
  }
}

type HookName = keyof CallbackHooks;

/** All callbacks of a run, called one after the other. */
export class CallbackList {
  readonly callbacks: readonly Callback[];

  constructor(callbacks: readonly (Callback | CallbackHooks)[], model: Model, params: CallbackParams) {
    this.callbacks = callbacks.map((each) => (each instanceof Callback ? each : new LambdaCallback(each)));
    for (const callback of this.callbacks) {
      callback.model = model;
      callback.params = params;
    }
  }

  async call<Name extends HookName>(name: Name, ...args: Parameters<Callback[Name]>): Promise<void> {
    for (const callback of this.callbacks) {
      const hook = callback[name] as (...given: unknown[]) => Hook; // the arguments fit the name
      await hook.apply(callback, args);
    }
  }

  /** Whether any callback overrides a hook. */
  wants(name: HookName): boolean {
    return this.callbacks.some((callback) => callback[name] !== Callback.prototype[name]);
  }

  /** Whether any callback wants the values of every batch: its hook takes a second argument. */
  wantsLogs(name: 'onTrainBatchEnd' | 'onTestBatchEnd'): boolean {
    return this.callbacks.some((callback) => callback[name] !== Callback.prototype[name] && callback[name].length >= 2);
  }
}
