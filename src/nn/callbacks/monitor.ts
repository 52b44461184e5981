/** Watching one value: which direction is better, and whether it got better. */
import { InvalidArgumentError } from '../../runtime/errors.ts';
import type { Model } from '../models/model.ts';

export type MonitorMode = 'auto' | 'min' | 'max';

/** A mode, checked. */
export function checkedMode(who: string, mode: unknown): MonitorMode {
  if (mode === undefined || mode === 'auto') return 'auto';
  if (mode === 'min' || mode === 'max') return mode;
  throw new InvalidArgumentError({ who, expected: "mode must be 'auto', 'min' or 'max'", received: mode });
}

/**
 * Whether larger values are better: by the mode, or for `auto` by the name (losses are better small) or the metric.
 *
 * @throws InvalidArgumentError when `auto` cannot tell.
 */
export function largerIsBetter(who: string, mode: MonitorMode, monitor: string, model: Model): boolean {
  if (mode !== 'auto') return mode === 'max';
  const name = monitor.replace(/^val_/, '');
  if (name === 'loss') return false;
  const direction = model.metricDirection(name);
  if (direction) return direction === 'up';
  throw new InvalidArgumentError({
    who,
    expected: `it is not known whether "${monitor}" should grow or shrink`,
    fix: "Give the mode: 'min' or 'max'.",
  });
}
