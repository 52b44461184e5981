/** Rectified linear units with a slope below 0 (Maas et al., 2013). */
import type { GraphNode } from '../../../runtime/graph.ts';
import { leakyRelu } from '../../activations/functions.ts';
import { Layer, type LayerOptions } from '../layer.ts';
import { slopeOf } from './slope.ts';

export interface LeakyReLUOptions extends LayerOptions {
  /** Default 0.3. */
  readonly negativeSlope?: number | undefined;
  /** The name of `negativeSlope` in Keras 2. */
  readonly alpha?: number | undefined;
}

/**
 * `y = x > 0 ? x : negativeSlope · x`. The slope is 0.3 by default; that of the function `leakyRelu` is 0.2.
 *
 * @example
 * layers.leakyReLU({ negativeSlope: 0.1 });
 */
export class LeakyReLU extends Layer {
  static override readonly className = 'LeakyReLU';
  static override readonly furtherOptions = ['alpha'];
  readonly negativeSlope: number;

  constructor(options: LeakyReLUOptions = {}) {
    super(options);
    this.negativeSlope = slopeOf(this.who, 'negativeSlope', options.negativeSlope ?? options.alpha ?? 0.3);
    this.supportsMasking = true;
    this.built = true;
  }

  override call(x: GraphNode): GraphNode {
    return leakyRelu(x, { negativeSlope: this.negativeSlope });
  }

  protected override configOptions(): Readonly<Record<string, unknown>> {
    return { negativeSlope: this.negativeSlope };
  }
}
