/** Nadam. */
import { add, divide, multiply, subtract } from '../../kernels/elementwise/arithmetic.ts';
import { power } from '../../kernels/elementwise/power.ts';
import { reshape } from '../../kernels/movement/reshape.ts';
import { nadamUpdate } from '../../kernels/optimizers/nadam.ts';
import type { GraphNode } from '../../runtime/graph.ts';
import { Variable } from '../../runtime/variable.ts';
import { MomentOptimizer, type MomentOptions } from './adam.ts';
import { biasCorrection, type UpdateInProgress } from './progress.ts';
import { type OptimizerVariable, partOf } from './state.ts';

/** The momentum rises with the steps t: `beta1 (1 - 0.96^t / 2)`. */
const RISE = 0.96;

/**
 * Adam with Nesterov's momentum (Dozat, 2016). Default learning rate 0.001.
 *
 * @example
 * optimizers.nadam({ learningRate: 0.002 });
 */
export class Nadam extends MomentOptimizer {
  static override readonly className = 'Nadam';
  protected override readonly update = nadamUpdate;
  /** The product of the momenta of all updates. */
  readonly momentumProduct = new Variable([1], { name: 'u_product', trainable: false });

  constructor(options: MomentOptions = {}) {
    super(options);
  }

  override get scalars(): readonly Variable[] {
    return [...super.scalars, this.momentumProduct];
  }

  protected override ownVariables(): OptimizerVariable[] {
    return [...super.ownVariables(), partOf(this.momentumProduct, 'variable', [])];
  }

  #momentum(step: GraphNode): GraphNode {
    return multiply(subtract(1, multiply(power(RISE, step), 0.5)), this.beta1);
  }

  protected override rates({ trace, learningRate, step, updated }: UpdateInProgress): readonly GraphNode[] {
    const [now, next] = [this.#momentum(step), this.#momentum(add(step, 1))];
    const before = this.momentumProduct.node;
    const product = multiply(before, now);
    trace.assign(this.momentumProduct, updated(product, before));
    const all = reshape(product, []);
    return [
      multiply(learningRate, divide(next, subtract(1, multiply(all, next)))),
      multiply(learningRate, divide(subtract(1, now), subtract(1, all))),
      divide(1, biasCorrection(this.beta2, step)),
    ];
  }
}
