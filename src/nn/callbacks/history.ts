/** The record of a training run: what `fit` returns. */
import { Callback, type Logs } from './callback.ts';

/**
 * Values per epoch, by name: `history.history.val_loss[3]`. `fit` adds one behind the callbacks that it is given, so that
 * what these add to the logs is recorded too.
 */
export class History extends Callback {
  readonly history: Record<string, number[]> = {};
  /** Numbers of the epochs recorded by the last `fit`. */
  readonly epoch: number[] = [];

  override onTrainBegin(): void {
    this.epoch.length = 0;
  }

  override onEpochEnd(epoch: number, logs: Logs): void {
    this.epoch.push(epoch);
    for (const [key, value] of Object.entries(logs)) {
      const list = this.history[key];
      if (list) list.push(value);
      else this.history[key] = [value];
    }
  }
}
