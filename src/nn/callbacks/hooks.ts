/** Which hooks there are, and which of them a callback has. */
import { Callback, type HookName } from './callback.ts';

/** All hooks, in no order. */
export const HOOKS: readonly HookName[] = [
  'onTrainBegin',
  'onTrainEnd',
  'onEpochBegin',
  'onEpochEnd',
  'onTrainBatchBegin',
  'onTrainBatchEnd',
  'onBatchBegin',
  'onBatchEnd',
  'onTestBegin',
  'onTestEnd',
  'onTestBatchBegin',
  'onTestBatchEnd',
  'onPredictBegin',
  'onPredictEnd',
  'onPredictBatchBegin',
  'onPredictBatchEnd',
  'onProgress',
];

/** Hooks that call another one unless they are overridden. */
const CALLS: { readonly [Name in HookName]?: HookName } = {
  onTrainBatchBegin: 'onBatchBegin',
  onTrainBatchEnd: 'onBatchEnd',
};

/** What a callback does at a hook; null: nothing. */
export function hookOf(callback: Callback, name: HookName): ((...args: never[]) => unknown) | null {
  if (callback[name] !== Callback.prototype[name]) return callback[name];
  const other = CALLS[name];
  return other === undefined ? null : hookOf(callback, other);
}
