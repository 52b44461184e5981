/** The base of metrics that count decisions at thresholds. */
import type { GraphNode } from '../../runtime/graph.ts';
import type { Shape } from '../../runtime/spec.ts';
import type { Variable } from '../../runtime/variable.ts';
import { numberFrom, wholeFrom } from '../checks.ts';
import { snakeCase } from '../names.ts';
import { type Condition, countDecisions, type Decisions } from './confusion.ts';
import { Metric, type MetricOptions } from './metric.ts';

/** One threshold or several. */
export type Thresholds = number | readonly number[] | null | undefined;

/** Thresholds as a list, each checked to lie between 0 and 1; `fallback` when none is given. */
export function thresholdList(who: string, thresholds: Thresholds, fallback: number): readonly number[] {
  if (thresholds === null || thresholds === undefined) return [fallback];
  return [thresholds].flat().map((each) => numberFrom(who, 'thresholds', each, 0, 1));
}

/** `count` thresholds, evenly spaced from 0 to 1. */
export function evenThresholds(count: number): number[] {
  return Array.from({ length: count }, (_, i) => (count === 1 ? 0.5 : i / (count - 1)));
}

/** An option that is a whole number from 0 on, or left out. */
export function optionalWhole(who: string, option: string, value: number | null | undefined, low = 0): number | null {
  return value === null || value === undefined ? null : wholeFrom(who, option, value, low);
}

/** Keeps a count of each of some conditions, for each threshold. */
export abstract class DecisionMetric extends Metric {
  readonly #decisions: Decisions;
  readonly #conditions: readonly Condition[];
  readonly #counts = new Map<Condition, Variable>();

  constructor(options: MetricOptions, conditions: readonly Condition[], decisions: Decisions) {
    super(options);
    this.#conditions = conditions;
    this.#decisions = decisions;
    if (!decisions.perLabel) this.declare([decisions.thresholds.length]);
  }

  /** Makes the counters. */
  protected declare(shape: Shape): void {
    for (const condition of this.#conditions)
      this.#counts.set(condition, this.addVariable(snakeCase(condition), shape));
  }

  /** What predictions are compared as; override for logits. */
  protected predictions(yPred: GraphNode): GraphNode {
    return yPred;
  }

  override updateState(yTrue: GraphNode, yPred: GraphNode, sampleWeight: GraphNode | null): void {
    const counts = countDecisions(this.who, [yTrue, this.predictions(yPred), sampleWeight], this.#decisions);
    for (const [condition, variable] of this.#counts) this.addTo(variable, counts[condition]());
  }
}

/** a / b, and 0 where b is 0. */
export function ratio(a: number, b: number): number {
  return b === 0 ? 0 : a / b;
}

/** One number for one threshold, else one for each. */
export function perThreshold(values: readonly number[]): number | number[] {
  return values.length === 1 ? values[0]! : [...values]; // one threshold
}
