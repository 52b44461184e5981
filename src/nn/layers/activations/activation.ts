/** An activation function as a layer. */
import type { GraphNode } from '../../../runtime/graph.ts';
import {
  type Activation as ActivationFunction,
  type ActivationIdentifier,
  activationName,
  getActivation,
} from '../../activations/get.ts';
import { Layer, type LayerOptions } from '../layer.ts';

export interface ActivationOptions extends LayerOptions {
  readonly activation: ActivationIdentifier;
}

/**
 * `y = activation(x)`.
 *
 * @example
 * layers.activation({ activation: 'relu' });
 */
export class Activation extends Layer {
  static override readonly className = 'Activation';
  readonly activation: ActivationFunction;

  constructor(options: ActivationOptions) {
    super(options);
    this.activation = getActivation(options.activation, this.who);
    this.supportsMasking = true;
  }

  override call(x: GraphNode): GraphNode {
    return this.activation(x);
  }

  protected override configOptions(): Readonly<Record<string, unknown>> {
    return { activation: activationName(this.activation) };
  }
}
