/** Optimizers behind a loss that is scaled so that small gradients do not vanish. */
import { add, divide, multiply } from '../../kernels/elementwise/arithmetic.ts';
import { equal, greater, isFinite, where } from '../../kernels/elementwise/comparison.ts';
import { cast } from '../../kernels/elementwise/operands.ts';
import { reshape } from '../../kernels/movement/reshape.ts';
import { min } from '../../kernels/reduce.ts';
import { constant, type GraphNode } from '../../runtime/graph.ts';
import type { Program } from '../../runtime/plan/program.ts';
import { activeTrace, type Trace } from '../../runtime/trace.ts';
import { Variable } from '../../runtime/variable.ts';
import { type Config, optionsToConfig } from '../saving/config.ts';
import type { FusedOptimizer } from './fused.ts';
import { checkOuterOptions, type InnerOptimizer, innerOptimizer } from './inner.ts';
import { Optimizer, type WeightDecayExclusions } from './optimizer.ts';
import { type OptimizerVariable, partOf } from './state.ts';

export interface LossScaleOptimizerOptions {
  /** The optimizer that updates the weights. */
  readonly innerOptimizer: InnerOptimizer;
  /** The scale at first; default 32768. */
  readonly initialScale?: number | undefined;
  /** After so many updates without infinite gradients the scale is doubled; default 2000. */
  readonly dynamicGrowthSteps?: number | undefined;
  readonly name?: string | undefined;
}

/**
 * Multiplies the loss by a scale before gradients are taken, and divides these by it. When a gradient is not finite nothing
 * is updated and the scale is halved; after `dynamicGrowthSteps` updates in a row it is doubled.
 *
 * @example
 * optimizers.lossScaleOptimizer({ innerOptimizer: optimizers.adam() });
 */
export class LossScaleOptimizer extends Optimizer {
  static override readonly className = 'LossScaleOptimizer';
  static override readonly optionNames = ['innerOptimizer', 'initialScale', 'dynamicGrowthSteps'];
  readonly innerOptimizer: FusedOptimizer;
  readonly initialScale: number;
  readonly dynamicGrowthSteps: number;
  /** Updates since the scale was changed. */
  readonly stepCounter: Variable;
  readonly dynamicScale: Variable;

  constructor(options = {} as LossScaleOptimizerOptions) {
    checkOuterOptions('LossScaleOptimizer', options, LossScaleOptimizer.optionNames); // by name only: what is missing is complained about
    super({ name: options.name }, 0);
    this.innerOptimizer = innerOptimizer(this.className, 'innerOptimizer', options.innerOptimizer);
    this.initialScale = this.number('initialScale', options.initialScale ?? 2 ** 15, { above: 0 });
    const growth = { from: 1, integer: true };
    this.dynamicGrowthSteps = this.number('dynamicGrowthSteps', options.dynamicGrowthSteps ?? 2000, growth);
    this.stepCounter = new Variable(Int32Array.of(0), { name: 'step_counter', trainable: false });
    this.dynamicScale = new Variable(Float32Array.of(this.initialScale), { name: 'dynamic_scale', trainable: false });
  }

  /** That of the inner optimizer. */
  override get learningRate(): number {
    return this.innerOptimizer.learningRate;
  }

  override set learningRate(rate: number) {
    this.innerOptimizer.learningRate = rate;
  }

  override excludeFromWeightDecay(exclusions: WeightDecayExclusions): void {
    this.innerOptimizer.excludeFromWeightDecay(exclusions);
  }

  override get members(): readonly Variable[] | null {
    return this.innerOptimizer.members;
  }

  override build(variables: readonly Variable[]): void {
    this.innerOptimizer.build(variables);
  }

  override load(): Promise<void> {
    return this.innerOptimizer.load();
  }

  override scaleLoss(loss: GraphNode): GraphNode {
    return multiply(loss, reshape(this.dynamicScale.node, []));
  }

  override trace(gradients: readonly (GraphNode | null)[]): void {
    this.traceBlock(
      this.innerOptimizer.flatten(gradients),
      gradients.map((gradient) => gradient !== null),
    );
  }

  override traceBlock(block: GraphNode, present: readonly boolean[]): void {
    const finite = greater(min(cast(isFinite(block), 'float32')), 0.5);
    const [count, scale] = [this.stepCounter.node, this.dynamicScale.node];
    this.innerOptimizer.traceFlat(block, present, { finite, factor: divide(1, reshape(scale, [])) });
    const grows = equal(count, this.dynamicGrowthSteps - 1);
    const trace = activeTrace();
    const counted = where(grows, constant(0, [1], 'int32'), add(count, 1));
    trace?.assign(this.stepCounter, where(finite, counted, constant(0, [1], 'int32')));
    trace?.assign(this.dynamicScale, multiply(scale, where(finite, where(grows, 2, constant(1)), 0.5)));
  }

  override afterUpdate(name: string): Program | null {
    return this.innerOptimizer.afterUpdate(name);
  }

  override finalize(): void {
    this.innerOptimizer.finalize();
  }

  override showAverages(shown: boolean): void {
    this.innerOptimizer.showAverages(shown);
  }

  override isUpdatedIn(trace: Trace): boolean {
    return this.innerOptimizer.isUpdatedIn(trace);
  }

  override get scalars(): readonly Variable[] {
    return [this.stepCounter, this.dynamicScale, ...this.innerOptimizer.scalars];
  }

  /** Keras keeps a counter and a learning rate of this optimizer too, which nobody uses. */
  override get variables(): readonly OptimizerVariable[] {
    const own = [this.iterations, this.rate, this.stepCounter, this.dynamicScale];
    return [
      ...own.map((variable) => partOf(variable, `${this.name}/${variable.name}`, [])),
      ...this.innerOptimizer.variables,
    ];
  }

  override getConfig(): Config {
    return optionsToConfig({ name: this.name, ...this.configOptions() });
  }
}
