/** The best value of one measure among the thresholds at which another one is good enough: one row each. */
import type { Tensor } from '../../runtime/tensor.ts';
import { knownOptions, numberFrom, wholeFrom } from '../checks.ts';
import { DecisionMetric, evenThresholds, optionalWhole, ratio } from './decisionMetric.ts';
import type { Direction, MetricOptions, MetricResult } from './metric.ts';

/** Counts at one threshold. */
interface Counts {
  readonly tp: number;
  readonly fp: number;
  readonly tn: number;
  readonly fn: number;
}

const sensitivity = ({ tp, fn }: Counts): number => ratio(tp, tp + fn);
const specificity = ({ tn, fp }: Counts): number => ratio(tn, tn + fp);
const precision = ({ tp, fp }: Counts): number => ratio(tp, tp + fp);

const MEASURES = { sensitivity, specificity, precision, recall: sensitivity } as const;

type Measure = keyof typeof MEASURES;

export interface ThresholdOptions extends MetricOptions {
  /** How many thresholds are tried, evenly spaced from 0 to 1; default 200. */
  readonly numThresholds?: number | undefined;
  /** Only this class counts; default: all. */
  readonly classId?: number | null | undefined;
}

/** Options with the value that a measure must reach, from 0 to 1. */
export type AtOptions<Name extends Measure> = ThresholdOptions & Readonly<Record<Name, number>>;

/** A class that finds the best value of a measure. */
export interface AtClass<Name extends Measure> {
  new (options: AtOptions<Name>): DecisionMetric;
  readonly className: string;
}

const CONDITIONS = ['truePositives', 'trueNegatives', 'falsePositives', 'falseNegatives'] as const;

/* @__NO_SIDE_EFFECTS__ */
function atClass<Name extends Measure>(className: string, best: Measure, required: Name): AtClass<Name> {
  return class extends DecisionMetric {
    static override readonly className = className;
    static override readonly skipsRows = true;
    override readonly direction: Direction = 'up';
    readonly #value: number;
    readonly #numThresholds: number;
    readonly #classId: number | null;

    constructor(options = {} as AtOptions<Name>) {
      // by name only: what is missing is complained about
      knownOptions(className, options, ['name', 'dtype', 'numThresholds', 'classId', required]);
      const { numThresholds = 200 } = options;
      const classId = optionalWhole(className, 'classId', options.classId);
      wholeFrom(className, 'numThresholds', numThresholds, 1);
      super(options, CONDITIONS, { thresholds: evenThresholds(numThresholds), classId });
      this.#value = numberFrom(className, required, options[required], 0, 1);
      this.#numThresholds = numThresholds;
      this.#classId = classId;
    }

    override compute(state: readonly Tensor[]): MetricResult {
      const [tps, tns, fps, fns] = state.map(({ data }) => data);
      const counts = [...tps!].map((tp, i): Counts => ({ tp, tn: tns![i]!, fp: fps![i]!, fn: fns![i]! })); // four of one size
      const good = counts.filter((each) => Math.fround(MEASURES[required](each)) >= Math.fround(this.#value));
      return Math.max(0, ...good.map(MEASURES[best]));
    }

    protected override configOptions(): Readonly<Record<string, unknown>> {
      return { numThresholds: this.#numThresholds, classId: this.#classId, [required]: this.#value };
    }
  };
}

export const SensitivityAtSpecificity = atClass('SensitivityAtSpecificity', 'sensitivity', 'specificity');
export const SpecificityAtSensitivity = atClass('SpecificityAtSensitivity', 'specificity', 'sensitivity');
export const PrecisionAtRecall = atClass('PrecisionAtRecall', 'precision', 'recall');
export const RecallAtPrecision = atClass('RecallAtPrecision', 'recall', 'precision');
