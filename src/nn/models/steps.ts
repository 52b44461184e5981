/** What a model does with one batch: the parts that subclasses may override. */
import { InvalidArgumentError } from '../../runtime/errors.ts';
import type { GraphNode } from '../../runtime/graph.ts';
import type { Variable } from '../../runtime/variable.ts';
import { activeForward } from '../forward.ts';
import { type CallArguments, Layer } from '../layers/layer.ts';
import { gradients } from '../ops/gradients.ts';
import type { Optimizer } from '../optimizers/optimizer.ts';
import type { Structure } from '../structure.ts';
import type { SymbolicTensor } from '../symbolic.ts';
import {
  callingModel,
  type StepData,
  type StepKind,
  type StepLogs,
  type StepOutcome,
  trainedWeights,
} from '../training/context.ts';
import { totalLoss, updatedMetrics } from '../training/measure.ts';
import { callModel } from '../training/step.ts';

/** Methods that make up a kind of step. */
const PARTS = {
  train: ['trainStep', 'computeLoss', 'computeMetrics'],
  test: ['testStep', 'computeLoss', 'computeMetrics'],
  predict: ['predictStep'],
} as const satisfies Readonly<Record<StepKind, readonly (keyof SteppingLayer)[]>>;

/**
 * The part of a model that a step consists of. A step is traced once for each batch shape and runs as one plan, whatever it
 * does: forward passes, gradients, updates and metrics.
 */
export abstract class SteppingLayer extends Layer {
  abstract stopEvaluating: boolean;
  abstract stopPredicting: boolean;
  abstract get optimizer(): Optimizer | null;

  /**
   * One training step. Override it to train in another way: `fit` keeps callbacks, validation, progress and data.
   *
   * All values are symbolic. Weights have their new values from an optimizer's `apply` on; a scalar that is returned is told
   * as its mean over the samples of the epoch, a metric as what it comes to.
   *
   * @returns What `fit` tells of the step, by name.
   * @example
   * // The length of the gradient by the input is held near 1, as in WGAN-GP.
   * class Smooth extends Sequential {
   *   trainStep({ x, y, sampleWeight }) {
   *     const yPred = this.apply(x, { training: true });
   *     const loss = this.computeLoss({ x, y, yPred, sampleWeight });
   *     const [slope] = ops.gradients(ops.sum(yPred), [x]);
   *     const length = ops.sqrt(ops.add(ops.sum(ops.square(slope), -1), 1e-12));
   *     const penalty = ops.mean(ops.square(ops.subtract(length, 1)));
   *     this.minimize(ops.add(loss, ops.multiply(penalty, 10)));
   *     return { loss, penalty, ...this.computeMetrics({ x, y, yPred, sampleWeight }) };
   *   }
   * }
   */
  trainStep(data: StepData): StepLogs {
    const yPred = callModel(this, data.x, true);
    const loss = this.computeLoss({ ...data, yPred });
    this.minimize(loss);
    return { loss, ...this.computeMetrics({ ...data, yPred }) };
  }

  /** One step of `evaluate` and of validation; like `trainStep`, but nothing is updated but metrics. */
  testStep(data: StepData): StepLogs {
    const yPred = callModel(this, data.x, false);
    const loss = this.computeLoss({ ...data, yPred });
    return { loss, ...this.computeMetrics({ ...data, yPred }) };
  }

  /** One step of `predict`: its result is what `predict` returns. */
  predictStep(data: StepData): Structure<GraphNode> {
    return callModel(this, data.x, false);
  }

  /** The loss of a batch: the compiled losses, what layers added, and the penalties of weights. Override it for another. */
  computeLoss(outcome: StepOutcome): GraphNode {
    return totalLoss(this, outcome);
  }

  /**
   * Updates the compiled metrics. Override it to add others of one's own.
   *
   * @example
   * computeMetrics({ y, yPred, sampleWeight }) {
   *   this.f1.ensureShapes(y, yPred); // metrics whose state depends on the data
   *   this.f1.updateState(y, yPred, sampleWeight);
   *   return { ...super.computeMetrics({ y, yPred, sampleWeight }), f1: this.f1 };
   * }
   */
  computeMetrics(outcome: StepOutcome): StepLogs {
    return updatedMetrics(this, outcome);
  }

  /**
   * Updates weights so that a loss gets smaller, with the compiled optimizer; for use in `trainStep`.
   *
   * @param variables - Default: all trainable weights.
   */
  minimize(loss: GraphNode, variables: readonly Variable[] = trainedWeights(this)): void {
    const { optimizer } = this;
    if (!optimizer)
      throw new InvalidArgumentError({
        who: `minimize of ${this.who}`,
        expected: 'a compiled model',
        fix: 'Call compile({ optimizer }) first.',
      });
    if (variables.length === 0) console.warn(`${this.who} has no trainable weights.`);
    else optimizer.apply(gradients(optimizer.scaleLoss(loss), variables), variables);
  }

  /** Whether a kind of step is not the one that all models have. */
  hasOwnStep(kind: StepKind): boolean {
    return PARTS[kind].some((name) => this[name] !== SteppingLayer.prototype[name]);
  }

  override applyAny(inputs: Structure<SymbolicTensor>, args?: CallArguments): Structure<SymbolicTensor> {
    return callingModel(this, activeForward()?.added ?? [], () => super.applyAny(inputs, args));
  }
}
