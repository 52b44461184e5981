/** Shares of right answers among the positive ones: precision and recall. */
import type { Tensor } from '../../runtime/tensor.ts';
import { knownOptions } from '../checks.ts';
import type { CountOptions } from './conditionCounts.ts';
import { type Condition, NOT_AMONG_TOP } from './confusion.ts';
import {
  DecisionMetric,
  optionalWhole,
  perThreshold,
  ratio,
  type Thresholds,
  thresholdList,
} from './decisionMetric.ts';
import type { Direction, MetricResult } from './metric.ts';

export interface PrecisionOptions extends CountOptions {
  /** Only the k largest predictions of a sample can be positive, and without `thresholds` they are; default: all. */
  readonly topK?: number | null | undefined;
  /** Only this class counts; default: all. */
  readonly classId?: number | null | undefined;
}

/** A share of true positives. */
export interface ShareClass {
  new (options?: PrecisionOptions): DecisionMetric;
  readonly className: string;
}

/** true positives / (true positives + others) */
/* @__NO_SIDE_EFFECTS__ */
function shareClass(className: string, others: Condition): ShareClass {
  return class extends DecisionMetric {
    static override readonly className = className;
    static override readonly skipsRows = true;
    override readonly direction: Direction = 'up';
    readonly #thresholds: Thresholds;
    readonly #topK: number | null;
    readonly #classId: number | null;

    constructor(options: PrecisionOptions = {}) {
      knownOptions(className, options, ['name', 'dtype', 'thresholds', 'topK', 'classId']);
      const topK = optionalWhole(className, 'topK', options.topK, 1);
      const classId = optionalWhole(className, 'classId', options.classId);
      const thresholds = thresholdList(className, options.thresholds, topK === null ? 0.5 : NOT_AMONG_TOP);
      super(options, ['truePositives', others], { thresholds, topK, classId });
      this.#thresholds = options.thresholds ?? null;
      this.#topK = topK;
      this.#classId = classId;
    }

    override compute([right, wrong]: readonly Tensor[]): MetricResult {
      return perThreshold([...right!.data].map((count, i) => ratio(count, count + wrong!.data[i]!))); // two variables of one size
    }

    protected override configOptions(): Readonly<Record<string, unknown>> {
      return { thresholds: this.#thresholds, topK: this.#topK, classId: this.#classId };
    }
  };
}

export const Precision = shareClass('Precision', 'falsePositives');
export const Recall = shareClass('Recall', 'falseNegatives');
