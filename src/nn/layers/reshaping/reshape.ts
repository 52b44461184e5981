/** Every sample in another shape. */
import { reshape } from '../../../kernels/movement/reshape.ts';
import { InvalidArgumentError, ShapeError } from '../../../runtime/errors.ts';
import type { GraphNode } from '../../../runtime/graph.ts';
import { type Shape, sizeOf } from '../../../runtime/spec.ts';
import { Layer, type LayerOptions } from '../layer.ts';

export interface ReshapeOptions extends LayerOptions {
  /** Shape of one sample; one size may be -1. */
  readonly targetShape: Shape;
}

/** Every sample in another shape: `[batch, ...] -> [batch, ...targetShape]`. */
export class Reshape extends Layer {
  static override readonly className = 'Reshape';
  readonly targetShape: Shape;

  constructor(options: ReshapeOptions) {
    super(options);
    if (!Array.isArray(options.targetShape)) {
      throw new InvalidArgumentError({
        who: this.who,
        expected: 'targetShape must be a list of sizes',
        received: options.targetShape,
      });
    }
    this.targetShape = options.targetShape;
    this.built = true;
  }

  override call(x: GraphNode): GraphNode {
    const size = sizeOf(x.shape.slice(1));
    const known = sizeOf(this.targetShape.filter((length) => length !== -1));
    const fits = this.targetShape.includes(-1) ? size % known === 0 : size === known;
    if (!fits) {
      throw new ShapeError({
        who: this.who,
        expected: `samples of shape [${x.shape.slice(1).join(', ')}] (${size} elements) must fit targetShape`,
        received: this.targetShape,
        fix: 'Use -1 for one size to have it worked out.',
      });
    }
    return reshape(x, [x.shape[0]!, ...this.targetShape.map((length) => (length === -1 ? size / known : length))]); // a batch axis
  }

  protected override configOptions(): Readonly<Record<string, unknown>> {
    return { targetShape: this.targetShape };
  }
}
