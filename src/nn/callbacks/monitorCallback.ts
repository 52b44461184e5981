/** Watching one value: which direction is better, and whether it got better. */
import { InvalidArgumentError, nearestName, unknownName } from '../../runtime/errors.ts';
import { knownOptions, oneOf } from '../checks.ts';
import { Callback, type Logs } from './callback.ts';

export const MODES = ['auto', 'min', 'max'] as const;
export type MonitorMode = (typeof MODES)[number];

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
  #warned = false;
  #larger: boolean | null = null;

  /**
   * @param who - The callback's name in messages.
   * @param names - Options that the callback has besides `monitor` and `mode`.
   */
  constructor(
    who: string,
    options: MonitorOptions,
    { minDelta = 0, best = null }: MonitorRules = {},
    names: readonly string[] = [],
  ) {
    super();
    const { monitor = 'val_loss', mode = 'auto' } = options;
    if (names.length > 0) knownOptions(who, options, ['monitor', 'mode', ...names]);
    this.#who = who;
    this.monitor = monitor;
    this.mode = oneOf(who, 'mode', mode, MODES);
    this.minDelta = Math.abs(minDelta);
    this.best = best;
  }

  /**
   * The watched value; undefined, with a warning, when there is none of that name.
   *
   * @throws InvalidArgumentError when it is not known in which direction it should change.
   */
  protected monitored(logs: Logs, purpose: string): number | undefined {
    this.#larger ??= this.#largerIsBetter(logs);
    const value = logs[this.monitor];
    if (value === undefined && !this.#warned) {
      this.#warned = true; // with validationFreq it may come later
      const names = Object.keys(logs);
      console.warn(
        `${this.#who}: ${purpose} conditioned on "${this.monitor}", which is not available. ${nearestName(this.monitor, names)}Available metrics are: ${names.join(', ')}.`,
      );
    }
    return value;
  }

  /** Whether a value is better than another; any is better than null. */
  protected isBetter(value: number, reference: number | null): boolean {
    if (reference === null) return true;
    this.#larger ??= this.#largerIsBetter({});
    return this.#larger ? value - this.minDelta > reference : value + this.minDelta < reference;
  }

  /** A value that all others are better than. */
  protected get worst(): number {
    return this.#larger ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  }

  /** By the mode; for `auto` by the name (losses are better small) or the compiled metric. */
  #largerIsBetter(logs: Logs): boolean {
    if (this.mode !== 'auto') return this.mode === 'max';
    const name = this.monitor.replace(/^val_/, '');
    if (name === 'loss') return false;
    const direction = this.model.metricDirection(name);
    if (direction) return direction === 'up';
    if (Object.keys(logs).length > 0 && !(this.monitor in logs || name in logs))
      throw unknownName(this.#who, 'monitor', this.monitor, Object.keys(logs));
    throw new InvalidArgumentError({
      who: this.#who,
      expected: `it is not known whether "${this.monitor}" should grow or shrink`,
      fix: "Give the mode: 'min' or 'max'.",
    });
  }
}
