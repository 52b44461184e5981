/** The base of optimizers: one fused update for all weights. A new optimizer is a rule (WGSL) and the rates that it needs. */
import {
  add,
  cast,
  divide,
  expm1,
  maximum,
  minimum,
  multiply,
  negative,
  sqrt,
  square,
} from '../../kernels/elementwise/arithmetic.ts';
import { reshape } from '../../kernels/movement.ts';
import { sum } from '../../kernels/reduce.ts';
import { applyUpdate, MASK_BLOCK, type RuleOptions, type UpdateAttrs } from '../../kernels/update.ts';
import { InvalidArgumentError, ShapeError } from '../../runtime/errors.ts';
import { constant, feed, type GraphNode } from '../../runtime/graph.ts';
import type { Op } from '../../runtime/op.ts';
import type { Program } from '../../runtime/plan/program.ts';
import { pack } from '../../runtime/plan/transfer.ts';
import { Runner } from '../../runtime/run.ts';
import { sameShape, sizeOf } from '../../runtime/spec.ts';
import { type ArrayLike, tensor } from '../../runtime/tensor.ts';
import { activeTrace, Trace, tracing } from '../../runtime/trace.ts';
import { Variable, VariableGroup } from '../../runtime/variable.ts';
import { Weight } from '../layers/layer.ts';
import { snakeCase, uniqueName } from '../names.ts';
import { type Config, optionsToConfig } from '../saving/config.ts';
import { LearningRateSchedule } from '../schedules/schedule.ts';

export interface OptimizerOptions {
  /** A number or a schedule. */
  readonly learningRate?: number | LearningRateSchedule | undefined;
  /** Older name of `learningRate`. */
  readonly lr?: number | undefined;
  /** Older Keras: the learning rate is divided by 1 + decay · (updates made so far). */
  readonly decay?: number | undefined;
  /** Weights shrink by `learningRate · weightDecay` of themselves before each update; default: they do not. */
  readonly weightDecay?: number | null | undefined;
  /** Each gradient is shortened to at most this length. */
  readonly clipnorm?: number | null | undefined;
  /** Gradients are limited to [-clipvalue, clipvalue]. */
  readonly clipvalue?: number | null | undefined;
  /** All gradients together are shortened to at most this length. */
  readonly globalClipnorm?: number | null | undefined;
  readonly name?: string | undefined;
}

/** Slots of one kind for all weights: a flat block with the weights' layout. */
interface Slot {
  readonly name: string;
  readonly variable: Variable;
}

const CLIPPING = ['clipnorm', 'clipvalue', 'globalClipnorm'] as const;

/**
 * The base class of optimizers.
 *
 * @example
 * const opt = optimizers.adam({ learningRate: 0.01 });
 * const w = new Variable([1, 2]);
 * opt.build([w]);
 * await opt.apply([[0.1, 0.2]], [w]);
 */
export abstract class Optimizer {
  static readonly className: string = 'Optimizer';
  readonly module = 'keras.optimizers';
  readonly name: string;
  readonly options: OptimizerOptions;
  /** How many updates were made. */
  readonly iterations: Variable;
  readonly schedule: LearningRateSchedule | null;
  /** The learning rate, when it is not given by a schedule. */
  readonly rate: Variable;
  #rateValue: number;
  #group: VariableGroup | null = null;
  #slots: readonly Slot[] = [];
  readonly #runners = new Map<string, Runner>();

  constructor(options: OptimizerOptions, defaultRate: number) {
    this.options = options;
    this.name = options.name ?? uniqueName(snakeCase(this.className));
    this.iterations = new Variable(Int32Array.of(0), { name: 'iteration', trainable: false });
    const given = options.learningRate ?? options.lr ?? defaultRate;
    this.schedule = given instanceof LearningRateSchedule ? given : null;
    this.#rateValue = given instanceof LearningRateSchedule ? given.at(0) : this.#checkedRate(given);
    this.rate = new Variable(Float32Array.of(this.#rateValue), { name: 'learning_rate', trainable: false });
    const clipping = CLIPPING.filter((each) => (options[each] ?? null) !== null);
    if (clipping.length > 1) {
      throw new InvalidArgumentError({
        who: this.className,
        expected: `only one of ${CLIPPING.join(', ')} may be set`,
        received: clipping,
      });
    }
    for (const each of clipping) {
      if (!((options[each] ?? 0) > 0))
        throw new InvalidArgumentError({
          who: this.className,
          expected: `${each} must be positive`,
          received: options[each],
        });
    }
  }

  get className(): string {
    return (this.constructor as typeof Optimizer).className; // every optimizer's constructor is an Optimizer class
  }

  /** The update rule's op. */
  protected abstract readonly update: Op<UpdateAttrs>;
  /** Numbers and switches of the rule. */
  protected abstract ruleOptions(): RuleOptions;
  /** Names of the slots, in Keras's order. */
  protected abstract slotNames(): readonly string[];

  /** The rates that the rule needs, as scalars; default: the learning rate. `step` counts from 1. */
  protected rates(learningRate: GraphNode, _step: GraphNode): readonly GraphNode[] {
    return [learningRate];
  }

  /** Value with which a slot starts; default 0. */
  protected slotStart(_name: string): number {
    return 0;
  }

  #checkedRate(rate: unknown): number {
    if (typeof rate === 'number' && Number.isFinite(rate) && rate >= 0) return rate;
    throw new InvalidArgumentError({
      who: this.className,
      expected: 'learningRate must be a number that is not negative, or a schedule',
      received: rate,
    });
  }

  /** The learning rate: a number, or the schedule that gives it. May be set between epochs; nothing is compiled again. */
  get learningRate(): number | LearningRateSchedule {
    return this.schedule ?? this.#rateValue;
  }

  set learningRate(rate: number) {
    if (this.schedule) {
      throw new InvalidArgumentError({
        who: this.className,
        expected: 'the learning rate is given by a schedule and cannot be set',
        received: rate,
      });
    }
    this.#rateValue = this.#checkedRate(rate);
    this.rate.assign(Float32Array.of(rate));
  }

  /** Makes the slots for a list of weights. */
  build(variables: readonly Variable[]): void {
    if (
      this.#group?.members.length === variables.length &&
      this.#group.members.every((member, index) => member === variables[index])
    )
      return;
    if (this.#group) {
      throw new InvalidArgumentError({
        who: this.className,
        expected: 'an optimizer belongs to one list of weights',
        fix: 'Make a new optimizer for other weights.',
      });
    }
    this.#group = new VariableGroup(`${this.name} weights`, variables);
    const { length } = this.#group;
    this.#slots = this.slotNames().map((name) => ({
      name,
      variable: new Variable(new Float32Array(length).fill(this.slotStart(name)), {
        name: `${this.name}/${name}`,
        trainable: false,
      }),
    }));
  }

  /** Numbers that the optimizer keeps; 0 before it is built. */
  get size(): number {
    if (!this.#group) return 0;
    const weights = this.#group.members.reduce((sum, { shape }) => sum + sizeOf(shape), 0);
    return weights * this.#slots.length + (this.schedule ? 1 : 2);
  }

  /** Counters and rates, small values that a model keeps together. */
  get scalars(): readonly Variable[] {
    return [this.iterations, this.rate];
  }

  /** Traces one update: gradients in the order of the weights given to `build`; null: none flows, the weight stays. */
  trace(gradients: readonly (GraphNode | null)[]): void {
    const group = this.#group;
    const trace = activeTrace();
    if (!group || !trace)
      throw new InvalidArgumentError({ who: this.className, expected: 'build() before an update is traced' });
    const made = reshape(this.iterations.node, []);
    const rate = this.#rateNode(cast(made, 'float32'));
    const clipped = this.#clippedByNorm(gradients);
    const flat = pack(
      clipped.map((gradient, index) =>
        reshape(gradient ?? constant(0, group.members[index]!.shape), [
          Math.max(1, sizeOf(group.members[index]!.shape)),
        ]),
      ), // one gradient per member
      { offsets: group.offsets, length: group.length },
    );
    const decay = this.options.weightDecay ?? 0;
    const mask = decay > 0 ? this.#decayMask(group, gradients) : null;
    const rule = this.ruleOptions();
    const scale = this.#globalScale(flat);
    const outputs = applyUpdate(
      this.update,
      {
        weights: group.node,
        gradient: flat,
        slots: this.#slots.map(({ variable }) => variable.node),
        rates: this.rates(rate, cast(add(made, 1), 'float32')),
        scale,
        decay: decay > 0 ? multiply(rate, decay) : null,
        mask,
      },
      {
        constants: rule.constants,
        flags: rule.flags,
        clip: this.options.clipvalue ?? null,
        scaled: scale !== null,
        decay: decay > 0 ? (mask ? 'masked' : 'all') : 'none',
      },
    );
    trace.assign(group, outputs[0]!); // weights come first
    this.#slots.forEach(({ variable }, index) => {
      trace.assign(variable, outputs[index + 1]!); // then the slots
    });
    trace.assign(this.iterations, add(this.iterations.node, 1));
  }

  /** What follows an update: weights are brought back to their constraints. Null: nothing. */
  afterUpdate(name: string): Program | null {
    const members = this.#group?.members ?? [];
    const updates = members.flatMap((member) => {
      const constraint = member instanceof Weight ? member.constraint : null;
      return constraint ? [{ resident: member, node: constraint.project(member.node) }] : [];
    });
    return updates.length === 0 ? null : { name: `${name} constraints`, fetches: [], updates };
  }

  #rateNode(step: GraphNode): GraphNode {
    const rate = this.schedule ? this.schedule.node(step) : reshape(this.rate.node, []);
    const { decay = 0 } = this.options;
    return decay === 0 ? rate : divide(rate, add(multiply(step, decay), 1));
  }

  #clippedByNorm(gradients: readonly (GraphNode | null)[]): readonly (GraphNode | null)[] {
    const most = this.options.clipnorm ?? null;
    if (most === null) return gradients;
    return gradients.map((gradient) =>
      gradient ? multiply(gradient, divide(most, maximum(sqrt(sum(square(gradient))), most))) : null,
    );
  }

  #globalScale(flat: GraphNode): GraphNode | null {
    const most = this.options.globalClipnorm ?? null;
    if (most === null) return null;
    return multiply(minimum(divide(1, sqrt(sum(square(flat)))), 1 / most), most);
  }

  /** 1 for blocks of weights that decay; null when all do. */
  #decayMask(group: VariableGroup, gradients: readonly (GraphNode | null)[]): GraphNode | null {
    const decays = group.members.map((_, index) => gradients[index] !== null);
    if (!decays.includes(false)) return null;
    const mask = new Float64Array(group.length / MASK_BLOCK);
    group.offsets.forEach((offset, index) => {
      const end = group.offsets[index + 1] ?? group.length;
      mask.fill(decays[index] ? 1 : 0, offset / MASK_BLOCK, end / MASK_BLOCK);
    });
    return constant(mask, [mask.length]);
  }

  /**
   * Makes one update, outside of a model.
   *
   * @param gradients - One value per variable, of its shape.
   * @throws ShapeError when numbers or shapes differ; nothing is changed then.
   */
  async apply(gradients: readonly ArrayLike[], variables: readonly Variable[]): Promise<void> {
    this.build(variables);
    const values = gradients.map((gradient) => tensor(gradient, undefined, 'float32'));
    const fits =
      values.length === variables.length &&
      values.every((value, index) => sameShape(value.shape, variables[index]!.shape)); // same length
    if (!fits) {
      throw new ShapeError({
        who: this.className,
        expected: `one gradient per variable, of shapes ${JSON.stringify(variables.map(({ shape }) => shape))}`,
        received: values.map(({ shape }) => shape),
      });
    }
    let runner = this.#runners.get('apply');
    if (!runner) {
      const trace = new Trace();
      const feeds = values.map((value, index) => feed(`gradient ${index}`, { shape: value.shape, dtype: 'float32' }));
      tracing(trace, () => this.trace(feeds));
      runner = new Runner({ name: this.name, fetches: [], updates: trace.updates, next: this.afterUpdate(this.name) });
      this.#runners.set('apply', runner);
    }
    const executable = await runner.executable();
    values.forEach((value, index) => {
      executable.setFeed(`gradient ${index}`, value.data as Float32Array); // made as float32
    });
    executable.run(1);
  }

  getConfig(): Config {
    const { weightDecay = null, clipnorm = null, globalClipnorm = null, clipvalue = null } = this.options;
    const common = { weightDecay, clipnorm, globalClipnorm, clipvalue };
    return optionsToConfig({ name: this.name, learningRate: this.learningRate, ...common, ...this.configOptions() });
  }

  protected configOptions(): Readonly<Record<string, unknown>> {
    return {};
  }
}

/** 1 - beta^step, without cancellation for small steps. */
export function biasCorrection(beta: number, step: GraphNode): GraphNode {
  return negative(expm1(multiply(step, Math.log(beta))));
}
