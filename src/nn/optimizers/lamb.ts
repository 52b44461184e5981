/** LAMB. */
import { divide } from '../../kernels/elementwise/arithmetic.ts';
import { lambUpdate } from '../../kernels/optimizers/lamb.ts';
import type { GraphNode } from '../../runtime/graph.ts';
import { MomentOptimizer, type MomentOptions } from './adam.ts';
import { biasCorrection, type UpdateInProgress } from './progress.ts';

/**
 * Adam whose step is, variable by variable, as long as the weights are (You et al., ICLR 2020), for large batches.
 * Default learning rate 0.001.
 *
 * @example
 * m.compile({ optimizer: optimizers.lamb({ learningRate: 0.01 }), loss: 'mse' });
 */
export class Lamb extends MomentOptimizer {
  static override readonly className = 'Lamb';
  protected override readonly update = lambUpdate;

  constructor(options: MomentOptions = {}) {
    super(options);
  }

  protected override rates({ learningRate, step }: UpdateInProgress): readonly GraphNode[] {
    return [learningRate, divide(1, biasCorrection(this.beta1, step)), divide(1, biasCorrection(this.beta2, step))];
  }
}
