/** Several optimizers for one model. */
import { add } from '../../kernels/elementwise/arithmetic.ts';
import { InvalidArgumentError } from '../../runtime/errors.ts';
import type { GraphNode } from '../../runtime/graph.ts';
import type { Program } from '../../runtime/plan/program.ts';
import { activeTrace } from '../../runtime/trace.ts';
import { type Variable, VariableGroup } from '../../runtime/variable.ts';
import { isSerializedObject, type SerializedObject, unpacked } from '../saving/config.ts';
import type { FusedOptimizer } from './fused.ts';
import { checkOuterOptions, type InnerOptimizer, innerOptimizer } from './inner.ts';
import { partOfBlock } from './layout.ts';
import { Optimizer, type WeightDecayExclusions } from './optimizer.ts';
import { OptimizerMap, type OptimizerMapOptions } from './optimizerMap.ts';
import { type OptimizerVariable, partOf } from './state.ts';

export interface MultiOptimizerOptions {
  /** Which optimizer updates which variable. */
  readonly objMap: OptimizerMap | SerializedObject;
  /** For all other variables. */
  readonly defaultOptimizer: InnerOptimizer;
  readonly name?: string | undefined;
}

/** The variables of one of the optimizers. */
interface Share {
  readonly optimizer: FusedOptimizer;
  readonly variables: readonly Variable[];
}

/**
 * Divides the weights among several optimizers; each makes its step with its own options.
 *
 * @example
 * optimizers.multiOptimizer({
 *   objMap: new optimizers.OptimizerMap({ optimizer: [optimizers.sgd({ learningRate: 0.1 })], variableIdentifier: ['embedding'] }),
 *   defaultOptimizer: optimizers.adam(),
 * });
 */
export class MultiOptimizer extends Optimizer {
  static override readonly className = 'MultiOptimizer';
  static override readonly optionNames = ['objMap', 'defaultOptimizer'];
  readonly objMap: OptimizerMap;
  readonly defaultOptimizer: FusedOptimizer;
  /** Those of the map, the default one last. */
  readonly #inner: readonly FusedOptimizer[];
  #members: readonly Variable[] | null = null;
  #shares: readonly Share[] = [];

  constructor(options = {} as MultiOptimizerOptions) {
    checkOuterOptions('MultiOptimizer', options, MultiOptimizer.optionNames); // by name only: what is missing is complained about
    super({ name: options.name }, 0);
    this.objMap = mapOf(options.objMap);
    this.defaultOptimizer = innerOptimizer(this.className, 'defaultOptimizer', options.defaultOptimizer);
    const mapped = this.objMap.optimizer.filter((each) => each !== this.defaultOptimizer);
    this.#inner = [...new Set([...mapped, this.defaultOptimizer])];
    const scaled = this.#inner.find(({ options: { lossScaleFactor } }) => lossScaleFactor);
    if (scaled)
      throw new InvalidArgumentError({
        who: this.className,
        expected: 'optimizers without lossScaleFactor: there is one loss for all',
        received: scaled.options.lossScaleFactor,
      });
  }

  /** That of the first optimizer. */
  override get learningRate(): number {
    return this.#inner[0]!.learningRate; // the default one at least
  }

  override set learningRate(rate: number) {
    this.#inner[0]!.learningRate = rate; // the default one at least
  }

  override excludeFromWeightDecay(exclusions: WeightDecayExclusions): void {
    for (const optimizer of this.#inner) optimizer.excludeFromWeightDecay(exclusions);
  }

  override get members(): readonly Variable[] | null {
    return this.#members;
  }

  override build(variables: readonly Variable[]): void {
    const shares = this.#inner.map((optimizer) => ({
      optimizer,
      variables: variables.filter((each) => (this.objMap.optimizerOf(each) ?? this.defaultOptimizer) === optimizer),
    }));
    this.#shares = shares.filter((share) => share.variables.length > 0);
    for (const share of this.#shares) share.optimizer.build(share.variables);
    this.#members = variables;
  }

  override async load(): Promise<void> {
    await Promise.all(this.#inner.map((optimizer) => optimizer.load()));
  }

  override trace(gradients: readonly (GraphNode | null)[]): void {
    const members = this.#members ?? [];
    for (const { optimizer, variables } of this.#shares) {
      const own = variables.map((variable) => gradients[members.indexOf(variable)] ?? null);
      if (own.some((gradient) => gradient !== null)) optimizer.trace(own);
    }
    activeTrace()?.assign(this.iterations, add(this.iterations.node, 1));
  }

  override traceBlock(block: GraphNode, present: readonly boolean[]): void {
    const { members, offsets } = new VariableGroup(this.name, this.#members ?? []); // only for the places: nothing moves
    if (!present.includes(true))
      throw new InvalidArgumentError({ who: this.className, expected: 'a gradient for at least one variable' });
    this.trace(
      members.map(
        ({ shape }, index) => (present[index] ? partOfBlock(block, offsets[index]!, shape) : null), // one offset per member
      ),
    );
  }

  override afterUpdate(name: string): Program | null {
    const programs = this.#shares.map(({ optimizer }) => optimizer.afterUpdate(name)).filter((each) => each !== null);
    if (programs.length === 0) return null;
    return { name: `${name} constraints`, fetches: [], updates: programs.flatMap(({ updates }) => updates) };
  }

  override finalize(): void {
    for (const { optimizer } of this.#shares) optimizer.finalize();
  }

  override showAverages(shown: boolean): void {
    const averaging = this.#shares.filter(({ optimizer }) => optimizer.options.useEma);
    if (averaging.length === 0) super.showAverages(shown); // throws
    for (const { optimizer } of averaging) optimizer.showAverages(shown);
  }

  override get scalars(): readonly Variable[] {
    return [this.iterations, ...this.#inner.flatMap(({ scalars }) => scalars)];
  }

  /** Its own counter and Keras's learning rate that nobody uses, then those of the optimizers. */
  override get variables(): readonly OptimizerVariable[] {
    const own = [this.iterations, this.rate].map((each) => partOf(each, `${this.name}/${each.name}`, []));
    return [...own, ...this.#inner.flatMap(({ variables }) => variables)];
  }
}

function mapOf(given: unknown): OptimizerMap {
  if (given instanceof OptimizerMap) return given;
  if (isSerializedObject(given)) {
    const { className, options } = unpacked(given);
    if (className === OptimizerMap.className) return new OptimizerMap(options as unknown as OptimizerMapOptions); // checked there
  }
  throw new InvalidArgumentError({
    who: 'MultiOptimizer',
    expected: 'objMap must be an OptimizerMap',
    received: given,
    fix: 'Make one: new optimizers.OptimizerMap({ optimizer: [...], variableIdentifier: [...] }).',
  });
}
