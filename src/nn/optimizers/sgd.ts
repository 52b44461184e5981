/** Stochastic gradient descent. */
import { sgdUpdate } from '../../kernels/optimizers/sgd.ts';
import type { RuleOptions } from '../../kernels/update.ts';
import { FusedOptimizer } from './fused.ts';
import type { OptimizerOptions } from './options.ts';

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
export class SGD extends FusedOptimizer {
  static override readonly className = 'SGD';
  static override readonly optionNames = ['momentum', 'nesterov'];
  protected override readonly update = sgdUpdate;
  readonly momentum: number;
  readonly nesterov: boolean;

  constructor(options: SGDOptions = {}) {
    super(options, 0.01);
    this.momentum = this.number('momentum', options.momentum ?? 0, { from: 0, to: 1 });
    this.nesterov = this.boolean('nesterov', options.nesterov ?? false);
  }

  protected override ruleOptions(): RuleOptions {
    return { constants: { MOMENTUM: this.momentum }, flags: { HEAVY: this.momentum !== 0, NESTEROV: this.nesterov } };
  }

  protected override slotNames(): readonly (readonly string[])[] {
    return this.momentum === 0 ? [] : [['momentum']];
  }
}
