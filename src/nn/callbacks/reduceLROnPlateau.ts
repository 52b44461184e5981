/** A smaller learning rate when a value gets no better. */
import { checkNumber } from '../optimizers/checkNumber.ts';
import type { Logs } from './callback.ts';
import { presentRate, setRate } from './learningRate.ts';
import { MonitorCallback, type MonitorOptions } from './monitorCallback.ts';

export interface ReduceLROnPlateauOptions extends MonitorOptions {
  /** What the learning rate is multiplied by; below 1, default 0.1. */
  readonly factor?: number | undefined;
  /** Epochs without getting better before the learning rate is reduced; default 10. */
  readonly patience?: number | undefined;
  /** 1: tells each reduction; default 0. */
  readonly verbose?: number | undefined;
  /** Smaller changes do not count as better; default 0.0001. */
  readonly minDelta?: number | undefined;
  /** Epochs after a reduction in which nothing is counted; default 0. */
  readonly cooldown?: number | undefined;
  /** The learning rate does not get smaller than this; default 0. */
  readonly minLr?: number | undefined;
}

const NAMES = ['factor', 'patience', 'verbose', 'minDelta', 'cooldown', 'minLr'];

/**
 * Multiplies the learning rate by `factor` when the monitored value got no better for `patience` epochs. The learning rate of
 * each epoch becomes part of the history, as `learning_rate`.
 *
 * @example
 * callbacks.reduceLROnPlateau({ monitor: 'val_loss', factor: 0.2, patience: 5, minLr: 1e-4 });
 */
export class ReduceLROnPlateau extends MonitorCallback {
  readonly factor: number;
  readonly patience: number;
  readonly verbose: number;
  readonly cooldown: number;
  readonly minLr: number;
  #wait = 0;
  #cooling = 0;

  constructor(options: ReduceLROnPlateauOptions = {}) {
    const who = 'ReduceLROnPlateau';
    super(who, options, { minDelta: options.minDelta ?? 1e-4 }, NAMES);
    this.factor = checkNumber(who, 'factor', options.factor ?? 0.1, { from: 0, below: 1 });
    this.patience = checkNumber(who, 'patience', options.patience ?? 10, { from: 0 });
    this.cooldown = checkNumber(who, 'cooldown', options.cooldown ?? 0, { from: 0 });
    this.minLr = checkNumber(who, 'minLr', options.minLr ?? 0, { from: 0 });
    this.verbose = options.verbose ?? 0;
  }

  override onTrainBegin(): void {
    this.#wait = 0;
    this.#cooling = 0;
  }

  override onEpochEnd(epoch: number, logs: Logs): void {
    const value = this.monitored(logs, 'reducing the learning rate is');
    logs['learning_rate'] = presentRate(this.model);
    if (value === undefined) return;
    if (this.#cooling > 0) {
      this.#cooling--;
      this.#wait = 0;
    }
    if (this.isBetter(value, this.best ?? this.worst)) {
      this.best = value;
      this.#wait = 0;
      return;
    }
    if (this.#cooling > 0) return;
    this.#wait++;
    if (this.#wait >= this.patience) this.#reduce(epoch);
  }

  #reduce(epoch: number): void {
    const rate = presentRate(this.model);
    if (rate <= this.minLr) return;
    const reduced = Math.max(rate * this.factor, this.minLr);
    setRate(this.model, reduced);
    if (this.verbose > 0) console.log(`\nEpoch ${epoch + 1}: ReduceLROnPlateau reducing learning rate to ${reduced}.`);
    this.#cooling = this.cooldown;
    this.#wait = 0;
  }
}
