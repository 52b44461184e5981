/** One training, test or prediction step as a program. */
import { cast } from '../../kernels/elementwise/operands.ts';
import { reshape } from '../../kernels/movement/reshape.ts';
import { sum } from '../../kernels/reduce.ts';
import { MASK_FEED } from '../../runtime/device.ts';
import { InvalidArgumentError } from '../../runtime/errors.ts';
import { constant, feed, GraphNode } from '../../runtime/graph.ts';
import type { Program } from '../../runtime/plan/program.ts';
import { sizeOf, type TensorSpec } from '../../runtime/spec.ts';
import { Trace, tracing } from '../../runtime/trace.ts';
import type { Variable } from '../../runtime/variable.ts';
import { Forward, inForward } from '../forward.ts';
import type { Layer, Weight } from '../layers/layer.ts';
import type { Mean } from '../metrics/mean.ts';
import { Metric } from '../metrics/metric.ts';
import { leavesOf, packAs, type Structure } from '../structure.ts';
import { inStep, type StepContext, type StepData, type StepKind, type StepLogs, valueOf } from './context.ts';
import { track } from './measure.ts';
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

/** A model with what it does in a step. */
export interface SteppingModel extends Layer {
  stopEvaluating: boolean;
  stopPredicting: boolean;
  trainStep(data: StepData): StepLogs;
  testStep(data: StepData): StepLogs;
  predictStep(data: StepData): Structure<GraphNode>;
  /** Whether a kind of step is not the one that models have. */
  hasOwnStep(kind: StepKind): boolean;
}

/** What a step works with. */
export interface StepParts {
  readonly model: SteppingModel;
  readonly outputs: readonly CompiledOutput[];
  /** The weights that are updated; null: those that are trainable. */
  readonly trainable: readonly Weight[] | null;
  /** The mean under a name, made when there is none. */
  readonly trackerOf: (name: string) => Mean;
  readonly randomState: Variable;
}

/** What a step tells, by name. */
export type Told = Readonly<Record<string, Metric>>;

export interface TracedStep {
  readonly program: Program;
  readonly told: Told;
  /** What the model predicts, in its form; null: the step does not predict. */
  readonly result: Structure<GraphNode> | null;
}

/** The inputs of a step as nodes. */
function feeds(specs: readonly (TensorSpec | null)[], name: (index: number) => string): (GraphNode | null)[] {
  return specs.map((spec, index) => (spec ? feed(name(index), spec) : null));
}

/** The model's outputs for a batch, in their form. */
export function callModel(model: Layer, x: StepData['x'], training: boolean): Structure<GraphNode> {
  return model.apply<Structure<GraphNode>>(x, { training });
}

/** The batch that a step is traced with. */
export function batchOf(specs: BatchSpecs): StepData {
  const x = feeds(specs.x, feedName.x) as GraphNode[]; // every input has a spec
  const { form = x.length > 1 ? x.map(() => null) : null } = specs;
  return {
    x: packAs(form, x),
    y: valueOf(feeds(specs.y, feedName.y)),
    sampleWeight: valueOf(feeds(specs.weights, feedName.weight)),
  };
}

/** Traces one step. */
export function traceStep(kind: StepKind, parts: StepParts, specs: BatchSpecs): TracedStep {
  const { model, outputs } = parts;
  const trace = new Trace(parts.randomState);
  const batch = specs.x[0]!.shape[0]!; // a model has an input, and a batch is an axis
  const filledUp = kind === 'test' && !model.hasOwnStep('test');
  const rows = filledUp ? feed(MASK_FEED, { shape: [batch], dtype: 'float32' }) : null;
  const context: StepContext = {
    kind,
    model,
    outputs,
    trainable: parts.trainable,
    rows,
    count: rows ? sum(rows) : constant(batch),
  };
  const within = <T>(body: () => T): T =>
    tracing(trace, () => inForward(new Forward(kind === 'train'), () => inStep(context, body)));
  const name = `${model.name} ${kind}`;
  if (kind === 'predict') {
    const result = within(() => model.predictStep(batchOf(specs)));
    const fetches = leavesOf<GraphNode>(result);
    if (fetches.some((each) => !(each instanceof GraphNode)))
      throw new InvalidArgumentError({
        who: `predictStep of ${model.who}`,
        expected: 'one symbolic tensor, a list, or some by name',
        received: fetches,
      });
    const updates = trace.updates.filter(({ resident }) => resident === parts.randomState); // weights stay as they are
    return { program: { name, fetches, updates }, told: {}, result };
  }
  const told = within(() => {
    const logs = kind === 'train' ? model.trainStep(batchOf(specs)) : model.testStep(batchOf(specs));
    if (logs?.constructor !== Object)
      throw new InvalidArgumentError({
        who: `${kind}Step of ${model.who}`,
        expected: 'an object of symbolic scalars and metrics by name (a step is traced and cannot be asynchronous)',
        received: logs,
      });
    const entries = Object.entries(logs).map(([key, value]) => [key, toldAs(key, value, parts, context)]);
    return Object.fromEntries(entries) as Told;
  });
  const { updates, after: next } = trace;
  return { program: { name, fetches: [], updates, before: trace.before(name), next }, told, result: null };
}

/** The metric that tells a value of a step. */
function toldAs(key: string, value: unknown, { model, trackerOf }: StepParts, context: StepContext): Metric {
  if (value instanceof Metric) return value;
  if (!(value instanceof GraphNode) || sizeOf(value.shape) !== 1)
    throw new InvalidArgumentError({
      who: `${context.kind}Step of ${model.who}`,
      expected: `"${key}" must be a symbolic scalar or a metric`,
      received: value instanceof GraphNode ? value.shape : value,
      fix: 'Return { loss, ...this.computeMetrics({ y, yPred }) }, and reduce other values with ops.mean.',
    });
  const tracker = trackerOf(key);
  track(tracker, scalarOf(value), context);
  return tracker;
}

function scalarOf(value: GraphNode): GraphNode {
  const float = value.dtype === 'float32' ? value : cast(value, 'float32');
  return float.shape.length === 0 ? float : reshape(float, []);
}
