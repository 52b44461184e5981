/** Lion. */
import { lionUpdate } from '../../kernels/optimizers/lion.ts';
import type { RuleOptions } from '../../kernels/update.ts';
import { FusedOptimizer } from './fused.ts';
import type { OptimizerOptions } from './options.ts';

export interface LionOptions extends OptimizerOptions {
  /** Share of the momentum in the direction of a step; default 0.9. */
  readonly beta1?: number | undefined;
  /** Decay of the momentum; default 0.99. */
  readonly beta2?: number | undefined;
}

/**
 * Steps of equal size in the direction that momentum and gradient agree on (Chen et al., NeurIPS 2023):
 * `w -= rate sign(beta1 m + (1 - beta1) g)`. Default learning rate 0.001; it wants 3 to 10 times less than Adam.
 *
 * @example
 * optimizers.lion({ learningRate: 0.0001, weightDecay: 0.1 });
 */
export class Lion extends FusedOptimizer {
  static override readonly className = 'Lion';
  static override readonly optionNames = ['beta1', 'beta2'];
  protected override readonly update = lionUpdate;
  readonly beta1: number;
  readonly beta2: number;

  constructor(options: LionOptions = {}) {
    super(options, 0.001);
    this.beta1 = this.number('beta1', options.beta1 ?? 0.9, { above: 0, to: 1 });
    this.beta2 = this.number('beta2', options.beta2 ?? 0.99, { from: 0, to: 1 });
  }

  protected override ruleOptions(): RuleOptions {
    return { constants: { BETA_1: this.beta1, BETA_2: this.beta2 }, flags: {} };
  }

  protected override slotNames(): readonly (readonly string[])[] {
    return [['momentum']];
  }
}
