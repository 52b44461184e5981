/** One training, test or prediction step as a program. */
import { add, multiply } from '../../kernels/elementwise/arithmetic.ts';
import { reshape } from '../../kernels/movement.ts';
import { sum } from '../../kernels/reduce.ts';
import { MASK_FEED } from '../../runtime/device.ts';
import { constant, feed, type GraphNode } from '../../runtime/graph.ts';
import { gradientsOf } from '../../runtime/jit.ts';
import type { Program } from '../../runtime/plan/program.ts';
import type { TensorSpec } from '../../runtime/spec.ts';
import { Trace, tracing } from '../../runtime/trace.ts';
import type { Variable } from '../../runtime/variable.ts';
import { Forward, inForward } from '../forward.ts';
import type { Layer } from '../layers/layer.ts';
import { penaltiesOf, type Weight } from '../layers/weight.ts';
import type { Mean } from '../metrics/mean.ts';
import type { Optimizer } from '../optimizers/optimizer.ts';
import type { Structure } from '../structure.ts';
import type { CompiledOutput } from './outputs.ts';

/** Names of the feeds of a step. */
export const feedName = {
  x: (index: number): string => `x${index}`,
  y: (index: number): string => `y${index}`,
  weight: (index: number): string => `weight${index}`,
};

/** Shapes of one batch, the batch size in front. */
export interface BatchSpecs {
  readonly x: readonly TensorSpec[];
  /** Null: no target for this output. */
  readonly y: readonly (TensorSpec | null)[];
  readonly weights: readonly (TensorSpec | null)[];
  /** How the model takes its inputs: null stands for each. Default: one alone, several as a list. */
  readonly form?: Structure<null> | undefined;
}

/** What a step works with. */
export interface StepParts {
  readonly model: Layer;
  /** Calls the model; its outputs in order. */
  readonly call: (x: readonly GraphNode[]) => readonly GraphNode[];
  /** The weights that are updated. */
  readonly trainable: readonly Weight[];
  readonly outputs: readonly CompiledOutput[];
  readonly lossTracker: Mean;
  /** Null: the model can only predict. */
  readonly optimizer: Optimizer | null;
  readonly randomState: Variable;
}

export type StepKind = 'train' | 'test' | 'predict';

/** The inputs of a step as nodes. */
function feeds(specs: readonly (TensorSpec | null)[], name: (index: number) => string): (GraphNode | null)[] {
  return specs.map((spec, index) => (spec ? feed(name(index), spec) : null));
}

/** Traces one step. */
export function stepProgram(kind: StepKind, parts: StepParts, specs: BatchSpecs): Program {
  const trace = new Trace(parts.randomState);
  const forward = new Forward(kind === 'train');
  let fetches: readonly GraphNode[] = [];
  tracing(trace, () =>
    inForward(forward, () => {
      const x = feeds(specs.x, feedName.x) as GraphNode[]; // every input has a spec
      const predictions = parts.call(x);
      if (kind === 'predict') fetches = predictions;
      else measure(kind, parts, specs, predictions, forward);
    }),
  );
  const name = `${parts.model.name} ${kind}`;
  if (kind === 'predict') return { name, fetches, updates: [] };
  const next = kind === 'train' ? (parts.optimizer?.afterUpdate(parts.model.name) ?? null) : null;
  return { name, fetches, updates: trace.updates, before: trace.before(name), next };
}

/** Losses, metrics and (in training) the update. */
function measure(
  kind: StepKind,
  parts: StepParts,
  specs: BatchSpecs,
  predictions: readonly GraphNode[],
  forward: Forward,
): void {
  const batch = specs.x[0]!.shape[0]!; // a model has an input, and a batch is an axis
  const y = feeds(specs.y, feedName.y);
  const weights = feeds(specs.weights, feedName.weight);
  const rows = kind === 'test' ? feed(MASK_FEED, { shape: [batch], dtype: 'float32' }) : null;
  const count = rows ? sum(rows) : constant(batch);
  const track = (tracker: Mean, value: GraphNode) => {
    tracker.assign(tracker.total, add(tracker.total.value, multiply(value, count)));
    tracker.assign(tracker.count, add(tracker.count.value, count));
  };
  const terms: GraphNode[] = [];
  parts.outputs.forEach((output, index) => {
    const [prediction, target] = [predictions[index]!, y[index] ?? null]; // one prediction per output
    if (!output.loss || !target) return;
    const value = output.loss.call(target, prediction, weights[index] ?? null, rows);
    const scalar = value.shape.length === 0 ? value : sum(value);
    if (output.tracker) track(output.tracker, scalar);
    terms.push(output.weight === 1 ? scalar : multiply(scalar, output.weight));
  });
  const penalties = penaltiesOf(parts.trainable);
  const total =
    [...terms, ...forward.losses, ...penalties].reduce<GraphNode | null>((a, b) => (a ? add(a, b) : b), null) ??
    constant(0);
  track(parts.lossTracker, total);
  if (kind === 'train' && parts.optimizer) {
    parts.optimizer.trace(
      gradientsOf(
        total,
        parts.trainable.map(({ node }) => node),
      ),
    );
  }
  parts.outputs.forEach((output, index) => {
    const target = y[index];
    if (!target) return;
    const sampleWeight = weights[index] ?? null;
    for (const { metric, weighted } of output.metrics) {
      const own = weighted ? sampleWeight : null;
      metric.updateState(target, predictions[index]!, own && rows ? weightRows(own, rows) : (own ?? rows)); // one prediction per output
    }
  });
}

/** Weights of the rows that count. */
function weightRows(weights: GraphNode, rows: GraphNode): GraphNode {
  const column = weights.shape.map((_, axis) => (axis === 0 ? rows.shape[0]! : 1)); // rows has one axis
  return multiply(weights, reshape(rows, column));
}
