/** Images seen from other sides at random. */
import { add, multiply } from '../../../kernels/elementwise/arithmetic.ts';
import { where } from '../../../kernels/elementwise/comparison.ts';
import type { Sampling } from '../../../kernels/image/sample.ts';
import { broadcastTo } from '../../../kernels/movement/broadcastTo.ts';
import { constant, type GraphNode } from '../../../runtime/graph.ts';
import { numberFrom } from '../../checks.ts';
import { sizesOf } from '../../ops/image/images.ts';
import { type SampleOptions, samplingOf } from '../../ops/image/sample.ts';
import { homographyOfImage, projected } from '../../ops/image/transform.ts';
import type { Draws } from './draws.ts';
import { type Factor, type Interval, probabilityOf } from './factors.ts';
import { Augmentation, type AugmentationOptions, type Transformation } from './imageLayer.ts';
import { ofMasks } from './placedAugmentation.ts';

export interface RandomPerspectiveOptions extends AugmentationOptions, Omit<SampleOptions, 'fillMode'> {
  /** The probability that an image is changed; from `[low, high]`, or from 0 to factor; default 1. */
  readonly factor?: Factor | undefined;
  /** How far corners move at most: by `scale / 2` times their place; from 0 to 1, default 1. */
  readonly scale?: number | undefined;
}

/**
 * In training, moves the corners of images: each coordinate of a corner (from the top left) is multiplied by a number
 * from `1 - scale / 2` to `1 + scale / 2`. Outside is `fillValue`. Otherwise the identity. Masks are changed with their
 * images.
 *
 * Shapes: `[..., height, width, channels]` -> the same.
 *
 * @example
 * layers.randomPerspective({ scale: 0.3 });
 */
export class RandomPerspective extends Augmentation {
  static override readonly className = 'RandomPerspective';
  readonly factor: Interval;
  readonly scale: number;
  readonly sampling: Sampling;

  constructor(options: RandomPerspectiveOptions = {}) {
    super(options);
    this.factor = probabilityOf(this.who, 'factor', options.factor ?? 1);
    this.scale = numberFrom(this.who, 'scale', options.scale ?? 1, 0, 1);
    this.sampling = samplingOf(this.who, { ...options, fillMode: 'constant' });
  }

  override transformation(images: GraphNode, draws: Draws): Transformation {
    const { batch, height, width } = sizesOf(images);
    const applied = draws.chance([batch, 1, 1, 1], this.factor);
    const [right, bottom] = [width - 1, height - 1];
    const corners = broadcastTo(constant([0, 0, right, 0, 0, bottom, right, bottom], [1, 4, 2]), [batch, 4, 2]);
    const moves = draws.uniform([batch, 4, 2], [-0.5 * this.scale, 0.5 * this.scale]);
    const transform = homographyOfImage(right, bottom, add(corners, multiply(corners, moves)));
    const seen = (sampling: Sampling) => (x: GraphNode) => where(applied, projected(x, transform, sampling), x);
    return { images: seen(this.sampling), masks: seen(ofMasks(this.sampling)) };
  }

  protected override configOptions(): Readonly<Record<string, unknown>> {
    const { factor, scale } = this;
    const { interpolation, fillValue } = this.sampling;
    return { ...super.configOptions(), factor, scale, interpolation, fillValue };
  }
}
