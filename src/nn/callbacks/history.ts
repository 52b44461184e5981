/** The record of a training run: what `fit` returns. */
import { Callback, type Logs } from './callback.ts';

/**
 * Values per epoch, by name: `history.history.val_loss[3]`.
 */
export class History extends Callback {
  readonly history: Record<string, number[]> = {};
  /** Numbers of the epochs recorded. */
  readonly epoch: number[] = [];

  override onEpochEnd(epoch: number, logs: Logs): void {
    this.epoch.push(epoch);
    for (const [key, value] of Object.entries(logs)) {
      const list = this.history[key];
      if (list) list.push(value);
      else this.history[key] = [value];
    }
  }
}
