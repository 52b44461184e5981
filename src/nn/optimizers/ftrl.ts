/** FTRL-Proximal. */
import { ftrlUpdate } from '../../kernels/optimizers/ftrl.ts';
import type { RuleOptions } from '../../kernels/update.ts';
import { FusedOptimizer } from './fused.ts';
import type { OptimizerOptions } from './options.ts';

export interface FtrlOptions extends OptimizerOptions {
  /** At most 0; default -0.5: steps shrink with the root of the sum of squares. 0: they do not shrink. */
  readonly learningRatePower?: number | undefined;
  /** What the sums of squares start at; default 0.1. */
  readonly initialAccumulatorValue?: number | undefined;
  /** Default 0. */
  readonly l1RegularizationStrength?: number | undefined;
  /** Default 0. */
  readonly l2RegularizationStrength?: number | undefined;
  /** A penalty on large weights that acts with each gradient; default 0. */
  readonly l2ShrinkageRegularizationStrength?: number | undefined;
  /** Default 0. */
  readonly beta?: number | undefined;
}

/**
 * Follow the regularised leader (McMahan et al., KDD 2013), for wide and sparse models: weights are 0 until their
 * gradients outweigh the L1 strength. Default learning rate 0.001.
 *
 * @example
 * optimizers.ftrl({ learningRate: 0.1, l1RegularizationStrength: 0.01 });
 */
export class Ftrl extends FusedOptimizer {
  static override readonly className = 'Ftrl';
  static override readonly optionNames = [
    'learningRatePower',
    'initialAccumulatorValue',
    'l1RegularizationStrength',
    'l2RegularizationStrength',
    'l2ShrinkageRegularizationStrength',
    'beta',
  ];
  protected override readonly update = ftrlUpdate;
  readonly learningRatePower: number;
  readonly initialAccumulatorValue: number;
  readonly l1RegularizationStrength: number;
  readonly l2RegularizationStrength: number;
  readonly l2ShrinkageRegularizationStrength: number;
  readonly beta: number;

  constructor(options: FtrlOptions = {}) {
    super(options, 0.001);
    const strength = (name: keyof FtrlOptions, fallback = 0) =>
      this.number(name, (options[name] as number | undefined) ?? fallback, { from: 0 }); // checked to be a number
    this.learningRatePower = this.number('learningRatePower', options.learningRatePower ?? -0.5, { to: 0 });
    this.initialAccumulatorValue = strength('initialAccumulatorValue', 0.1);
    this.l1RegularizationStrength = strength('l1RegularizationStrength');
    this.l2RegularizationStrength = strength('l2RegularizationStrength');
    this.l2ShrinkageRegularizationStrength = strength('l2ShrinkageRegularizationStrength');
    this.beta = strength('beta');
  }

  protected override ruleOptions(): RuleOptions {
    const power = -this.learningRatePower;
    return {
      constants: {
        POWER: power,
        L1: this.l1RegularizationStrength,
        L2: this.l2RegularizationStrength,
        SHRINKAGE: this.l2ShrinkageRegularizationStrength,
        BETA: this.beta,
      },
      flags: { ROOT: power === 0.5 },
    };
  }

  protected override slotNames(): readonly (readonly string[])[] {
    return [['accumulator', 'linear']];
  }

  protected override slotStart(name: string): number {
    return name === 'accumulator' ? this.initialAccumulatorValue : 0;
  }
}
