/** Harmonic means of precision and recall. */
import { abs, multiply, subtract } from '../../kernels/elementwise/arithmetic.ts';
import { greater, greaterEqual, logicalAnd } from '../../kernels/elementwise/comparison.ts';
import { cast } from '../../kernels/elementwise/operands.ts';
import { max, sum } from '../../kernels/reduce.ts';
import { InvalidArgumentError, ShapeError } from '../../runtime/errors.ts';
import type { GraphNode } from '../../runtime/graph.ts';
import type { Shape } from '../../runtime/spec.ts';
import type { Tensor } from '../../runtime/tensor.ts';
import { knownOptions, oneOf } from '../checks.ts';
import { equalShapes } from '../losses/matched.ts';
import { type Direction, Metric, type MetricOptions, type MetricResult } from './metric.ts';
import { alongFirstAxes } from './weights.ts';

const AVERAGES = ['micro', 'macro', 'weighted'] as const;

/** micro: of all classes together; macro: mean over classes; weighted: mean by the number of their samples. */
export type Average = (typeof AVERAGES)[number];

export interface F1Options extends MetricOptions {
  /** Default null: one score for each class. */
  readonly average?: Average | null | undefined;
  /** Predictions above are positive; default null: the largest of each sample is. */
  readonly threshold?: number | null | undefined;
}

export interface FBetaOptions extends F1Options {
  /** How much more recall counts than precision; default 1. */
  readonly beta?: number | undefined;
}

/** Keras's, in every denominator. */
const EPSILON = 1e-7;

/**
 * (1 + beta²) P R / (beta² P + R) for each class, or their average. Shapes: targets and predictions `[batch, classes]`.
 *
 * @example
 * metrics.fBetaScore({ average: 'macro', beta: 2, threshold: 0.5 });
 */
export class FBetaScore extends Metric {
  static override readonly className: string = 'FBetaScore';
  static override readonly skipsRows: boolean = true;
  override readonly direction: Direction = 'up';
  readonly average: Average | null;
  readonly beta: number;
  readonly threshold: number | null;

  constructor(options: FBetaOptions = {}, defaultName = 'fbeta_score') {
    super(options, defaultName);
    knownOptions(this.who, options, ['name', 'dtype', 'average', 'beta', 'threshold']);
    const { average = null, beta = 1, threshold = null } = options;
    if (!(beta > 0))
      throw new InvalidArgumentError({ who: this.who, expected: 'beta must be positive', received: beta });
    if (threshold !== null && !(threshold > 0 && threshold <= 1))
      throw new InvalidArgumentError({
        who: this.who,
        expected: 'threshold must lie above 0, up to 1',
        received: threshold,
      });
    this.average = average === null ? null : oneOf(this.who, 'average', average, AVERAGES);
    this.beta = beta;
    this.threshold = threshold;
  }

  override build(yTrue: Shape, yPred: Shape): void {
    if (yTrue.length !== 2 || yPred.length !== 2) {
      throw new ShapeError({
        who: this.who,
        expected: 'targets and predictions [batch, classes]',
        received: [yTrue, yPred],
      });
    }
    const shape = this.average === 'micro' ? [] : [yPred[1]!]; // two axes
    for (const name of ['true_positives', 'false_positives', 'false_negatives', 'intermediate_weights'])
      this.addVariable(name, shape);
  }

  /** 1 for the classes that a sample is said to have. */
  #decided(p: GraphNode): GraphNode {
    if (this.threshold !== null) return cast(greater(p, this.threshold), 'float32');
    const largest = greaterEqual(p, max(p, -1, { keepDims: true }));
    return cast(logicalAnd(largest, greater(abs(p), 1e-9)), 'float32'); // a row of zeros says nothing
  }

  override updateState(yTrue: GraphNode, yPred: GraphNode, sampleWeight: GraphNode | null): void {
    const [t, given] = equalShapes(this.who, yTrue, cast(yPred, 'float32'));
    const p = this.#decided(given);
    const axis = this.average === 'micro' ? null : 0;
    const total = (x: GraphNode) => sum(sampleWeight ? multiply(x, alongFirstAxes(sampleWeight, 2)) : x, axis);
    const sums = [multiply(p, t), multiply(p, subtract(1, t)), multiply(subtract(1, p), t), t].map(total);
    this.variables.forEach((variable, index) => {
      this.addTo(variable, sums[index]!); // four of each
    });
  }

  override compute(state: readonly Tensor[]): MetricResult {
    const [tps, fps, fns, counts] = state.map(({ data }) => data);
    const square = this.beta ** 2;
    const scores = [...tps!].map((tp, i) => {
      const precision = tp / (tp + fps![i]! + EPSILON);
      const recall = tp / (tp + fns![i]! + EPSILON); // four of one size
      return ((1 + square) * precision * recall) / (square * precision + recall + EPSILON);
    });
    if (this.average === null) return scores;
    const all = [...counts!].reduce((a, b) => a + b) + EPSILON;
    const share = (i: number) => (this.average === 'weighted' ? counts![i]! / all : 1 / scores.length); // four of one size
    return scores.reduce((a, score, i) => a + score * share(i), 0);
  }

  protected override configOptions(): Readonly<Record<string, unknown>> {
    return { average: this.average, beta: this.beta, threshold: this.threshold };
  }
}

/** 2 P R / (P + R) for each class, or their average. Shapes: targets and predictions `[batch, classes]`. */
export class F1Score extends FBetaScore {
  static override readonly className = 'F1Score';
  static override readonly skipsRows = true;

  constructor(options: F1Options = {}) {
    knownOptions('F1Score', options, ['name', 'dtype', 'average', 'threshold']);
    super(options, 'f1_score');
  }

  protected override configOptions(): Readonly<Record<string, unknown>> {
    return { average: this.average, threshold: this.threshold };
  }
}
