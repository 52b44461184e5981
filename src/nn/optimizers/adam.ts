/** Adam and AdamW. */
import { divide, multiply, sqrt } from '../../kernels/elementwise/arithmetic.ts';
import { adamUpdate } from '../../kernels/optimizers/adam.ts';
import type { RuleOptions } from '../../kernels/update.ts';
import { InvalidArgumentError } from '../../runtime/errors.ts';
import type { GraphNode } from '../../runtime/graph.ts';
import { FusedOptimizer } from './fused.ts';
import type { OptimizerOptions } from './options.ts';
import { biasCorrection, type UpdateInProgress } from './progress.ts';

/** What Adam and its relatives have in common. */
export interface MomentOptions extends OptimizerOptions {
  /** Decay of the mean gradient; default 0.9. */
  readonly beta1?: number | undefined;
  /** Decay of the mean square; default 0.999. */
  readonly beta2?: number | undefined;
  /** Added to the root; default 1e-7. */
  readonly epsilon?: number | undefined;
}

export interface AdamOptions extends MomentOptions {
  /** Whether the largest mean square so far is used; default false. */
  readonly amsgrad?: boolean | undefined;
}

/** What Adam and its relatives have in common: running means of the gradient and of its size. */
export abstract class MomentOptimizer extends FusedOptimizer {
  static override readonly optionNames: readonly string[] = ['beta1', 'beta2', 'epsilon'];
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;

  constructor(options: MomentOptions, defaultRate = 0.001, defaultEpsilon = 1e-7) {
    super(options, defaultRate);
    this.beta1 = this.number('beta1', options.beta1 ?? 0.9, { from: 0, below: 1 });
    this.beta2 = this.number('beta2', options.beta2 ?? 0.999, { from: 0, below: 1 });
    this.epsilon = this.number('epsilon', options.epsilon ?? defaultEpsilon, { from: 0 });
  }

  protected override ruleOptions(): RuleOptions {
    return { constants: { BETA_1: this.beta1, BETA_2: this.beta2, EPSILON: this.epsilon }, flags: {} };
  }

  protected override slotNames(): readonly (readonly string[])[] {
    return [['momentum', 'velocity']];
  }
}

/**
 * Adam (Kingma and Ba, ICLR 2015): running mean gradient over the root of the running mean square, both corrected for
 * their start at 0. Default learning rate 0.001.
 *
 * @example
 * optimizers.adam({ learningRate: 0.001 });
 */
export class Adam extends MomentOptimizer {
  static override readonly className: string = 'Adam';
  static override readonly optionNames = ['beta1', 'beta2', 'epsilon', 'amsgrad'];
  protected override readonly update = adamUpdate;
  readonly amsgrad: boolean;

  constructor(options: AdamOptions = {}) {
    super(options);
    this.amsgrad = this.boolean('amsgrad', options.amsgrad ?? false);
  }

  protected override ruleOptions(): RuleOptions {
    return { ...super.ruleOptions(), flags: { AMSGRAD: this.amsgrad } };
  }

  protected override rates({ learningRate, step }: UpdateInProgress): readonly GraphNode[] {
    return [divide(multiply(learningRate, sqrt(biasCorrection(this.beta2, step))), biasCorrection(this.beta1, step))];
  }

  protected override slotNames(): readonly (readonly string[])[] {
    return [...super.slotNames(), ...(this.amsgrad ? [['velocity_hat']] : [])];
  }
}

/**
 * Adam with weight decay beside the gradient (Loshchilov and Hutter, ICLR 2019): before each update weights shrink by
 * `learningRate · weightDecay` of themselves. Default weight decay 0.004, learning rate 0.001.
 *
 * @example
 * optimizers.adamW({ learningRate: 0.001, weightDecay: 0.01 });
 */
export class AdamW extends Adam {
  static override readonly className: string = 'AdamW';

  constructor(options: AdamOptions = {}) {
    const { weightDecay = 0.004 } = options;
    if (weightDecay === null)
      throw new InvalidArgumentError({
        who: 'AdamW',
        expected: 'weightDecay must be a number',
        received: weightDecay,
        fix: 'Use Adam for none.',
      });
    super({ ...options, weightDecay });
  }
}
