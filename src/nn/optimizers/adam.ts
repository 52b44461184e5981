/** Adam. */
import { divide, multiply, sqrt } from '../../kernels/elementwise/arithmetic.ts';
import { adamUpdate } from '../../kernels/optimizers/adam.ts';
import type { RuleOptions } from '../../kernels/update.ts';
import type { GraphNode } from '../../runtime/graph.ts';
import { biasCorrection, Optimizer, type OptimizerOptions } from './optimizer.ts';

export interface AdamOptions extends OptimizerOptions {
  /** Decay of the mean gradient; default 0.9. */
  readonly beta1?: number | undefined;
  /** Decay of the mean square; default 0.999. */
  readonly beta2?: number | undefined;
  /** Added to the root; default 1e-7. */
  readonly epsilon?: number | undefined;
  /** Whether the largest mean square so far is used; default false. */
  readonly amsgrad?: boolean | undefined;
}

/**
 * Adam (Kingma and Ba, ICLR 2015): running mean gradient over the root of the running mean square, both corrected for
 * their start at 0. Default learning rate 0.001.
 *
 * @example
 * optimizers.adam({ learningRate: 0.001 });
 */
export class Adam extends Optimizer {
  static override readonly className: string = 'Adam';
  protected override readonly update = adamUpdate;
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
  readonly amsgrad: boolean;

  constructor(options: AdamOptions = {}) {
    super(options, 0.001);
    this.beta1 = options.beta1 ?? 0.9;
    this.beta2 = options.beta2 ?? 0.999;
    this.epsilon = options.epsilon ?? 1e-7;
    this.amsgrad = options.amsgrad ?? false;
  }

  protected override ruleOptions(): RuleOptions {
    return {
      constants: { BETA_1: this.beta1, BETA_2: this.beta2, EPSILON: this.epsilon },
      flags: { AMSGRAD: this.amsgrad },
    };
  }

  protected override rates(learningRate: GraphNode, step: GraphNode): readonly GraphNode[] {
    return [divide(multiply(learningRate, sqrt(biasCorrection(this.beta2, step))), biasCorrection(this.beta1, step))];
  }

  protected override slotNames(): readonly string[] {
    return ['momentum', 'velocity', ...(this.amsgrad ? ['velocity_hat'] : [])];
  }

  protected override configOptions(): Readonly<Record<string, unknown>> {
    const { beta1, beta2, epsilon, amsgrad } = this;
    return { beta1, beta2, epsilon, amsgrad };
  }
}
