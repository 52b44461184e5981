/** Numbers of decisions of one kind: one row each. */
import type { Tensor } from '../../runtime/tensor.ts';
import { knownOptions } from '../checks.ts';
import type { Condition } from './confusion.ts';
import { DecisionMetric, perThreshold, type Thresholds, thresholdList } from './decisionMetric.ts';
import type { MetricOptions, MetricResult } from './metric.ts';

export interface CountOptions extends MetricOptions {
  /** Predictions above count as positive; one or several from 0 to 1. Default 0.5. */
  readonly thresholds?: Thresholds;
}

/** A class that counts one kind of decision. */
export interface CountClass {
  new (options?: CountOptions): DecisionMetric;
  readonly className: string;
}

/* @__NO_SIDE_EFFECTS__ */
function countClass(className: string, condition: Condition): CountClass {
  return class extends DecisionMetric {
    static override readonly className = className;
    static override readonly skipsRows = true;
    readonly #thresholds: Thresholds;

    constructor(options: CountOptions = {}) {
      knownOptions(className, options, ['name', 'dtype', 'thresholds']);
      super(options, [condition], { thresholds: thresholdList(className, options.thresholds, 0.5) });
      this.#thresholds = options.thresholds ?? null;
    }

    override compute([counts]: readonly Tensor[]): MetricResult {
      return perThreshold([...counts!.data]); // one variable
    }

    protected override configOptions(): Readonly<Record<string, unknown>> {
      return { thresholds: this.#thresholds };
    }
  };
}

export const TruePositives = countClass('TruePositives', 'truePositives');
export const FalsePositives = countClass('FalsePositives', 'falsePositives');
export const TrueNegatives = countClass('TrueNegatives', 'trueNegatives');
export const FalseNegatives = countClass('FalseNegatives', 'falseNegatives');
