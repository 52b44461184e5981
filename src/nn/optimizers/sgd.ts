/** Stochastic gradient descent. */
import { sgdUpdate } from '../../kernels/optimizers/sgd.ts';
import type { RuleOptions } from '../../kernels/update.ts';
import { InvalidArgumentError } from '../../runtime/errors.ts';
import { Optimizer, type OptimizerOptions } from './optimizer.ts';

export interface SGDOptions extends OptimizerOptions {
  /** From 0 (default: none) to 1. */
  readonly momentum?: number | undefined;
  /** Whether to look ahead along the velocity; default false. */
  readonly nesterov?: boolean | undefined;
}

/**
 * w -= rate g; with momentum v = momentum v - rate g, w += v (Nesterov: w += momentum v - rate g).
 * Default learning rate 0.01.
 *
 * @example
 * optimizers.sgd({ learningRate: 0.1, momentum: 0.9, nesterov: true });
 */
export class SGD extends Optimizer {
  static override readonly className = 'SGD';
  protected override readonly update = sgdUpdate;
  readonly momentum: number;
  readonly nesterov: boolean;

  constructor(options: SGDOptions = {}) {
    super(options, 0.01);
    this.momentum = options.momentum ?? 0;
    this.nesterov = options.nesterov ?? false;
    if (!(this.momentum >= 0 && this.momentum <= 1)) {
      throw new InvalidArgumentError({
        who: 'SGD',
        expected: 'momentum must be a number from 0 to 1',
        received: options.momentum,
      });
    }
  }

  protected override ruleOptions(): RuleOptions {
    return { constants: { MOMENTUM: this.momentum }, flags: { HEAVY: this.momentum !== 0, NESTEROV: this.nesterov } };
  }

  protected override slotNames(): readonly string[] {
    return this.momentum === 0 ? [] : ['momentum'];
  }

  protected override configOptions(): Readonly<Record<string, unknown>> {
    return { momentum: this.momentum, nesterov: this.nesterov };
  }
}
