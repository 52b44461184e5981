/** Adafactor. */
import { add, divide, minimum, multiply, sqrt, subtract } from '../../kernels/elementwise/arithmetic.ts';
import { where } from '../../kernels/elementwise/comparison.ts';
import { power } from '../../kernels/elementwise/power.ts';
import { adafactorUpdate } from '../../kernels/optimizers/adafactor.ts';
import type { RuleOptions } from '../../kernels/update.ts';
import { constant, type GraphNode } from '../../runtime/graph.ts';
import { sizeOf } from '../../runtime/spec.ts';
import { Variable } from '../../runtime/variable.ts';
import { type FactorLayout, factorLayout, meanSquares, meansOf, sumsOfRows } from './factors.ts';
import { FusedOptimizer } from './fused.ts';
import type { OptimizerOptions } from './options.ts';
import type { UpdateInProgress } from './progress.ts';
import { type OptimizerVariable, partOf } from './state.ts';

export interface AdafactorOptions extends OptimizerOptions {
  /** Power of the step with which new squares count less and less; default -0.8. */
  readonly beta2Decay?: number | undefined;
  /** Added to squares; default 1e-30. */
  readonly epsilon1?: number | undefined;
  /** Steps are at least so long as if weights had this size; default 0.001. */
  readonly epsilon2?: number | undefined;
  /** The root mean square to which a variable's step is shortened; default 1. */
  readonly clipThreshold?: number | undefined;
  /** Whether the learning rate is at most 1 / √t; default true. As in Keras steps are limited by 1 / √t anyway. */
  readonly relativeStep?: boolean | undefined;
}

/**
 * Steps as long as the weights are, with little memory of the gradients (Shazeer and Stern, ICML 2018): for matrices (the
 * last two axes) the mean square of an element is put together from those of its row and its column.
 * At step t `w -= max(epsilon2, rms(w)) min(rate, 1 / √t) u / max(1, rms(u) / clipThreshold)`, u = g / √v.
 * Default learning rate 0.001.
 *
 * @example
 * optimizers.adafactor({ learningRate: 0.01 });
 */
export class Adafactor extends FusedOptimizer {
  static override readonly className = 'Adafactor';
  static override readonly optionNames = ['beta2Decay', 'epsilon1', 'epsilon2', 'clipThreshold', 'relativeStep'];
  protected override readonly update = adafactorUpdate;
  protected override readonly looksAhead = true;
  readonly beta2Decay: number;
  readonly epsilon1: number;
  readonly epsilon2: number;
  readonly clipThreshold: number;
  readonly relativeStep: boolean;
  #layout: FactorLayout | null = null;
  #means: Variable | null = null;

  constructor(options: AdafactorOptions = {}) {
    super(options, 0.001);
    this.beta2Decay = this.number('beta2Decay', options.beta2Decay ?? -0.8, { to: 0 });
    this.epsilon1 = this.number('epsilon1', options.epsilon1 ?? 1e-30, { from: 0 });
    this.epsilon2 = this.number('epsilon2', options.epsilon2 ?? 1e-3, { from: 0 });
    this.clipThreshold = this.number('clipThreshold', options.clipThreshold ?? 1, { above: 0 });
    this.relativeStep = this.boolean('relativeStep', options.relativeStep ?? true);
  }

  override build(variables: readonly Variable[]): void {
    super.build(variables);
    this.#layout ??= factorLayout(this.group);
    const { tables, length } = this.#layout;
    if (tables)
      this.#means ??= new Variable(new Float32Array(length), { name: `${this.name}/means`, trainable: false });
  }

  protected override ruleOptions(): RuleOptions {
    const { epsilon1, epsilon2, clipThreshold } = this;
    return {
      constants: { EPSILON_1: epsilon1, EPSILON_2: epsilon2, CLIP_THRESHOLD: clipThreshold },
      flags: { FACTORED: this.#means !== null },
    };
  }

  /** How much new squares count: 1 at the first step. */
  #share(step: GraphNode): GraphNode {
    return power(step, this.beta2Decay);
  }

  protected override rates({ learningRate, step }: UpdateInProgress): readonly GraphNode[] {
    return [minimum(learningRate, divide(1, sqrt(step))), this.#share(step)];
  }

  protected override reads(update: UpdateInProgress): readonly GraphNode[] {
    const layout = this.#layout!; // built
    const { outlines, tables } = layout;
    if (!tables || !this.#means) return [outlines, constant(0, [1]), constant(0, [1])];
    const squares = add(meanSquares(update.gradient, tables, layout.length), this.epsilon1);
    const before = this.#means.node;
    const moved = add(before, multiply(subtract(squares, before), this.#share(update.step)));
    const own = meansOf(layout, update.present);
    const means = update.updated(own ? where(own, moved, before) : moved, before);
    update.trace.assign(this.#means, means);
    return [outlines, means, sumsOfRows(means, tables)];
  }

  protected override numberOf(variable: Variable): number {
    return sizeOf(variable.shape);
  }

  protected override slotNames(): readonly (readonly string[])[] {
    return [['velocity']];
  }

  /** Keras's means of rows and columns; vectors have two integers in their place. */
  protected override ownVariables(): OptimizerVariable[] {
    const velocities = this.slotVariables('velocity', this.slot('velocity'));
    return this.group.members.flatMap(({ name }, index) => {
      const factors = this.#layout?.factors[index];
      const parts =
        factors && this.#means
          ? [factors.rows, factors.columns].map(
              ({ shape, offset }) => partOf(this.#means!, `${this.name}/${name}`, shape, offset), // checked above
            )
          : [placeholder(name), placeholder(name)];
      return [...parts, velocities[index]!]; // one for each member
    });
  }
}

/** A number that nobody uses. */
function placeholder(name: string): OptimizerVariable {
  return partOf(new Variable(Int32Array.of(0), { name, trainable: false }), name, []);
}
