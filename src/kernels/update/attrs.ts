/** What one application of an update is: which of the optional parts it has, and what its inputs are called. */
import type { SegmentSizes } from '../segments.ts';
import type { RuleOptions, UpdateRule } from './rule.ts';

/** Weights per row of the table of blocks: every variable starts at a multiple of so many. */
export const BLOCK = 64;

/** Words from one rate to the next: each may be written by another kernel, at an offset that devices can bind. */
export const RATE_STRIDE = 64;

/** The name of the running average of the weights among the states. */
export const AVERAGE = 'runningAverage';

export interface UpdateAttrs extends RuleOptions {
  /** Names of the rates that change, in the order in which they are packed. */
  readonly rates: readonly string[];
  /** Rates that never change. */
  readonly fixed: Readonly<Record<string, number>>;
  /** Gradients are limited to [-clip, clip]. */
  readonly clip: number | null;
  /** The gradient of each variable is shortened to at most this length; `squares` are given. */
  readonly clipNorm: number | null;
  /** Whether weights decay: `all` of them alike, `masked` (by factors in the table of blocks), or none. */
  readonly decay: 'none' | 'all' | 'masked';
  /** Whether a running average of the weights is kept, and whether it replaces them now and then. */
  readonly average: 'none' | 'kept' | 'overwrites';
  /** Whether the table of blocks is given. */
  readonly placed: boolean;
  /** Whether some variables have no gradient: they stay as they are. */
  readonly partial: boolean;
  /** For rules with norms: how variables are cut into chunks of vectors. */
  readonly segments: SegmentSizes | null;
}

/** Whether a rate is given: as input or as a fixed number. */
export function hasRate({ rates, fixed }: UpdateAttrs, name: string): boolean {
  return rates.includes(name) || name in fixed;
}

/** Names of the inputs that the update replaces. */
export function stateNames(rule: UpdateRule, attrs: UpdateAttrs): string[] {
  return ['w', ...rule.slots(attrs), ...(attrs.average === 'none' ? [] : [AVERAGE])];
}

/** Names of the other inputs, in order. */
export function readNames(rule: UpdateRule, attrs: UpdateAttrs): string[] {
  return [
    'gradient',
    ...(attrs.rates.length > 0 ? ['packedRates'] : []),
    ...(attrs.clipNorm === null ? [] : ['squares']),
    ...(attrs.placed ? ['blocks'] : []),
    ...(attrs.segments ? ['chunks', 'heads'] : []),
    ...Object.keys(rule.reads ?? {}),
  ];
}
