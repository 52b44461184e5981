/** The area under the ROC or precision-recall curve. */
import { sigmoid } from '../../kernels/elementwise/exponential.ts';
import { InvalidArgumentError, ShapeError } from '../../runtime/errors.ts';
import type { GraphNode } from '../../runtime/graph.ts';
import type { Shape } from '../../runtime/spec.ts';
import type { Tensor } from '../../runtime/tensor.ts';
import { booleanOf, knownOptions, numberFrom, oneOf, wholeFrom } from '../checks.ts';
import { areaUnder, CURVES, type Curve, type CurveCounts, SUMMATIONS, type Summation } from './areaUnderCurve.ts';
import { DecisionMetric, evenThresholds, optionalWhole, ratio } from './decisionMetric.ts';
import type { Direction, MetricOptions, MetricResult } from './metric.ts';

export interface AUCOptions extends MetricOptions {
  /** How many thresholds divide [0, 1]; default 200. */
  readonly numThresholds?: number | undefined;
  /** Default `ROC`. */
  readonly curve?: Curve | undefined;
  /** Default `interpolation`. */
  readonly summationMethod?: Summation | undefined;
  /** Thresholds between 0 and 1 instead of evenly spaced ones. */
  readonly thresholds?: readonly number[] | null | undefined;
  /** Whether each label (last of two axes) has an area of its own, of which the mean is told; default false. */
  readonly multiLabel?: boolean | undefined;
  /** With `multiLabel`: how many; default: as the first data has. */
  readonly numLabels?: number | null | undefined;
  /** Weights of labels: in the mean of areas, or (not `multiLabel`) of the single predictions. */
  readonly labelWeights?: readonly number[] | null | undefined;
  /** Whether predictions are logits; default false. */
  readonly fromLogits?: boolean | undefined;
}

const NAMES = [
  'name',
  'dtype',
  'numThresholds',
  'curve',
  'summationMethod',
  'thresholds',
  'multiLabel',
  'numLabels',
  'labelWeights',
  'fromLogits',
];

const CONDITIONS = ['truePositives', 'falsePositives', 'trueNegatives', 'falseNegatives'] as const;

const EPSILON = 1e-7;

/** Thresholds with one just below 0 and one just above 1 at the ends. */
function thresholdsOf(options: AUCOptions): number[] {
  const inner = options.thresholds
    ? options.thresholds.map((each) => numberFrom('AUC', 'thresholds', each, 0, 1)).sort((a, b) => a - b)
    : evenThresholds(wholeFrom('AUC', 'numThresholds', options.numThresholds ?? 200, 2)).slice(1, -1);
  return [-EPSILON, ...inner, 1 + EPSILON];
}

/**
 * The area under a curve of a binary classifier, approximated by sums over thresholds (see `areaUnderCurve.ts`).
 * Counts are kept over all batches: the area is that of the whole epoch, not a mean of areas.
 *
 * @example
 * m.compile({ optimizer: 'adam', loss: 'binaryCrossentropy', metrics: [metrics.auc({ curve: 'PR', name: 'prc' })] });
 */
export class AUC extends DecisionMetric {
  static override readonly className = 'AUC';
  static override readonly skipsRows = true;
  override readonly direction: Direction = 'up';
  readonly numThresholds: number;
  readonly curve: Curve;
  readonly summationMethod: Summation;
  readonly multiLabel: boolean;
  readonly numLabels: number | null;
  readonly labelWeights: readonly number[] | null;
  readonly fromLogits: boolean;
  readonly #inner: readonly number[] | null;

  constructor(options: AUCOptions = {}) {
    knownOptions('AUC', options, NAMES);
    const { multiLabel = false, labelWeights = null } = options;
    const thresholds = thresholdsOf(options);
    const numLabels = optionalWhole('AUC', 'numLabels', options.numLabels, 1);
    super(options, CONDITIONS, { thresholds, perLabel: multiLabel, labelWeights: multiLabel ? null : labelWeights });
    if (numLabels !== null && !multiLabel)
      throw new InvalidArgumentError({
        who: 'AUC',
        expected: 'numLabels goes with multiLabel: true',
        received: numLabels,
      });
    this.numThresholds = thresholds.length;
    this.curve = oneOf('AUC', 'curve', options.curve ?? 'ROC', CURVES);
    this.summationMethod = oneOf('AUC', 'summationMethod', options.summationMethod ?? 'interpolation', SUMMATIONS);
    this.multiLabel = booleanOf('AUC', 'multiLabel', multiLabel);
    this.numLabels = numLabels;
    this.labelWeights = labelWeights;
    this.fromLogits = booleanOf('AUC', 'fromLogits', options.fromLogits ?? false);
    this.#inner = options.thresholds ? thresholds.slice(1, -1) : null;
  }

  override build(_: Shape, yPred: Shape): void {
    if (!this.multiLabel) return;
    if (yPred.length !== 2 || (this.numLabels ?? yPred[1]) !== yPred[1]) {
      const labels = this.numLabels ?? 'labels';
      throw new ShapeError({
        who: this.who,
        expected: `predictions [batch, ${labels}] with multiLabel`,
        received: yPred,
      });
    }
    this.declare([this.numThresholds, yPred[1]!]); // two axes
  }

  protected override predictions(yPred: GraphNode): GraphNode {
    return this.fromLogits ? sigmoid(yPred) : yPred;
  }

  override compute(state: readonly Tensor[]): MetricResult {
    const labels = this.multiLabel ? (state[0]?.shape[1] ?? 1) : 1;
    const areas = Array.from({ length: labels }, (_, label) => {
      const of = (index: number) =>
        Array.from({ length: this.numThresholds }, (__, i) => state[index]!.data[i * labels + label]!); // four variables
      const counts: CurveCounts = { tp: of(0), fp: of(1), tn: of(2), fn: of(3) };
      return areaUnder(this.curve, this.summationMethod, counts);
    });
    const weights = areas.map((_, label) => (this.multiLabel ? (this.labelWeights?.[label] ?? 1) : 1));
    const total = (values: readonly number[]) => values.reduce((a, b) => a + b);
    return ratio(total(areas.map((area, label) => area * weights[label]!)), total(weights)); // one weight per area
  }

  protected override configOptions(): Readonly<Record<string, unknown>> {
    const { numThresholds, curve, summationMethod, multiLabel, numLabels, labelWeights, fromLogits } = this;
    const own = { numThresholds, curve, summationMethod, multiLabel, numLabels, labelWeights, fromLogits };
    return this.#inner ? { ...own, thresholds: this.#inner } : own;
  }
}
