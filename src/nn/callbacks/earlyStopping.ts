/** Stopping when a value gets no better. */
import type { Tensor } from '../../runtime/tensor.ts';
import type { Logs } from './callback.ts';
import { MonitorCallback, type MonitorOptions } from './monitorCallback.ts';

export interface EarlyStoppingOptions extends MonitorOptions {
  /** Smaller changes do not count as better; default 0. */
  readonly minDelta?: number | undefined;
  /** Epochs without getting better before stopping; default 0. */
  readonly patience?: number | undefined;
  readonly verbose?: number | undefined;
  /** The value must also beat this one. */
  readonly baseline?: number | null | undefined;
  /** Whether the weights of the best epoch are put back at the end; default false. */
  readonly restoreBestWeights?: boolean | undefined;
  /** Epochs before which nothing is watched; default 0. */
  readonly startFromEpoch?: number | undefined;
}

const NAMES = ['minDelta', 'patience', 'verbose', 'baseline', 'restoreBestWeights', 'startFromEpoch'];

/**
 * Stops training when the monitored value got no better for `patience` epochs.
 *
 * @example
 * callbacks.earlyStopping({ monitor: 'val_loss', patience: 3, restoreBestWeights: true });
 */
export class EarlyStopping extends MonitorCallback {
  readonly options: EarlyStoppingOptions;
  bestEpoch = 0;
  /** The epoch in which training was stopped; 0 when it was not. */
  stoppedEpoch = 0;
  #wait = 0;
  #bestWeights: Tensor[] | null = null;

  constructor(options: EarlyStoppingOptions = {}) {
    super('EarlyStopping', options, { minDelta: options.minDelta }, NAMES);
    this.options = options;
  }

  override onTrainBegin(): void {
    this.best = null;
    this.bestEpoch = 0;
    this.stoppedEpoch = 0;
    this.#wait = 0;
    this.#bestWeights = null;
  }

  override async onEpochEnd(epoch: number, logs: Logs): Promise<void> {
    const { restoreBestWeights = false, baseline = null, patience = 0, startFromEpoch = 0 } = this.options;
    const value = this.monitored(logs, 'early stopping is');
    if (value === undefined || epoch < startFromEpoch) return;
    if (restoreBestWeights && !this.#bestWeights) {
      this.#bestWeights = await this.model.getWeights();
      this.bestEpoch = epoch;
    }
    this.#wait++;
    if (this.isBetter(value, this.best)) {
      this.best = value;
      this.bestEpoch = epoch;
      if (restoreBestWeights) this.#bestWeights = await this.model.getWeights();
      if (this.isBetter(value, baseline)) this.#wait = 0;
      return;
    }
    if (this.#wait < patience || epoch === 0) return;
    this.stoppedEpoch = epoch;
    this.model.stopTraining = true;
  }

  override onTrainEnd(): void {
    const { verbose = 0, restoreBestWeights = false } = this.options;
    if (this.stoppedEpoch > 0 && verbose > 0) console.log(`Epoch ${this.stoppedEpoch + 1}: early stopping`);
    if (!restoreBestWeights || !this.#bestWeights) return;
    if (verbose > 0) console.log(`Restoring model weights from the end of the best epoch: ${this.bestEpoch + 1}.`);
    this.model.setWeights(this.#bestWeights);
  }
}
