/** Schedule-free AdamW. */
import { add, divide, minimum, multiply, subtract } from '../../kernels/elementwise/arithmetic.ts';
import { scheduleFreeAdamWUpdate } from '../../kernels/optimizers/scheduleFreeAdamW.ts';
import type { GraphNode } from '../../runtime/graph.ts';
import { Runner } from '../../runtime/run.ts';
import { MomentOptimizer, type MomentOptions } from './adam.ts';
import { biasCorrection, type UpdateInProgress } from './progress.ts';

export interface ScheduleFreeAdamWOptions extends MomentOptions {
  /** Updates during which the learning rate rises from 0; default 0. */
  readonly warmupSteps?: number | undefined;
}

/**
 * AdamW without a schedule (Defazio et al., NeurIPS 2024): gradients are taken between the fast weights z and their mean x
 * over all updates. The model holds `(1 - beta1) z + beta1 x` while it is trained; `swapToEval` puts x there.
 * Default learning rate 0.0025, epsilon 1e-8.
 *
 * @example
 * const optimizer = optimizers.scheduleFreeAdamW({ learningRate: 0.0025 });
 * m.compile({ optimizer, loss: 'mse' });
 * await m.fit(x, y, { epochs: 10 });
 * await optimizer.swapToEval();
 */
export class ScheduleFreeAdamW extends MomentOptimizer {
  static override readonly className = 'ScheduleFreeAdamW';
  static override readonly optionNames = ['beta1', 'beta2', 'epsilon', 'warmupSteps'];
  protected override readonly update = scheduleFreeAdamWUpdate;
  readonly warmupSteps: number;

  constructor(options: ScheduleFreeAdamWOptions = {}) {
    super({ ...options, beta1: options.beta1 ?? 0.9 }, 0.0025, 1e-8);
    this.number('beta1', this.beta1, { above: 0 }); // divided by
    this.warmupSteps = this.number('warmupSteps', options.warmupSteps ?? 0, { from: 0 });
  }

  protected override rates({ learningRate, step }: UpdateInProgress): readonly GraphNode[] {
    const { warmupSteps, beta2 } = this;
    const rate = warmupSteps > 0 ? multiply(learningRate, minimum(divide(step, warmupSteps), 1)) : learningRate;
    return [rate, divide(1, biasCorrection(beta2, step)), divide(1, step)];
  }

  protected override slotStart(name: string): number | 'weights' {
    return name === 'momentum' ? 'weights' : 0;
  }

  /** Puts the mean weights into the model: call it after training, before measuring. */
  async swapToEval(): Promise<void> {
    const { beta1 } = this;
    await this.#swap((w, z) => divide(subtract(w, multiply(z, 1 - beta1)), beta1));
  }

  /** Puts the weights at which gradients are taken back into the model: call it before training goes on. */
  async swapToTrain(): Promise<void> {
    const { beta1 } = this;
    await this.#swap((x, z) => add(multiply(z, 1 - beta1), multiply(x, beta1)));
  }

  async #swap(weights: (model: GraphNode, momentum: GraphNode) => GraphNode): Promise<void> {
    if (!this.built) return;
    const node = weights(this.group.node, this.slot('momentum').node);
    const updates = [{ resident: this.group, node }];
    const runner = new Runner({ name: `${this.name} swap`, fetches: [], updates });
    (await runner.executable()).run(1);
    runner.dispose();
  }
}
