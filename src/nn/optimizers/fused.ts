/** Optimizers that are a rule for one weight: one kernel steps all weights at once. */
import { add, multiply } from '../../kernels/elementwise/arithmetic.ts';
import { where } from '../../kernels/elementwise/comparison.ts';
import { cast } from '../../kernels/elementwise/operands.ts';
import type { SegmentTables } from '../../kernels/segments.ts';
import { applyUpdate, type RuleOptions, type Update } from '../../kernels/update.ts';
import { InvalidArgumentError } from '../../runtime/errors.ts';
import { constant, type GraphNode } from '../../runtime/graph.ts';
import type { Program } from '../../runtime/plan/program.ts';
import { activeTrace, type Trace } from '../../runtime/trace.ts';
import { type Variable, VariableGroup } from '../../runtime/variable.ts';
import { Weight } from '../layers/layer.ts';
import { accumulate } from './accumulation.ts';
import { type Limited, limited } from './clipping.ts';
import { type Counts, countsOf, ifUpdated } from './counting.ts';
import { averageRates, RunningAverage } from './ema.ts';
import { blockTable, flatten, namesWithout, partOfBlock, type VariableFacts } from './layout.ts';
import { Optimizer } from './optimizer.ts';
import type { Guard, UpdateInProgress } from './progress.ts';
import { newSlot, partsOf } from './slots.ts';
import { flatPath, interleaved, type OptimizerVariable } from './state.ts';

type Norms = typeof import('./norms.ts');

let norms: Norms | null = null;

/** Loads what optimizers need that look at the lengths of single variables. */
export async function loadNorms(): Promise<void> {
  norms ??= await import('./norms.ts');
}

/** A block with the weights' layout. */
interface Slot {
  readonly name: string;
  readonly variable: Variable;
}

/**
 * The base of optimizers that are a rule in WGSL. Weights, gradients and slots are flat blocks, so a step takes as many
 * dispatches for one variable as for a thousand.
 */
export abstract class FusedOptimizer extends Optimizer {
  /** The update rule's op. */
  protected abstract readonly update: Update;
  /** Numbers and switches of the rule. */
  protected abstract ruleOptions(): RuleOptions;
  /** Keras's names of the slots, in the rule's order; slots of one list are interleaved variable by variable. */
  protected abstract slotNames(): readonly (readonly string[])[];
  /** Whether the rule looks at the gradient before the kernel does, so that it must be clipped by then. */
  protected readonly looksAhead: boolean = false;

  #group: VariableGroup | null = null;
  #slots: readonly Slot[] = [];
  #average: RunningAverage | null = null;
  #accumulator: Variable | null = null;
  #segments: SegmentTables | null = null;
  #warned = false;

  /** The rates that the rule needs, as scalars; default: the learning rate. */
  protected rates({ learningRate }: UpdateInProgress): readonly GraphNode[] {
    return [learningRate];
  }

  /** Further blocks that the rule reads. */
  protected reads(_update: UpdateInProgress): readonly GraphNode[] {
    return [];
  }

  /** A number per variable that the rule needs. */
  protected numberOf(_variable: Variable): number {
    return 0;
  }

  /** The weight decay of a variable that is not excluded. */
  protected weightDecayOf(_variable: Variable): number {
    return this.options.weightDecay ?? 0;
  }

  /** Value with which a slot starts; `weights`: those of the weights. */
  protected slotStart(_name: string): number | 'weights' {
    return 0;
  }

  /** Whether Keras has a slot for a variable. */
  protected hasSlot(_name: string, _variable: Variable): boolean {
    return true;
  }

  override get members(): readonly Variable[] | null {
    return this.#group?.members ?? null;
  }

  /** The weights as one block. @throws InvalidArgumentError before `build`. */
  protected get group(): VariableGroup {
    if (this.#group) return this.#group;
    throw new InvalidArgumentError({ who: this.className, expected: 'build() before an update is traced' });
  }

  override async load(): Promise<void> {
    if (this.options.clipnorm || this.update.rule.norms || this.looksAhead) await loadNorms();
  }

  /** What `load` has loaded. @throws InvalidArgumentError when it was not called. */
  protected get norms(): Norms {
    if (norms) return norms;
    throw new InvalidArgumentError({ who: this.className, expected: 'load() before an update is traced' });
  }

  /** Variables as segments of vectors of four. */
  protected get segments(): SegmentTables {
    this.#segments ??= this.norms.variableSegments(this.group);
    return this.#segments;
  }

  /** A slot's block, by Keras's name. */
  protected slot(name: string): Variable {
    return this.#slots.find((slot) => slot.name === name)!.variable; // classes name their own slots
  }

  override build(variables: readonly Variable[]): void {
    const known = this.#group?.members;
    if (known?.length === variables.length && known.every((member, index) => member === variables[index])) return;
    if (known) {
      throw new InvalidArgumentError({
        who: this.className,
        expected: 'an optimizer belongs to one list of weights',
        fix: 'Make a new optimizer for other weights.',
      });
    }
    const { gradientAccumulationSteps, useEma } = this.options;
    this.#group = new VariableGroup(`${this.name} weights`, variables);
    const names = this.slotNames().flat();
    this.#slots = names.map((name) => ({ name, variable: this.#newSlot(name, this.slotStart(name)) }));
    this.#average = useEma ? new RunningAverage(this.#newSlot('average', 0), this.#group) : null;
    this.#accumulator = gradientAccumulationSteps ? this.#newSlot('gradient_accumulator', 0) : null;
  }

  #newSlot(name: string, start: number | 'weights'): Variable {
    return newSlot(this.group, `${this.name}/${name}`, start);
  }

  override get variables(): readonly OptimizerVariable[] {
    if (!this.built) return super.variables;
    return [
      ...super.variables,
      ...(this.#average ? this.slotVariables('average', this.#average.variable) : []),
      ...(this.#accumulator ? this.slotVariables('gradient_accumulator', this.#accumulator) : []),
      ...this.ownVariables(),
    ].filter((each) => each !== null);
  }

  /** What the rule keeps. */
  protected ownVariables(): OptimizerVariable[] {
    return this.slotNames().flatMap((names) =>
      interleaved(this.group.members, names, (name) => this.slotVariables(name, this.slot(name))),
    );
  }

  /** A slot's block as one variable for each weight that has it. */
  protected slotVariables(name: string, block: Variable): (OptimizerVariable | null)[] {
    return partsOf(this.group, block, (member) =>
      this.hasSlot(name, member) ? `${this.name}/${flatPath(member)}_${name}` : null,
    );
  }

  override trace(gradients: readonly (GraphNode | null)[]): void {
    this.#warnOfMissing(gradients);
    this.traceFlat(
      this.flatten(gradients),
      gradients.map((gradient) => gradient !== null),
    );
  }

  /** Weights without gradient stay as they are; that is told once. */
  #warnOfMissing(gradients: readonly (GraphNode | null)[]): void {
    const missing = namesWithout(this.group.members, gradients);
    if (missing.length === 0 || this.#warned) return;
    this.#warned = true;
    console.warn(`${this.className}: no gradient flows to the variables ${missing.join(', ')}; they stay as they are.`);
  }

  override traceBlock(block: GraphNode, present: readonly boolean[]): void {
    this.traceFlat(block, present);
  }

  /** @internal Gradients as one block. */
  flatten(gradients: readonly (GraphNode | null)[]): GraphNode {
    return flatten(this.group, gradients);
  }

  /** @internal Traces an update by a block of gradients. @param present - Which variables have one. */
  traceFlat(flat: GraphNode, present: readonly boolean[], guard: Guard | null = null): void {
    const trace = activeTrace();
    if (!trace) throw new InvalidArgumentError({ who: this.className, expected: 'an update inside of a trace' });
    if (!present.includes(true))
      throw new InvalidArgumentError({ who: this.className, expected: 'a gradient for at least one variable' });
    const counts = countsOf(this.iterations, this.options.gradientAccumulationSteps ?? 1, guard?.finite ?? null);
    const gradient = this.#limited(flat, guard, counts, trace);
    const update: UpdateInProgress = {
      trace,
      gradient: gradient.gradient,
      present,
      learningRate: this.rateNode(cast(counts.given, 'float32')),
      step: cast(add(counts.made, 1), 'float32'),
      updated: (next, old) => ifUpdated(counts, next, old),
    };
    this.#apply(update, gradient, counts);
    const next = add(this.iterations.node, 1);
    trace.assign(this.iterations, guard ? where(guard.finite, next, this.iterations.node) : next);
  }

  /** Gradients with what is still to be done to them. */
  #limited(flat: GraphNode, guard: Guard | null, counts: Counts, trace: Trace): Limited {
    const { options } = this;
    const { lossScaleFactor, gradientAccumulationSteps: every } = options;
    const factor = guard?.factor ?? (lossScaleFactor ? constant(1 / lossScaleFactor) : null);
    const squaresOf = (gradient: GraphNode) => this.norms.squaresOf(gradient, this.segments);
    const limit = (gradient: GraphNode, rest: GraphNode | null) => {
      const limits = limited(gradient, rest, options, squaresOf);
      return this.looksAhead ? this.norms.applyLimits(limits, this.group) : limits;
    };
    if (!every || !this.#accumulator) return limit(flat, factor);
    const unscaled = factor ? multiply(flat, factor) : flat;
    return limit(accumulate(unscaled, this.#accumulator, every, counts, trace), null);
  }

  #apply(update: UpdateInProgress, limits: Limited, { made, gate }: Counts): void {
    const { options, group } = this;
    const { rule } = this.update;
    const { facts, decay, masked } = this.#facts(update.present);
    const { gradient, scale, squares, clip, clipNorm } = limits;
    const ruleRates = this.rates(update);
    const average = this.#average ? [this.#average.variable] : [];
    const states = [group, ...this.#slots.map(({ variable }) => variable), ...average];
    const wanted =
      rule.norms || squares || masked || facts.some(({ number, hasGradient }) => number !== 0 || !hasGradient);
    const outputs = applyUpdate(
      this.update,
      {
        options: this.ruleOptions(),
        states: states.map(({ node }) => node),
        gradient,
        rates: {
          ...Object.fromEntries(rule.rates.map((name, index) => [name, ruleRates[index]!])), // one for each name
          ...(scale ? { scale } : {}),
          ...(decay > 0 ? { decay: multiply(update.learningRate, decay) } : {}),
          ...averageRates(made, options),
          ...(gate ? { gate } : {}),
        },
        squares,
        blocks: wanted ? blockTable(group, facts) : null,
        reads: this.reads(update),
        segments: rule.norms ? this.segments : null,
      },
      {
        clip,
        clipNorm,
        decay: decay === 0 ? 'none' : masked ? 'masked' : 'all',
        average: !this.#average ? 'none' : options.emaOverwriteFrequency ? 'overwrites' : 'kept',
        partial: update.present.includes(false),
      },
    );
    for (const [index, state] of states.entries()) update.trace.assign(state, outputs[index]!); // one output for each state
    group.members.forEach((member, index) => {
      update.trace.assignPart(member, () => partOfBlock(outputs[0]!, group.offsets[index]!, member.shape)); // weights come first
    });
  }

  /** The weight decay of most, and each variable's share of it. */
  #facts(present: readonly boolean[]): { facts: VariableFacts[]; decay: number; masked: boolean } {
    const { members } = this.group;
    const decays = members.map((member) => (this.decays(member) ? this.weightDecayOf(member) : 0));
    const decay = Math.max(0, ...decays);
    const facts = members.map(
      (member, index): VariableFacts => ({
        decay: decay === 0 ? 0 : decays[index]! / decay, // one for each member
        number: this.numberOf(member),
        hasGradient: present[index] ?? false,
      }),
    );
    return { facts, decay, masked: decay > 0 && facts.some((each) => each.decay !== 1) };
  }

  /** Weights are brought back to their constraints. */
  override afterUpdate(name: string): Program | null {
    const members = this.#group?.members ?? [];
    const updates = members.flatMap((member) => {
      const constraint = member instanceof Weight ? member.constraint : null;
      return constraint ? [{ resident: member, node: constraint.project(member.node) }] : [];
    });
    return updates.length === 0 ? null : { name: `${name} constraints`, fetches: [], updates };
  }

  override finalize(): void {
    this.#average?.finalize();
  }

  override showAverages(shown: boolean): void {
    if (this.#average) this.#average.show(shown);
    else super.showAverages(shown); // throws
  }
}
