/** The programs of a model and their executables, by kind of step and batch shape. `compile` makes a new one. */
import type { Executable } from '../../runtime/device.ts';
import { InvalidArgumentError } from '../../runtime/errors.ts';
import { feed, type GraphNode } from '../../runtime/graph.ts';
import { newRandomState } from '../../runtime/jit.ts';
import { nextSeed } from '../../runtime/random.ts';
import { Runner } from '../../runtime/run.ts';
import type { Shape, TensorSpec } from '../../runtime/spec.ts';
import type { Tensor } from '../../runtime/tensor.ts';
import { Trace, tracing } from '../../runtime/trace.ts';
import { type Variable, VariableGroup } from '../../runtime/variable.ts';
import type { Logs } from '../callbacks/callback.ts';
import { Forward, inForward } from '../forward.ts';
import type { Layer } from '../layers/layer.ts';
import type { Weight } from '../layers/weight.ts';
import { Mean } from '../metrics/mean.ts';
import { getOptimizer, isLaterOptimizer, loadOptimizers, type OptimizerIdentifier } from '../optimizers/get.ts';
import type { Optimizer } from '../optimizers/optimizer.ts';
import { isRecord, leavesOf, packAs, type Structure, sortedEntries } from '../structure.ts';
import { heldMetrics } from './heldMetrics.ts';
import type { Ports } from './intake.ts';
import { countersOf, readLogs } from './logs.ts';
import {
  type CompiledOutput,
  compileOutputs,
  keysOf,
  loadOutputs,
  type NamedMetric,
  type OutputOptions,
} from './outputs.ts';
import { type BatchSpecs, feedName, type StepKind, stepProgram } from './step.ts';

export class Trainer {
  readonly model: Layer;
  readonly lossTracker = new Mean({ name: 'loss' });
  readonly randomState: Variable = newRandomState(nextSeed());
  readonly #ports: Ports;
  readonly #options: OutputOptions;
  readonly #identifier: OptimizerIdentifier | null;
  #optimizer: Optimizer | null = null;
  readonly #runners = new Map<string, Runner>();
  readonly #sizes = new Map<string, Set<number>>();
  #outputs: readonly CompiledOutput[] | null = null;
  #addsLosses = false;
  #held: readonly NamedMetric[] = [];
  /** What the model gave when it was called last. */
  #result: Structure<unknown> = null;
  /** Weights that are updated, as they were when the model was first used after `compile`: freezing needs another one. */
  #trainable: readonly Weight[] | null = null;
  #state: VariableGroup | null = null;

  /** @param optimizer - Null for a model that was not compiled: it can only predict. */
  constructor(model: Layer, ports: Ports, optimizer: OptimizerIdentifier | null, options: OutputOptions) {
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
    await this.#optimizer?.load();
  }

  /** Losses and metrics; empty before the first data. */
  get outputs(): readonly CompiledOutput[] {
    return this.#outputs ?? [];
  }

  /** Whether a loss (as those added by layers may) or a metric looks at the whole batch, so that batches cannot be filled up. */
  get needsExactBatches(): boolean {
    return this.#addsLosses || this.#held.length > 0 || this.outputs.some(({ wholeBatches }) => wholeBatches);
  }

  /** The executable of a kind of step for a batch shape; compiled when it is new. */
  async executable(kind: StepKind, specs: BatchSpecs): Promise<Executable> {
    if (kind !== 'predict') {
      await this.load();
      this.#measureOutputs(specs);
    }
    const key = `${kind} ${JSON.stringify(specs)}`;
    let runner = this.#runners.get(key);
    if (!runner) {
      runner = new Runner(stepProgram(kind, this.#parts(specs), specs));
      this.#runners.set(key, runner);
      const sizes = sampleKey(kind, specs);
      this.#sizes.set(sizes, (this.#sizes.get(sizes) ?? new Set()).add(specs.x[0]?.shape[0] ?? 0));
    }
    return runner.executable();
  }

  /** Batch sizes for which a kind of step is compiled already, ascending. @param sample - Specs of a batch of one. */
  compiledSizes(kind: StepKind, sample: BatchSpecs): readonly number[] {
    return [...(this.#sizes.get(sampleKey(kind, sample)) ?? [])].sort((a, b) => a - b);
  }

  #parts(specs: BatchSpecs) {
    return {
      model: this.model,
      call: (x: readonly GraphNode[]) => this.#call(x, specs),
      trainable: this.#trainable ?? this.model.trainableWeights,
      outputs: this.outputs,
      lossTracker: this.lossTracker,
      optimizer: this.optimizer,
      randomState: this.randomState,
    };
  }

  /** The model's outputs for a batch, in order. */
  #call(x: readonly GraphNode[], { form = x.length > 1 ? x.map(() => null) : null }: BatchSpecs): readonly GraphNode[] {
    const result = this.model.apply<Structure<GraphNode>>(packAs(form, x));
    this.#result = result;
    return leavesOf<GraphNode>(result);
  }

  /** Outputs as the model gives them: one alone, a list, or by name. */
  arranged(outputs: readonly Tensor[]): Structure<Tensor> {
    const single = outputs.length === 1 && !isRecord(this.#result);
    return single ? outputs[0]! : packAs(this.#result, outputs); // one output
  }

  /** Shapes of the model's outputs for a batch. */
  outputShapes(specs: BatchSpecs): readonly Shape[] {
    const nodes = specs.x.map((spec, index) => feed(feedName.x(index), spec));
    const forward = new Forward(false);
    const outputs = tracing(new Trace(this.randomState), () => inForward(forward, () => this.#call(nodes, specs)));
    this.#addsLosses = forward.losses.length > 0;
    return outputs.map(({ shape }) => shape);
  }

  /** Names of the outputs. */
  outputNames(count: number): readonly string[] {
    if (this.#ports.outputs) return this.#ports.outputs;
    if (isRecord(this.#result)) return sortedEntries(this.#result).map(([name]) => name);
    return count === 1 ? ['output'] : Array.from({ length: count }, (_, index) => `output_${index}`);
  }

  /** Once the shapes are known: losses, metrics, slots of the optimizer, and all counters side by side in memory. */
  #measureOutputs(specs: BatchSpecs): void {
    if (this.#outputs) return;
    const { optimizer } = this;
    if (!optimizer)
      throw new InvalidArgumentError({
        who: this.model.who,
        expected: 'a compiled model',
        fix: 'Call compile({ optimizer, loss }) first.',
      });
    const shapes = this.outputShapes(specs);
    const outputs = compileOutputs(
      this.#options,
      this.outputNames(shapes.length),
      specs.y.map((spec) => spec?.shape ?? null),
      shapes,
    );
    this.#trainable = this.model.trainableWeights;
    optimizer.build(this.#trainable);
    this.#outputs = outputs;
    this.#held = heldMetrics(this.model, new Set(['loss', ...keysOf(outputs)]));
    const counters = countersOf(this.lossTracker, outputs, this.#held).flatMap(({ variables }) => variables);
    const state = [...counters, ...optimizer.scalars, this.randomState, ...this.#frozen()];
    this.#state = new VariableGroup(`${this.model.name} state`, [...new Set(state)], true);
    this.#state.settle();
  }

  /** Weights that training does not update by gradients. */
  #frozen(): readonly Weight[] {
    const trainable = new Set(this.#trainable);
    return this.model.weights.filter((weight) => !trainable.has(weight));
  }

  /** All counters back to their start. */
  resetCounters(): void {
    for (const metric of countersOf(this.lossTracker, this.outputs, this.#held)) metric.reset();
  }

  /** The values counted so far. */
  logs(): Promise<Logs> {
    return readLogs(this.lossTracker, this.outputs, this.#held);
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
