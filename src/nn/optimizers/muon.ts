/** Muon. */
import { add, divide, multiply, sqrt } from '../../kernels/elementwise/arithmetic.ts';
import { muonUpdate } from '../../kernels/optimizers/muon.ts';
import { BLOCK, type RuleOptions } from '../../kernels/update.ts';
import { InvalidArgumentError } from '../../runtime/errors.ts';
import { constant, type GraphNode } from '../../runtime/graph.ts';
import type { Variable } from '../../runtime/variable.ts';
import { FusedOptimizer } from './fused.ts';
import { type Families, familiesOf, orthogonalized } from './newtonSchulz.ts';
import type { OptimizerOptions } from './options.ts';
import { biasCorrection, type UpdateInProgress } from './progress.ts';
import { pathOf } from './state.ts';

export interface MuonOptions extends OptimizerOptions {
  /** Decay of the mean gradient of weights that step as AdamW does; default 0.9. */
  readonly adamBeta1?: number | undefined;
  /** Decay of their mean square; default 0.999. */
  readonly adamBeta2?: number | undefined;
  /** Their weight decay; default 0.004. (`weightDecay`, of matrices, has the same default.) */
  readonly adamWeightDecay?: number | null | undefined;
  /** Added to the root of their mean square; default 1e-7. */
  readonly epsilon?: number | undefined;
  /** Regular expressions: matrices with one of them in their paths (`output/kernel`) step as AdamW does. */
  readonly excludeLayers?: readonly string[] | null | undefined;
  /** Whether matrices with `embedding` in their paths step as AdamW does; default true. */
  readonly excludeEmbeddings?: boolean | undefined;
  /** Coefficients of the iteration X = a X + b X Xᵀ X + c X Xᵀ X Xᵀ X; defaults 3.4445, -4.775, 2.0315. */
  readonly muonA?: number | undefined;
  readonly muonB?: number | undefined;
  readonly muonC?: number | undefined;
  /** Learning rate of weights that step as AdamW does, as a share of that of matrices; default 1. */
  readonly adamLrRatio?: number | undefined;
  /** Default 0.95. */
  readonly momentum?: number | undefined;
  /** How often the iteration is repeated; default 5. */
  readonly nsSteps?: number | undefined;
  /** Whether to look ahead along the momentum; default true. */
  readonly nesterov?: boolean | undefined;
  /** The root mean square of a step, in learning rates; default 0.2. Null: steps have length 1 in each direction. */
  readonly rmsRate?: number | null | undefined;
}

/**
 * Matrices step along the nearest orthogonal matrix to their momentum, so that no direction gets more than another (Jordan et
 * al., 2024; scaled as by Liu et al., 2025); all other weights, embeddings and excluded layers step as AdamW does. Exclude the
 * output layer. Default learning rate 0.001.
 *
 * A step takes three matrix products for each repetition and each different shape of matrices, however many have it.
 *
 * @example
 * optimizers.muon({ learningRate: 0.001, excludeLayers: ['output'] });
 */
export class Muon extends FusedOptimizer {
  static override readonly className = 'Muon';
  static override readonly optionNames = [
    'adamBeta1',
    'adamBeta2',
    'epsilon',
    'excludeLayers',
    'muonA',
    'muonB',
    'muonC',
    'adamLrRatio',
    'momentum',
    'nsSteps',
    'nesterov',
    'excludeEmbeddings',
    'adamWeightDecay',
    'rmsRate',
  ];
  static readonly nullable = ['weightDecay', 'adamWeightDecay', 'rmsRate'];
  protected override readonly update = muonUpdate;
  protected override readonly looksAhead = true;
  readonly adamBeta1: number;
  readonly adamBeta2: number;
  readonly adamWeightDecay: number | null;
  readonly epsilon: number;
  readonly excludeLayers: readonly string[];
  readonly excludeEmbeddings: boolean;
  readonly muonA: number;
  readonly muonB: number;
  readonly muonC: number;
  readonly adamLrRatio: number;
  readonly momentum: number;
  readonly nsSteps: number;
  readonly nesterov: boolean;
  readonly rmsRate: number | null;
  #families: Families | null = null;

  constructor(options: MuonOptions = {}) {
    const { weightDecay = 0.004, adamWeightDecay = 0.004, rmsRate = 0.2 } = options;
    super({ ...options, weightDecay }, 0.001);
    this.adamBeta1 = this.number('adamBeta1', options.adamBeta1 ?? 0.9, { from: 0, below: 1 });
    this.adamBeta2 = this.number('adamBeta2', options.adamBeta2 ?? 0.999, { from: 0, below: 1 });
    this.adamWeightDecay = adamWeightDecay && this.number('adamWeightDecay', adamWeightDecay, { from: 0 });
    this.epsilon = this.number('epsilon', options.epsilon ?? 1e-7, { from: 0 });
    this.excludeLayers = options.excludeLayers ?? [];
    if (!Array.isArray(this.excludeLayers))
      throw new InvalidArgumentError({
        who: 'Muon',
        expected: 'excludeLayers must be a list of regular expressions',
        received: this.excludeLayers,
      });
    this.excludeEmbeddings = this.boolean('excludeEmbeddings', options.excludeEmbeddings ?? true);
    this.muonA = this.number('muonA', options.muonA ?? 3.4445);
    this.muonB = this.number('muonB', options.muonB ?? -4.775);
    this.muonC = this.number('muonC', options.muonC ?? 2.0315);
    this.adamLrRatio = this.number('adamLrRatio', options.adamLrRatio ?? 1, { from: 0 });
    this.momentum = this.number('momentum', options.momentum ?? 0.95, { from: 0, to: 1 });
    this.nsSteps = this.number('nsSteps', options.nsSteps ?? 5, { from: 0, integer: true });
    this.nesterov = this.boolean('nesterov', options.nesterov ?? true);
    this.rmsRate = rmsRate && this.number('rmsRate', rmsRate, { above: 0 });
  }

  /** Whether a variable steps along an orthogonal matrix. */
  #isMatrix(variable: Variable): boolean {
    const path = pathOf(variable);
    if (variable.shape.length !== 2 || (this.excludeEmbeddings && /embedding/i.test(path))) return false;
    return !this.excludeLayers.some((pattern) => new RegExp(pattern).test(path));
  }

  /** The factor that gives an orthogonal matrix the root mean square `rmsRate`. */
  #scaleOf(longest: number): number {
    return this.rmsRate === null ? 1 : this.rmsRate * Math.sqrt(longest);
  }

  override build(variables: readonly Variable[]): void {
    super.build(variables);
    this.#families ??= familiesOf(this.group, (variable) => this.#isMatrix(variable));
  }

  protected override ruleOptions(): RuleOptions {
    const { momentum, adamBeta1, adamBeta2, epsilon } = this;
    const constants = { MOMENTUM: momentum, BETA_1: adamBeta1, BETA_2: adamBeta2, EPSILON: epsilon };
    return { constants: { ...constants, BLOCKS: this.group.length / BLOCK }, flags: {} };
  }

  protected override rates({ learningRate, step }: UpdateInProgress): readonly GraphNode[] {
    const correction = divide(sqrt(biasCorrection(this.adamBeta2, step)), biasCorrection(this.adamBeta1, step));
    return [learningRate, multiply(multiply(learningRate, this.adamLrRatio), correction)];
  }

  protected override reads({ gradient }: UpdateInProgress): readonly GraphNode[] {
    const { muonA: a, muonB: b, muonC: c, nsSteps: steps, momentum } = this;
    const families = this.#families!; // built
    if (families.all.length === 0) return [constant(0, [BLOCK])];
    const sum = add(multiply(this.slot('momentum').node, momentum), gradient);
    const ahead = this.nesterov ? add(multiply(sum, momentum), gradient) : sum;
    return [orthogonalized(ahead, families, { a, b, c, steps }, (...sizes) => this.#scaleOf(Math.max(...sizes)))];
  }

  /** How many blocks further on its direction lies, as the rule wants it. */
  protected override numberOf(variable: Variable): number {
    const { members, offsets, length } = this.group;
    const place = this.#families?.places.get(variable);
    const own = offsets[members.indexOf(variable)]!; // a member
    return place === undefined ? 0 : 1 + (place - own + length) / BLOCK;
  }

  protected override weightDecayOf(variable: Variable): number {
    return (this.#families?.places.has(variable) ? this.options.weightDecay : this.adamWeightDecay) ?? 0;
  }

  protected override slotNames(): readonly (readonly string[])[] {
    return [['momentum', 'velocity']];
  }

  protected override hasSlot(name: string, variable: Variable): boolean {
    return name === 'momentum' || !this.#families?.places.has(variable);
  }
}
