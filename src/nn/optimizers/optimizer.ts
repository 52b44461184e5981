/** The base of optimizers: the learning rate, the count of updates, one update outside of a model. */
import { add, divide, multiply } from '../../kernels/elementwise/arithmetic.ts';
import { reshape } from '../../kernels/movement/reshape.ts';
import { InvalidArgumentError, ShapeError } from '../../runtime/errors.ts';
import type { GraphNode } from '../../runtime/graph.ts';
import type { Program } from '../../runtime/plan/program.ts';
import { type Shape, sameShape, sizeOf } from '../../runtime/spec.ts';
import { type ArrayLike, tensor } from '../../runtime/tensor.ts';
import { activeTrace, type Trace } from '../../runtime/trace.ts';
import { Variable } from '../../runtime/variable.ts';
import { booleanOf } from '../checks.ts';
import { Configured } from '../configured.ts';
import { snakeCase, uniqueName } from '../names.ts';
import { type Config, optionsToConfig } from '../saving/config.ts';
import type { LearningRateSchedule } from '../schedules/schedule.ts';
import { scheduleOf } from '../schedules/scheduleOf.ts';
import { checkNumber } from './checkNumber.ts';
import { DirectUpdates } from './directUpdates.ts';
import { COMMON, checkOptions, commonOptions, type OptimizerOptions } from './options.ts';
import { type OptimizerVariable, partOf } from './state.ts';

/** Which variables `excludeFromWeightDecay` names. */
export interface WeightDecayExclusions {
  readonly varList?: readonly Variable[] | undefined;
  /** Regular expressions, looked for in the names of variables. */
  readonly varNames?: readonly string[] | undefined;
}

/**
 * The base class of optimizers.
 *
 * @example
 * const opt = optimizers.adam({ learningRate: 0.01 });
 * const w = new Variable([1, 2]);
 * opt.build([w]);
 * await opt.apply([[0.1, 0.2]], [w]);
 */
export abstract class Optimizer extends Configured {
  static override readonly className: string = 'Optimizer';
  override readonly module = 'keras.optimizers';
  readonly name: string;
  readonly options: OptimizerOptions;
  /** How many gradients were given: updates, or with `gradientAccumulationSteps` parts of them. */
  readonly iterations: Variable;
  readonly schedule: LearningRateSchedule | null;
  /** The learning rate, when no schedule gives it. */
  readonly rate: Variable;
  #rateValue: number;
  #excluded: WeightDecayExclusions = {};
  readonly #direct = new DirectUpdates(this);

  constructor(options: OptimizerOptions, defaultRate: number) {
    super(options, COMMON);
    const who = this.className;
    checkOptions(who, options);
    this.options = options;
    this.name = options.name ?? uniqueName(snakeCase(who));
    this.iterations = new Variable(Int32Array.of(0), { name: 'iteration', trainable: false });
    const given = options.learningRate ?? options.lr ?? defaultRate;
    this.schedule = scheduleOf(given, who);
    this.#rateValue = this.schedule ? 0 : this.#checkedRate(given);
    this.rate = new Variable(Float32Array.of(this.#rateValue), { name: 'learning_rate', trainable: false });
  }

  /** Loads what the options need and programs do not have from the start; before `trace`. */
  async load(): Promise<void> {}

  /** Makes what is kept for a list of weights. */
  abstract build(variables: readonly Variable[]): void;

  /** Traces one update: gradients in the order of the weights given to `build`; null: none flows, the weight stays. */
  abstract trace(gradients: readonly (GraphNode | null)[]): void;

  /**
   * The same for gradients that lie in one block, laid out like a `VariableGroup` of the weights.
   *
   * @param present - Which weights have a gradient.
   */
  abstract traceBlock(block: GraphNode, present: readonly boolean[]): void;

  /** The variables given to `build`; null before. */
  abstract get members(): readonly Variable[] | null;

  /** Whether `build` was called. */
  get built(): boolean {
    return this.members !== null;
  }

  #checkedRate(rate: unknown): number {
    if (typeof rate === 'number' && Number.isFinite(rate) && rate >= 0) return rate;
    throw new InvalidArgumentError({
      who: this.className,
      expected: 'learningRate must be a number that is not negative, a schedule, or a function of the step',
      received: rate,
    });
  }

  /** Checks options that are numbers. */
  protected number(name: string, value: number, rule: Parameters<typeof checkNumber>[3] = {}): number {
    return checkNumber(this.className, name, value, rule);
  }

  /** Checks options that are true or false. */
  protected boolean(name: string, value: boolean): boolean {
    return booleanOf(this.className, name, value);
  }

  /**
   * The present learning rate. It may be set between epochs and between batches; nothing is compiled again.
   *
   * With a schedule: its value for the updates made so far. On a GPU that is known as of the last values that were read, as
   * they are at the end of an epoch.
   *
   * @throws InvalidArgumentError when it is set although a schedule gives it.
   * @example
   * m.optimizer.learningRate = 1e-4;
   */
  get learningRate(): number {
    return this.schedule ? this.schedule.at(this.iterations.known.data[0] ?? 0) : this.#rateValue;
  }

  set learningRate(rate: number) {
    if (this.schedule) {
      throw new InvalidArgumentError({
        who: this.className,
        expected: `the learning rate is given by ${this.schedule.className} and cannot be set`,
        received: rate,
        fix: 'Make the optimizer with a number as learningRate.',
      });
    }
    this.#rateValue = this.#checkedRate(rate);
    this.rate.assign(Float32Array.of(rate));
  }

  /** The learning rate after so many updates, as a scalar. */
  protected rateNode(made: GraphNode): GraphNode {
    const rate = this.schedule ? this.schedule.node(made) : reshape(this.rate.node, []);
    const { decay = 0 } = this.options;
    return decay === 0 ? rate : divide(rate, add(multiply(made, decay), 1));
  }

  /**
   * Leaves variables out of the weight decay; for use before `build`.
   *
   * @example
   * const opt = optimizers.adamW();
   * opt.excludeFromWeightDecay({ varNames: ['bias', 'gamma', 'beta'] });
   */
  excludeFromWeightDecay(exclusions: WeightDecayExclusions): void {
    if (this.built)
      throw new InvalidArgumentError({
        who: this.className,
        expected: 'excludeFromWeightDecay before the optimizer is built',
        fix: 'Call it before fit() or build().',
      });
    this.#excluded = exclusions;
  }

  /** Whether a variable's weights decay. */
  protected decays(variable: Variable): boolean {
    const { varList = [], varNames = [] } = this.#excluded;
    return !varList.includes(variable) && !varNames.some((name) => new RegExp(name).test(variable.name));
  }

  /** Counters and rates, small values that a model keeps together. */
  get scalars(): readonly Variable[] {
    return [this.iterations, this.rate];
  }

  /** Everything that is kept, in Keras's order. */
  get variables(): readonly OptimizerVariable[] {
    const rate = partOf(this.rate, `${this.name}/learning_rate`, []);
    const settable: OptimizerVariable = {
      ...rate,
      set: (value) => {
        this.learningRate = tensor(value).data[0] ?? Number.NaN;
      },
    };
    return [partOf(this.iterations, `${this.name}/iteration`, []), ...(this.schedule ? [] : [settable])];
  }

  /** Numbers that the optimizer keeps; 0 before it is built. */
  get size(): number {
    return this.built ? this.variables.reduce((sum, { shape }) => sum + sizeOf(shape), 0) : 0;
  }

  /** The loss whose gradients `trace` is given. */
  scaleLoss(loss: GraphNode): GraphNode {
    const { lossScaleFactor } = this.options;
    return lossScaleFactor ? multiply(loss, lossScaleFactor) : loss;
  }

  /** What follows an update. Null: nothing. */
  afterUpdate(_name: string): Program | null {
    return null;
  }

  /** Gives the weights their final values, at the end of a training: the running averages, if they are kept. */
  finalize(): void {}

  /**
   * Puts the running averages in the place of the weights, and back.
   *
   * @throws InvalidArgumentError when no averages are kept.
   */
  showAverages(_shown: boolean): void {
    throw new InvalidArgumentError({
      who: this.className,
      expected: 'an optimizer that keeps running averages of the weights, after its first update',
      fix: 'Make it with useEma: true.',
    });
  }

  /**
   * Makes one update. In a model's `trainStep` or in `jit`, with symbolic gradients, it becomes part of the step; outside,
   * with values, it is made at once.
   *
   * @param gradients - One per variable, of its shape; null: the variable stays as it is.
   * @param variables - Those given to `build` (the default), or some of them; before `build` those to build for.
   * @throws ShapeError when numbers or shapes differ; nothing is changed then.
   */
  apply(gradients: readonly (GraphNode | null)[], variables?: readonly Variable[]): void;
  apply(gradients: readonly (ArrayLike | null)[], variables?: readonly Variable[]): Promise<void>;
  apply(gradients: readonly (GraphNode | ArrayLike | null)[], variables?: readonly Variable[]): void | Promise<void> {
    const trace = activeTrace();
    if (!trace) return this.#applyNow(gradients as readonly (ArrayLike | null)[], variables); // there are no nodes outside of traces
    this.#applyTraced(trace, gradients as readonly (GraphNode | null)[], variables); // checked there
  }

  #applyTraced(trace: Trace, gradients: readonly (GraphNode | null)[], variables?: readonly Variable[]): void {
    const given = this.#given(variables);
    this.#checkShapes(gradients, given);
    if (this.isUpdatedIn(trace))
      throw new InvalidArgumentError({
        who: this.className,
        expected: 'one update in each step',
        fix: 'Add the losses up, or use an optimizer for each.',
      });
    this.trace(this.#inOrder(gradients, given));
    trace.follow(this.afterUpdate(this.name));
  }

  async #applyNow(gradients: readonly (ArrayLike | null)[], variables?: readonly Variable[]): Promise<void> {
    const given = this.#given(variables);
    await this.load();
    const values = gradients.map((gradient) => (gradient === null ? null : tensor(gradient, undefined, 'float32')));
    this.#checkShapes(values, given);
    await this.#direct.run(this.#inOrder(values, given), this.members ?? given);
  }

  /** @internal Whether an update is part of a trace already. */
  isUpdatedIn(trace: Trace): boolean {
    return trace.read(this.iterations) !== this.iterations.node;
  }

  #given(variables: readonly Variable[] | undefined): readonly Variable[] {
    const given = variables ?? this.members;
    if (given) return given;
    throw new InvalidArgumentError({ who: this.className, expected: 'variables, or build() before apply()' });
  }

  /** Gradients in the order of the variables given to `build`, which is called when it was not yet. */
  #inOrder<T>(gradients: readonly (T | null)[], variables: readonly Variable[]): readonly (T | null)[] {
    if (!this.built) this.build(variables);
    const members = this.members ?? variables;
    const stranger = variables.find((variable) => !members.includes(variable));
    if (stranger)
      throw new InvalidArgumentError({
        who: this.className,
        expected: 'variables among those that the optimizer was built with',
        received: stranger.name,
        fix: 'Make another optimizer for other variables.',
      });
    return members.map((member) => gradients[variables.indexOf(member)] ?? null);
  }

  #checkShapes(values: readonly ({ readonly shape: Shape } | null)[], variables: readonly Variable[]): void {
    const fits =
      values.length === variables.length &&
      values.every((value, index) => value === null || sameShape(value.shape, variables[index]!.shape)); // same length
    if (fits) return;
    throw new ShapeError({
      who: this.className,
      expected: `one gradient per variable, of shapes ${JSON.stringify(variables.map(({ shape }) => shape))}`,
      received: values.map((value) => value?.shape ?? null),
    });
  }

  /** Keras's configuration of this optimizer. */
  override getConfig(): Config {
    const learningRate = this.schedule ?? Math.fround(this.#rateValue);
    return optionsToConfig({ name: this.name, learningRate, ...commonOptions(this.options), ...this.configOptions() });
  }
}
