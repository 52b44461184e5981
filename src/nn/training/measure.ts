/** The compiled losses and metrics of a step. */
import { add, multiply } from '../../kernels/elementwise/arithmetic.ts';
import { reshape } from '../../kernels/movement/reshape.ts';
import { sum } from '../../kernels/reduce.ts';
import { InvalidArgumentError } from '../../runtime/errors.ts';
import type { GraphNode } from '../../runtime/graph.ts';
import { activeForward } from '../forward.ts';
import type { Layer } from '../layers/layer.ts';
import { penaltiesOf } from '../layers/weight.ts';
import type { Mean } from '../metrics/mean.ts';
import type { Metric } from '../metrics/metric.ts';
import { leavesOf } from '../structure.ts';
import { activeStep, type StepContext, type StepOutcome, trainedWeights, valuesOf } from './context.ts';
import { heldMetrics } from './heldMetrics.ts';
import type { SteppingModel } from './step.ts';

function step(who: string): StepContext {
  const context = activeStep();
  if (context) return context;
  throw new InvalidArgumentError({
    who,
    expected: 'losses and metrics inside of trainStep or testStep',
    fix: 'They are called by fit, evaluate, trainOnBatch and testOnBatch.',
  });
}

/** Adds a batch's value to a mean over samples. */
export function track(tracker: Mean, value: GraphNode, { count }: StepContext): void {
  tracker.addTo(tracker.total, multiply(value, count));
  tracker.addTo(tracker.count, count);
}

/** The losses of the outputs as `compile` weights them, what layers added, and the penalties of weights: a scalar. */
export function totalLoss(model: Layer, { y, yPred, sampleWeight }: StepOutcome): GraphNode {
  const context = step(model.who);
  const [targets, predictions, weights] = [valuesOf(y), leavesOf<GraphNode>(yPred), valuesOf(sampleWeight)];
  const terms: GraphNode[] = [];
  context.outputs.forEach(({ loss, tracker, weight }, index) => {
    const target = targets[index];
    if (!loss || !target) return;
    const value = loss.call(target, predictions[index]!, weights[index] ?? null, context.rows); // one prediction per output
    const scalar = value.shape.length === 0 ? value : sum(value);
    if (tracker) track(tracker, scalar, context);
    terms.push(weight === 1 ? scalar : multiply(scalar, weight));
  });
  const penalties = penaltiesOf(trainedWeights(model));
  const all = [...terms, ...(activeForward()?.losses ?? []), ...penalties];
  if (all.length > 0) return all.reduce((a, b) => add(a, b));
  throw new InvalidArgumentError({
    who: model.who,
    expected: 'a loss to compute',
    fix: 'Give compile a loss, and targets with the data.',
  });
}

/** Updates the compiled metrics. @returns Everything that is told of the outputs, by name. */
export function updatedMetrics(model: SteppingModel, { y, yPred, sampleWeight }: StepOutcome): Record<string, Metric> {
  const { outputs, rows } = step(model.who);
  const [targets, predictions, weights] = [valuesOf(y), leavesOf<GraphNode>(yPred), valuesOf(sampleWeight)];
  outputs.forEach(({ metrics }, index) => {
    const target = targets[index];
    if (!target) return;
    for (const { metric, weighted } of metrics) {
      const own = weighted ? (weights[index] ?? null) : null;
      metric.updateState(target, predictions[index]!, own && rows ? weightRows(own, rows) : (own ?? rows)); // one prediction per output
    }
  });
  const told = Object.fromEntries(
    outputs.flatMap(({ tracker, metrics }): [string, Metric][] => [
      ...(tracker ? [[tracker.name, tracker] as [string, Metric]] : []),
      ...metrics.map(({ key, metric }): [string, Metric] => [key, metric]),
    ]),
  );
  return { ...told, ...heldMetrics(model, ['loss', ...Object.keys(told)]) };
}

/** Weights of the rows that count. */
function weightRows(weights: GraphNode, rows: GraphNode): GraphNode {
  const column = weights.shape.map((_, axis) => (axis === 0 ? rows.shape[0]! : 1)); // rows has one axis
  return multiply(weights, reshape(rows, column));
}
