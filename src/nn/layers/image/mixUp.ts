/** Pairs of images blended (Zhang et al., ICLR 2018). */
import { add, multiply, subtract } from '../../../kernels/elementwise/arithmetic.ts';
import { take } from '../../../kernels/gather.ts';
import { reshape } from '../../../kernels/movement/reshape.ts';
import { InvalidArgumentError } from '../../../runtime/errors.ts';
import type { GraphNode } from '../../../runtime/graph.ts';
import { sizesOf } from '../../ops/image/images.ts';
import type { Draws } from './draws.ts';
import { Augmentation, type AugmentationOptions, type Transformation } from './imageLayer.ts';

export interface MixUpOptions extends AugmentationOptions {
  /** Both parameters of the beta distribution of the shares: the smaller, the nearer to 0 and 1; default 0.2. */
  readonly alpha?: number | undefined;
}

/**
 * Every sample blended with another of the batch: `share · x + (1 - share) · x[order]`.
 *
 * @param share - `[batch]`
 * @param order - `[batch]`: with which sample.
 */
export function blended(x: GraphNode, share: GraphNode, order: GraphNode): GraphNode {
  const own = reshape(
    share,
    x.shape.map((length, axis) => (axis === 0 ? length : 1)),
  );
  return add(multiply(own, x), multiply(subtract(1, own), take(x, order)));
}

/**
 * In training, blends each image with another of the batch: `y = share · x + (1 - share) · other`, with shares from a beta
 * distribution. Otherwise the identity. Called with a list `[images, labels]` it blends the labels alike, and masks too.
 *
 * Shapes: `[batch, height, width, channels]` -> the same.
 *
 * @example
 * const [mixed, targets] = await layers.mixUp({ alpha: 0.2 }).run([tensor(images), tensor(oneHotLabels)]);
 */
export class MixUp extends Augmentation {
  static override readonly className = 'MixUp';
  readonly alpha: number;

  constructor(options: MixUpOptions = {}) {
    super(options);
    const { alpha = 0.2 } = options;
    if (!(typeof alpha === 'number' && alpha > 0 && Number.isFinite(alpha)))
      throw new InvalidArgumentError({ who: this.who, expected: 'alpha must be a positive number', received: alpha });
    this.alpha = alpha;
  }

  override transformation(images: GraphNode, draws: Draws): Transformation {
    const { batch } = sizesOf(images);
    const [order, share] = [draws.order(batch), draws.share([batch], this.alpha)];
    const blend = (x: GraphNode) => blended(x, share, order);
    return { images: blend, masks: blend, labels: blend };
  }

  protected override configOptions(): Readonly<Record<string, unknown>> {
    return { ...super.configOptions(), alpha: this.alpha };
  }
}
