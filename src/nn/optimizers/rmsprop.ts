/** RMSprop. */
import { rmspropUpdate } from '../../kernels/optimizers/rmsprop.ts';
import type { RuleOptions } from '../../kernels/update.ts';
import { Optimizer, type OptimizerOptions } from './optimizer.ts';

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
 * Gradients divided by the root of their running mean square. Default learning rate 0.001.
 *
 * @example
 * optimizers.rmsprop({ learningRate: 0.001 });
 */
export class RMSprop extends Optimizer {
  static override readonly className = 'RMSprop';
  protected override readonly update = rmspropUpdate;
  readonly rho: number;
  readonly momentum: number;
  readonly epsilon: number;
  readonly centered: boolean;

  constructor(options: RMSpropOptions = {}) {
    super(options, 0.001);
    this.rho = options.rho ?? 0.9;
    this.momentum = options.momentum ?? 0;
    this.epsilon = options.epsilon ?? 1e-7;
    this.centered = options.centered ?? false;
  }

  protected override ruleOptions(): RuleOptions {
    const { rho, epsilon, momentum, centered } = this;
    return {
      constants: { RHO: rho, EPSILON: epsilon, MOMENTUM: momentum },
      flags: { HEAVY: momentum > 0, CENTERED: centered },
    };
  }

  protected override slotNames(): readonly string[] {
    return ['velocity', ...(this.momentum > 0 ? ['momentum'] : []), ...(this.centered ? ['average_gradient'] : [])];
  }

  protected override configOptions(): Readonly<Record<string, unknown>> {
    const { rho, momentum, epsilon, centered } = this;
    return { rho, momentum, epsilon, centered };
  }
}
