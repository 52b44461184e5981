/** Layers around a layer. */
import { InvalidArgumentError } from '../../../runtime/errors.ts';
import type { GraphNode } from '../../../runtime/graph.ts';
import type { OpenShape } from '../../symbolic.ts';
import { type CallArguments, Layer, type LayerOptions, type Several } from '../layer.ts';

export interface WrapperOptions extends LayerOptions {
  readonly layer: Layer;
}

/**
 * The base of layers that change what another layer does. By itself it does what that layer does.
 *
 * @example
 * class Doubled extends Wrapper {
 *   static readonly className = 'Doubled';
 *   call(x, args) { return ops.multiply(this.layer.apply(x, args), 2); }
 * }
 */
export class Wrapper extends Layer {
  static override readonly className: string = 'Wrapper';
  readonly layer: Layer;

  constructor(options: WrapperOptions) {
    super(options);
    if (!(options.layer instanceof Layer)) {
      throw new InvalidArgumentError({ who: this.who, expected: 'layer must be a layer', received: options.layer });
    }
    this.layer = options.layer;
  }

  override build(inputShape: OpenShape | readonly OpenShape[]): void {
    const several = Array.isArray(inputShape[0]);
    this.layer.ensureBuilt((several ? inputShape : [inputShape]) as readonly OpenShape[], several); // one shape or a list
  }

  override call(inputs: Several<GraphNode>, args: CallArguments): Several<GraphNode> {
    const outputs = this.layer.applyAll(inputs, args) as readonly GraphNode[]; // nodes in, nodes out
    return outputs.length === 1 ? outputs[0]! : outputs; // one output
  }

  protected override configOptions(): Readonly<Record<string, unknown>> {
    return { layer: this.layer };
  }
}
