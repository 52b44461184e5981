/** Adamax. */
import { divide } from '../../kernels/elementwise/arithmetic.ts';
import { adamaxUpdate } from '../../kernels/optimizers/adamax.ts';
import type { GraphNode } from '../../runtime/graph.ts';
import { MomentOptimizer, type MomentOptions } from './adam.ts';
import { biasCorrection, type UpdateInProgress } from './progress.ts';

/**
 * Adam with the largest recent gradient instead of the mean square (Kingma and Ba, ICLR 2015, section 7.1):
 * `u = max(beta2 u, |g|)`, `w -= rate / (1 - beta1^t) m / (u + epsilon)`. Default learning rate 0.001.
 *
 * @example
 * optimizers.adamax({ learningRate: 0.002 });
 */
export class Adamax extends MomentOptimizer {
  static override readonly className = 'Adamax';
  protected override readonly update = adamaxUpdate;

  constructor(options: MomentOptions = {}) {
    super(options);
  }

  protected override rates({ learningRate, step }: UpdateInProgress): readonly GraphNode[] {
    return [divide(learningRate, biasCorrection(this.beta1, step))];
  }

  protected override slotNames(): readonly (readonly string[])[] {
    return [['momentum', 'norm']];
  }
}
