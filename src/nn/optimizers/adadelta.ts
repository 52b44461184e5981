/** Adadelta. */
import { adadeltaUpdate } from '../../kernels/optimizers/adadelta.ts';
import type { RuleOptions } from '../../kernels/update.ts';
import { FusedOptimizer } from './fused.ts';
import type { OptimizerOptions } from './options.ts';

export interface AdadeltaOptions extends OptimizerOptions {
  /** Decay of both mean squares; default 0.95. */
  readonly rho?: number | undefined;
  /** Added inside of the roots; default 1e-7. */
  readonly epsilon?: number | undefined;
}

/**
 * Steps as long as recent steps, relative to recent gradients (Zeiler, 2012). Default learning rate 0.001; the paper has 1.
 *
 * @example
 * optimizers.adadelta({ learningRate: 1 });
 */
export class Adadelta extends FusedOptimizer {
  static override readonly className = 'Adadelta';
  static override readonly optionNames = ['rho', 'epsilon'];
  protected override readonly update = adadeltaUpdate;
  readonly rho: number;
  readonly epsilon: number;

  constructor(options: AdadeltaOptions = {}) {
    super(options, 0.001);
    this.rho = this.number('rho', options.rho ?? 0.95, { from: 0, to: 1 });
    this.epsilon = this.number('epsilon', options.epsilon ?? 1e-7, { from: 0 });
  }

  protected override ruleOptions(): RuleOptions {
    return { constants: { RHO: this.rho, EPSILON: this.epsilon }, flags: {} };
  }

  protected override slotNames(): readonly (readonly string[])[] {
    return [['accumulated_grad', 'accumulated_delta_var']];
  }
}
