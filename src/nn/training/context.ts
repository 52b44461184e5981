/** What the step that is being traced works with: its default parts look here. */
import type { GraphNode } from '../../runtime/graph.ts';
import type { AddedLoss } from '../forward.ts';
import type { Weight } from '../layers/weight.ts';
import type { Metric } from '../metrics/metric.ts';
import type { Structure } from '../structure.ts';
import type { CompiledOutput } from './outputs.ts';

export type StepKind = 'train' | 'test' | 'predict';

/** One node, one for each input or output (null: not given), or null for nothing at all. */
export type StepValue = GraphNode | readonly (GraphNode | null)[] | null;

/** What a step is given: a batch, as symbolic tensors. */
export interface StepData {
  /** The input `[batch, ...]`; a list for models with several, or by name for those that take them so. */
  readonly x: Structure<GraphNode>;
  /** The targets; a list for several outputs; null: none were given. */
  readonly y: StepValue;
  /** A weight for each sample; a list for several outputs; null: none were given. */
  readonly sampleWeight: StepValue;
}

/** What a loss and metrics are computed from. */
export interface StepOutcome extends Partial<StepData> {
  /** The model's predictions; a list for several outputs, or by name for models that give them so. */
  readonly yPred: Structure<GraphNode>;
}

/** What a step tells, by name: a scalar (the mean over the samples is told) or a metric that the step has updated. */
export type StepLogs = Readonly<Record<string, GraphNode | Metric>>;

export interface StepContext {
  readonly kind: StepKind;
  /** The model whose step it is. */
  readonly model: object;
  /** The weights that it updates; null: those that are trainable. */
  readonly trainable: readonly Weight[] | null;
  readonly outputs: readonly CompiledOutput[];
  /** Which rows of the batch count, 1 or 0; null: all. */
  readonly rows: GraphNode | null;
  /** How many rows count. */
  readonly count: GraphNode;
}

/** Calls of models in a step, from outside of all models. */
interface Calls {
  /** What layers added to the loss in the last call of each model. */
  readonly losses: Map<object, readonly AddedLoss[]>;
  inside: boolean;
}

let active: StepContext | null = null;
let calls: Calls | null = null;

/** Traces a step. */
export function inStep<T>(context: StepContext, body: () => T): T {
  const outer = [active, calls] as const;
  active = context;
  calls = { losses: new Map(), inside: false };
  try {
    return body();
  } finally {
    [active, calls] = outer;
  }
}

/** Calls a model: what layers added to the loss in its call before does not count any more, as in Keras. */
export function callingModel<T>(model: object, losses: AddedLoss[], body: () => T): T {
  const own = calls;
  if (!own || own.inside) return body();
  const earlier = own.losses.get(model) ?? [];
  losses.splice(0, losses.length, ...losses.filter((loss) => !earlier.includes(loss)));
  const from = losses.length;
  own.inside = true;
  try {
    return body();
  } finally {
    own.inside = false;
    own.losses.set(model, losses.slice(from));
  }
}

/** The weights that a step of the model being traced updates: as when it was compiled. Else those that are trainable. */
export function trainedWeights(model: { readonly trainableWeights: readonly Weight[] }): readonly Weight[] {
  return (active?.model === model ? active.trainable : null) ?? model.trainableWeights;
}

/** The step being traced, or null. */
export function activeStep(): StepContext | null {
  return active;
}

/** A step's value as a list. */
export function valuesOf(value: StepValue | undefined): readonly (GraphNode | null)[] {
  if (value === null || value === undefined) return [];
  return Array.isArray(value) ? value : [value as GraphNode]; // one node
}

/** A list as a step's value. */
export function valueOf<T extends GraphNode | null>(list: readonly T[]): T | readonly T[] | null {
  return list.length > 1 ? list : (list[0] ?? null);
}
