/** A learning rate that depends on the epoch. */
import { InvalidArgumentError } from '../../runtime/errors.ts';
import { knownOptions } from '../checks.ts';
import { Callback, type Logs } from './callback.ts';
import { presentRate, setRate } from './learningRate.ts';

/** Gives the learning rate of an epoch (the first is 0) from the present one. */
export type EpochSchedule = (epoch: number, learningRate: number) => number;

export interface LearningRateSchedulerOptions {
  readonly schedule: EpochSchedule;
  /** 1: tells the learning rate of each epoch; default 0. */
  readonly verbose?: number | undefined;
}

/**
 * Sets the learning rate at the start of each epoch. It becomes part of the history, as `learning_rate`. The function can
 * also be given alone.
 *
 * @example
 * callbacks.learningRateScheduler({ schedule: (epoch, rate) => (epoch < 10 ? rate : rate * Math.exp(-0.1)) });
 */
export class LearningRateScheduler extends Callback {
  readonly schedule: EpochSchedule;
  readonly verbose: number;

  constructor(given: LearningRateSchedulerOptions | EpochSchedule) {
    super();
    const who = 'LearningRateScheduler';
    const options: LearningRateSchedulerOptions = typeof given === 'function' ? { schedule: given } : given;
    knownOptions(who, options, ['schedule', 'verbose']);
    if (typeof options.schedule !== 'function')
      throw new InvalidArgumentError({
        who,
        expected: 'schedule must be a function of the epoch and the learning rate',
        received: options.schedule,
      });
    this.schedule = options.schedule;
    this.verbose = options.verbose ?? 0;
  }

  override onEpochBegin(epoch: number): void {
    const rate = this.schedule(epoch, presentRate(this.model));
    if (typeof rate !== 'number' || !Number.isFinite(rate))
      throw new InvalidArgumentError({
        who: 'LearningRateScheduler',
        expected: `schedule must give a number for epoch ${epoch}`,
        received: rate,
      });
    setRate(this.model, rate);
    if (this.verbose > 0) console.log(`\nEpoch ${epoch + 1}: LearningRateScheduler setting learning rate to ${rate}.`);
  }

  override onEpochEnd(_epoch: number, logs: Logs): void {
    logs['learning_rate'] = presentRate(this.model);
  }
}
