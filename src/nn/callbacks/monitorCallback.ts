/** Watching one value: which direction is better, and whether it got better. */
import { InvalidArgumentError } from '../../runtime/errors.ts';
import { Callback, type Logs } from './callback.ts';

export type MonitorMode = 'auto' | 'min' | 'max';

export interface MonitorOptions {
  /** Which value is watched, as `history` names it; default `val_loss`. */
  readonly monitor?: string | undefined;
  /** Whether small (`min`) or large (`max`) values are good; default `auto`: known for losses and the compiled metrics. */
  readonly mode?: MonitorMode | undefined;
}

/** Numbers that an options object may leave out. */
export interface MonitorRules {
  /** Smaller changes do not count as better. */
  readonly minDelta?: number | undefined;
  /** The value to beat first; null: the first value is the best so far. */
  readonly best?: number | null | undefined;
}

/** The base of callbacks that watch one value. */
export abstract class MonitorCallback extends Callback {
  readonly monitor: string;
  readonly mode: MonitorMode;
  readonly minDelta: number;
  /** The best value so far. */
  best: number | null;
  readonly #who: string;

  /** @param who - The callback's name in messages. */
  constructor(who: string, options: MonitorOptions, { minDelta = 0, best = null }: MonitorRules = {}) {
    super();
    const { monitor = 'val_loss', mode = 'auto' } = options;
    if (!['auto', 'min', 'max'].includes(mode))
      throw new InvalidArgumentError({ who, expected: "mode must be 'auto', 'min' or 'max'", received: mode });
    this.#who = who;
    this.monitor = monitor;
    this.mode = mode;
    this.minDelta = Math.abs(minDelta);
    this.best = best;
  }

  /** The watched value; undefined, with a warning, when there is none of that name. */
  protected monitored(logs: Logs, purpose: string): number | undefined {
    const value = logs[this.monitor];
    if (value === undefined) {
      console.warn(
        `${this.#who}: ${purpose} conditioned on "${this.monitor}", which is not available. Available metrics are: ${Object.keys(logs).join(', ')}.`,
      );
    }
    return value;
  }

  /** Whether a value is better than another; any is better than null. */
  protected isBetter(value: number, reference: number | null): boolean {
    if (reference === null) return true;
    return this.#largerIsBetter() ? value - this.minDelta > reference : value + this.minDelta < reference;
  }

  /** By the mode; for `auto` by the name (losses are better small) or the compiled metric. */
  #largerIsBetter(): boolean {
    if (this.mode !== 'auto') return this.mode === 'max';
    const name = this.monitor.replace(/^val_/, '');
    if (name === 'loss') return false;
    const direction = this.model.metricDirection(name);
    if (direction) return direction === 'up';
    throw new InvalidArgumentError({
      who: this.#who,
      expected: `it is not known whether "${this.monitor}" should grow or shrink`,
      fix: "Give the mode: 'min' or 'max'.",
    });
  }
}
