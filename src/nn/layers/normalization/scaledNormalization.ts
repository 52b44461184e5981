/** The base of normalizations with a scale and an offset. */
import { add, multiply } from '../../../kernels/elementwise/arithmetic.ts';
import { reshape } from '../../../kernels/movement/reshape.ts';
import type { GraphNode } from '../../../runtime/graph.ts';
import type { Shape } from '../../../runtime/spec.ts';
import { Layer, type LayerOptions, type Weight } from '../layer.ts';
import { configOfWeights, type OptionsOfWeights, weightFor } from '../weightOptions.ts';

export interface ScaledNormalizationOptions extends LayerOptions, OptionsOfWeights<'gamma' | 'beta'> {
  /** Added to the variance. Default 0.001. */
  readonly epsilon?: number | undefined;
  /** Whether an offset beta is learned. Default true. */
  readonly center?: boolean | undefined;
  /** Whether a scale gamma is learned. Default true. */
  readonly scale?: boolean | undefined;
}

/** Weights gamma (ones) and beta (zeros), as far as they are wanted, in this order. */
export abstract class ScaledNormalization extends Layer {
  readonly epsilon: number;
  readonly center: boolean;
  readonly scale: boolean;
  gamma: Weight | null = null;
  beta: Weight | null = null;

  constructor(options: ScaledNormalizationOptions) {
    super(options);
    this.epsilon = options.epsilon ?? 1e-3;
    this.center = options.center ?? true;
    this.scale = options.scale ?? true;
    this.supportsMasking = true;
  }

  /** Makes the weights; for use in `build`. */
  protected addScaleAndOffset(shape: Shape): void {
    if (this.scale) this.gamma = this.addWeight(weightFor(this, 'gamma', shape, 'ones'));
    if (this.center) this.beta = this.addWeight(weightFor(this, 'beta', shape, 'zeros'));
  }

  /** x · gamma + beta, with the weights in a shape that broadcasts to x. */
  protected scaled(x: GraphNode, shape: Shape): GraphNode {
    const product = this.gamma ? multiply(x, reshape(this.gamma.value, shape)) : x;
    return this.beta ? add(product, reshape(this.beta.value, shape)) : product;
  }

  protected override configOptions(): Readonly<Record<string, unknown>> {
    return {
      epsilon: this.epsilon,
      center: this.center,
      scale: this.scale,
      ...configOfWeights(this, { gamma: 'ones', beta: 'zeros' }),
    };
  }
}
