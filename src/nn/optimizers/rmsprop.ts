/** RMSprop. */
import { rmspropUpdate } from '../../kernels/optimizers/rmsprop.ts';
import type { RuleOptions } from '../../kernels/update.ts';
import { FusedOptimizer } from './fused.ts';
import type { OptimizerOptions } from './options.ts';

export interface RMSpropOptions extends OptimizerOptions {
  /** Decay of the mean square; default 0.9. */
  readonly rho?: number | undefined;
  /** Default 0. */
  readonly momentum?: number | undefined;
  /** Added inside of the root; default 1e-7. */
  readonly epsilon?: number | undefined;
  /** Whether the mean gradient is subtracted; default false. */
  readonly centered?: boolean | undefined;
}

/**
 * Gradients divided by the root of their running mean square (Tieleman and Hinton, Coursera lecture 6.5, 2012).
 * Default learning rate 0.001.
 *
 * @example
 * optimizers.rmsprop({ learningRate: 0.001 });
 */
export class RMSprop extends FusedOptimizer {
  static override readonly className = 'RMSprop';
  static override readonly optionNames = ['rho', 'momentum', 'epsilon', 'centered'];
  protected override readonly update = rmspropUpdate;
  readonly rho: number;
  readonly momentum: number;
  readonly epsilon: number;
  readonly centered: boolean;

  constructor(options: RMSpropOptions = {}) {
    super(options, 0.001);
    this.rho = this.number('rho', options.rho ?? 0.9, { from: 0, to: 1 });
    this.momentum = this.number('momentum', options.momentum ?? 0, { from: 0, to: 1 });
    this.epsilon = this.number('epsilon', options.epsilon ?? 1e-7, { from: 0 });
    this.centered = this.boolean('centered', options.centered ?? false);
  }

  protected override ruleOptions(): RuleOptions {
    const { rho, epsilon, momentum, centered } = this;
    return {
      constants: { RHO: rho, EPSILON: epsilon, MOMENTUM: momentum },
      flags: { HEAVY: momentum > 0, CENTERED: centered },
    };
  }

  protected override slotNames(): readonly (readonly string[])[] {
    return [
      ['velocity'],
      ...(this.momentum > 0 ? [['momentum']] : []),
      ...(this.centered ? [['average_gradient']] : []),
    ];
  }
}
