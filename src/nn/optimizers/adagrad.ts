/** Adagrad. */
import { adagradUpdate } from '../../kernels/optimizers/adagrad.ts';
import type { RuleOptions } from '../../kernels/update.ts';
import { FusedOptimizer } from './fused.ts';
import type { OptimizerOptions } from './options.ts';

export interface AdagradOptions extends OptimizerOptions {
  /** What the sums of squares start at; default 0.1. */
  readonly initialAccumulatorValue?: number | undefined;
  /** Added inside of the root; default 1e-7. */
  readonly epsilon?: number | undefined;
}

/**
 * Gradients divided by the root of the sum of all their squares so far (Duchi et al., JMLR 2011).
 * Default learning rate 0.001.
 *
 * @example
 * optimizers.adagrad({ learningRate: 0.01 });
 */
export class Adagrad extends FusedOptimizer {
  static override readonly className = 'Adagrad';
  static override readonly optionNames = ['initialAccumulatorValue', 'epsilon'];
  protected override readonly update = adagradUpdate;
  readonly initialAccumulatorValue: number;
  readonly epsilon: number;

  constructor(options: AdagradOptions = {}) {
    super(options, 0.001);
    const start = options.initialAccumulatorValue ?? 0.1;
    this.initialAccumulatorValue = this.number('initialAccumulatorValue', start, { from: 0 });
    this.epsilon = this.number('epsilon', options.epsilon ?? 1e-7, { from: 0 });
  }

  protected override ruleOptions(): RuleOptions {
    return { constants: { EPSILON: this.epsilon }, flags: {} };
  }

  protected override slotNames(): readonly (readonly string[])[] {
    return [['accumulator']];
  }

  protected override slotStart(): number {
    return this.initialAccumulatorValue;
  }
}
