/** Several callbacks as one. */

import type { Model } from '../models/model.ts';
import { Callback, type CallbackHooks, type CallbackParams, type Hook, type HookName } from './callback.ts';
import { History } from './history.ts';
import { hookOf } from './hooks.ts';
import { LambdaCallback } from './lambdaCallback.ts';

/** One callback, or several; plain objects of hooks are callbacks too. */
export type CallbacksLike = Callback | CallbackHooks | readonly CallbacksLike[];

type BatchHook = 'Train' | 'Test' | 'Predict';

function listed(callbacks: CallbacksLike): Callback[] {
  if (Array.isArray(callbacks)) return callbacks.flatMap(listed);
  if (callbacks instanceof CallbackGroup) return callbacks.callbacks;
  return [callbacks instanceof Callback ? callbacks : new LambdaCallback(callbacks as CallbackHooks)]; // the only form left
}

/** Calls each of its callbacks at every hook, one after the other. */
export class CallbackGroup extends Callback {
  readonly callbacks: Callback[];

  constructor(callbacks: CallbacksLike = []) {
    super();
    this.callbacks = listed(callbacks);
  }

  /** The record of the run, if one is among the callbacks. */
  get history(): History | null {
    return this.callbacks.find((callback) => callback instanceof History) ?? null;
  }

  append(callback: Callback): void {
    this.callbacks.push(callback);
  }

  override setModel(model: Model): void {
    super.setModel(model);
    if (this.history) model.history = this.history;
    for (const callback of this.callbacks) callback.setModel(model);
  }

  override setParams(params: CallbackParams): void {
    super.setParams(params);
    for (const callback of this.callbacks) callback.setParams(params);
  }

  /** Calls a hook of each callback, one after the other. */
  async call<Name extends HookName>(name: Name, ...args: Parameters<Callback[Name]>): Promise<void> {
    for (const callback of this.callbacks) {
      const hook = callback[name] as (...given: unknown[]) => Hook; // the arguments fit the name
      await hook.apply(callback, args);
    }
  }

  /** Whether any callback does something at a hook. */
  wants(name: HookName): boolean {
    return this.callbacks.some((callback) => hookOf(callback, name) !== null);
  }

  /** Whether any callback has a hook for single batches. */
  wantsBatches(kind: BatchHook): boolean {
    return this.wants(`on${kind}BatchBegin`) || this.wants(`on${kind}BatchEnd`);
  }

  /** Whether any callback is to be given the values of a batch: its hook takes a second argument. */
  wantsLogsOf(kind: BatchHook, batch: number): boolean {
    return this.callbacks.some(
      (callback) => (hookOf(callback, `on${kind}BatchEnd`)?.length ?? 0) >= 2 && callback.wantsLogs(batch),
    );
  }
}
