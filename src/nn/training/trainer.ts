/** The programs of a model and their executables, by kind of step and batch shape. `compile` makes a new one. */
import type { Executable } from '../../runtime/device.ts';
import { InvalidArgumentError } from '../../runtime/errors.ts';
import type { GraphNode } from '../../runtime/graph.ts';
import { newRandomState } from '../../runtime/jit.ts';
import type { Program } from '../../runtime/plan/program.ts';
import { nextSeed } from '../../runtime/random.ts';
import { Runner } from '../../runtime/run.ts';
import type { Shape, TensorSpec } from '../../runtime/spec.ts';
import type { Tensor } from '../../runtime/tensor.ts';
import { Trace, tracing } from '../../runtime/trace.ts';
import { type Variable, VariableGroup } from '../../runtime/variable.ts';
import type { Logs } from '../callbacks/callback.ts';
import { Forward, inForward } from '../forward.ts';
import type { Weight } from '../layers/weight.ts';
import { Mean } from '../metrics/mean.ts';
import type { Metric } from '../metrics/metric.ts';
import { getOptimizer, isLaterOptimizer, loadOptimizers, type OptimizerIdentifier } from '../optimizers/get.ts';
import { Optimizer } from '../optimizers/optimizer.ts';
import { isRecord, leavesOf, packAs, type Structure, sortedEntries } from '../structure.ts';
import type { StepKind } from './context.ts';
import { metricsHeld } from './heldMetrics.ts';
import type { Ports } from './intake.ts';
import { countersOf, readLogs } from './logs.ts';
import { type CompiledOutput, compileOutputs, loadOutputs, type OutputOptions } from './outputs.ts';
import {
  type BatchSpecs,
  batchOf,
  callModel,
  type SteppingModel,
  type Told,
  type TracedStep,
  traceStep,
} from './step.ts';

export class Trainer {
  readonly model: SteppingModel;
  readonly lossTracker = new Mean({ name: 'loss' });
  readonly randomState: Variable = newRandomState(nextSeed());
  readonly #ports: Ports;
  readonly #options: OutputOptions;
  readonly #identifier: OptimizerIdentifier | null;
  #optimizer: Optimizer | null = null;
  readonly #runners = new Map<string, Runner>();
  readonly #sizes = new Map<string, Set<number>>();
  readonly #trackers = new Map<string, Mean>([['loss', this.lossTracker]]);
  /** What each kind of step tells, once it is traced. */
  readonly #told = new Map<StepKind, Told>();
  #outputs: readonly CompiledOutput[] | null = null;
  #addsLosses = false;
  /** What the model gave when it was called last. */
  #result: Structure<unknown> = null;
  /** Weights that are updated, as they were when the model was first used after `compile`: freezing needs another one. */
  #trainable: readonly Weight[] | null = null;
  #state: VariableGroup | null = null;

  /** @param optimizer - Null for a model that was not compiled: it can only predict. */
  constructor(model: SteppingModel, ports: Ports, optimizer: OptimizerIdentifier | null, options: OutputOptions) {
    this.model = model;
    this.#ports = ports;
    this.#identifier = optimizer;
    if (optimizer !== null && !isLaterOptimizer(optimizer)) this.#optimizer = getOptimizer(optimizer, 'compile');
    this.#options = options;
  }

  /** The optimizer; null for a model that was not compiled, and for rarer ones before they are loaded. */
  get optimizer(): Optimizer | null {
    return this.#optimizer;
  }

  /** Loads what was named but is not part of every program. */
  async load(): Promise<void> {
    if (this.#outputs) return;
    await Promise.all([loadOptimizers([this.#identifier]), loadOutputs(this.#options)]);
    if (this.#identifier !== null) this.#optimizer ??= getOptimizer(this.#identifier, 'compile');
    const own = Object.values(this.model).filter((each) => each instanceof Optimizer);
    for (const optimizer of [this.#optimizer, ...own]) await optimizer?.load();
  }

  /** Losses and metrics; empty before the first data. */
  get outputs(): readonly CompiledOutput[] {
    return this.#outputs ?? [];
  }

  /** Everything that is counted, each once. */
  get counters(): readonly Metric[] {
    const told = [...this.#told.values()].flatMap((each) => Object.values(each));
    return [...new Set([...countersOf(this.lossTracker, this.outputs), ...told])];
  }

  /** What is told under a name; undefined: nothing. */
  metricNamed(name: string): Metric | undefined {
    const told: Told = Object.assign({}, ...this.#told.values());
    return told[name] ?? Object.values(told).find((metric) => metric.name === name);
  }

  /** Whether batches cannot be filled up: a loss, a metric or a step of the model's own looks at the whole batch. */
  get needsExactBatches(): boolean {
    const own = this.#addsLosses || this.model.hasOwnStep('test') || metricsHeld(this.model).length > 0;
    return own || this.outputs.some(({ wholeBatches }) => wholeBatches);
  }

  /** Makes known what is measured, from the shapes of a batch; before training and testing. */
  async prepare(specs: BatchSpecs): Promise<void> {
    await this.load();
    this.#measureOutputs(specs);
  }

  /** The executable of a kind of step for a batch shape; compiled when it is new. */
  async executable(kind: StepKind, specs: BatchSpecs): Promise<Executable> {
    if (kind !== 'predict') await this.prepare(specs);
    const key = `${kind} ${JSON.stringify(specs)}`;
    let runner = this.#runners.get(key);
    if (!runner) {
      runner = this.#traced(kind, specs);
      this.#runners.set(key, runner);
      const sizes = sampleKey(kind, specs);
      this.#sizes.set(sizes, (this.#sizes.get(sizes) ?? new Set()).add(specs.x[0]?.shape[0] ?? 0));
    }
    return runner.executable();
  }

  /** A step as a program. For training and measuring `executable` must have been called. */
  program(kind: StepKind, specs: BatchSpecs): Program {
    return this.#trace(kind, specs).program;
  }

  #trace(kind: StepKind, specs: BatchSpecs): TracedStep {
    const { model, outputs, randomState } = this;
    const trainable = this.#trainable;
    return traceStep(
      kind,
      { model, outputs, trainable, randomState, trackerOf: (name) => this.#trackerOf(name) },
      specs,
    );
  }

  #traced(kind: StepKind, specs: BatchSpecs): Runner {
    const { model } = this;
    const { program, told, result } = this.#trace(kind, specs);
    if (result) this.#result = result;
    const names = Object.keys(told);
    const before = Object.keys(this.#told.get(kind) ?? told);
    if (names.join() !== before.join())
      throw new InvalidArgumentError({
        who: `${kind}Step of ${model.who}`,
        expected: `the same names for every batch (${before.join(', ')})`,
        received: names,
      });
    this.#told.set(kind, told);
    if (kind !== 'predict') this.#settle();
    return new Runner(program);
  }

  #trackerOf(name: string): Mean {
    const tracker = this.#trackers.get(name) ?? new Mean({ name });
    this.#trackers.set(name, tracker);
    return tracker;
  }

  /** Batch sizes for which a kind of step is compiled already, ascending. @param sample - Specs of a batch of one. */
  compiledSizes(kind: StepKind, sample: BatchSpecs): readonly number[] {
    return [...(this.#sizes.get(sampleKey(kind, sample)) ?? [])].sort((a, b) => a - b);
  }

  /** Predictions as the model gives them: one alone, a list, or by name. */
  arranged(outputs: readonly Tensor[]): Structure<Tensor> {
    const single = outputs.length === 1 && !isRecord(this.#result);
    return single ? outputs[0]! : packAs(this.#result, outputs); // one output
  }

  /** Shapes of the model's outputs for a batch. */
  outputShapes(specs: BatchSpecs): readonly Shape[] {
    const forward = new Forward(false);
    const result = tracing(new Trace(this.randomState), () =>
      inForward(forward, () => callModel(this.model, batchOf(specs).x, false)),
    );
    this.#result = result;
    this.#addsLosses = forward.losses.length > 0;
    return leavesOf<GraphNode>(result).map(({ shape }) => shape);
  }

  /** Names of the outputs. */
  outputNames(count: number): readonly string[] {
    if (this.#ports.outputs) return this.#ports.outputs;
    if (isRecord(this.#result)) return sortedEntries(this.#result).map(([name]) => name);
    return count === 1 ? ['output'] : Array.from({ length: count }, (_, index) => `output_${index}`);
  }

  /** Once the shapes are known: losses, metrics, and the slots of the optimizer. */
  #measureOutputs(specs: BatchSpecs): void {
    if (this.#outputs) return;
    const { optimizer } = this;
    if (!optimizer)
      throw new InvalidArgumentError({
        who: this.model.who,
        expected: 'a compiled model',
        fix: 'Call compile({ optimizer, loss }) first.',
      });
    const { loss, metrics, weightedMetrics } = this.#options;
    const ownStep = this.model.hasOwnStep('train');
    if (ownStep && !loss && !metrics && !weightedMetrics) {
      this.#outputs = []; // such a step need not call the model as a whole
      return;
    }
    const shapes = this.outputShapes(specs);
    this.#outputs = compileOutputs(
      this.#options,
      this.outputNames(shapes.length),
      specs.y.map((spec) => spec?.shape ?? null),
      shapes,
    );
    if (ownStep) return;
    this.#trainable = this.model.trainableWeights;
    optimizer.build(this.#trainable);
  }

  /** Puts all counters side by side in memory. */
  #settle(): void {
    if (this.#state) return;
    const counters = this.counters.flatMap(({ variables }) => variables);
    const scalars = this.optimizer?.scalars ?? [];
    const state = [...counters, ...scalars, this.randomState, ...this.#frozen()];
    this.#state = new VariableGroup(`${this.model.name} state`, [...new Set(state)], true);
    this.#state.settle();
  }

  /** Weights that training does not update by gradients. */
  #frozen(): readonly Weight[] {
    const trainable = new Set(this.#trainable ?? this.model.trainableWeights);
    return this.model.weights.filter((weight) => !trainable.has(weight));
  }

  /** All counters back to their start. */
  resetCounters(): void {
    for (const metric of this.counters) metric.reset();
  }

  /** The values that a kind of step has counted so far. */
  logs(kind: StepKind): Promise<Logs> {
    const { optimizer } = this;
    return readLogs(this.#told.get(kind) ?? {}, optimizer ? [optimizer.iterations] : []);
  }

  dispose(): void {
    for (const runner of this.#runners.values()) runner.dispose();
    this.#runners.clear();
  }
}

/** Kind and shapes of single samples: what batches of different sizes have in common. */
function sampleKey(kind: StepKind, specs: BatchSpecs): string {
  const sample = (spec: TensorSpec | null) => (spec ? `${spec.dtype} ${spec.shape.slice(1)}` : '-');
  return [kind, ...[specs.x, specs.y, specs.weights].map((list) => list.map(sample).join(';'))].join('|');
}
