/** Boxes of images replaced by those of others (Yun et al., ICCV 2019). */
import { add, sqrt, subtract } from '../../../kernels/elementwise/arithmetic.ts';
import { where } from '../../../kernels/elementwise/comparison.ts';
import { take } from '../../../kernels/gather.ts';
import { reshape } from '../../../kernels/movement/reshape.ts';
import type { GraphNode } from '../../../runtime/graph.ts';
import { sizesOf } from '../../ops/image/images.ts';
import { randomBox } from './box.ts';
import type { Draws } from './draws.ts';
import { type Factor, type Interval, intervalOf } from './factors.ts';
import { Augmentation, type AugmentationOptions, type Transformation } from './imageLayer.ts';
import { blended } from './mixUp.ts';
import { onePerImage } from './recolouring.ts';

export interface CutMixOptions extends AugmentationOptions {
  /** Both parameters of the beta distribution of the shares, drawn once for a batch; from `[low, high]`, or from 0; default 1. */
  readonly factor?: Factor | undefined;
}

/** Keeps the parameter of the distribution above 0. */
const EPSILON = 1e-6;

/**
 * In training, replaces a box in each image by the same box of another of the batch; what is left of the image is a share
 * from a beta distribution. Otherwise the identity. Called with a list `[images, labels]` it blends the labels by the same
 * shares; masks get the same boxes.
 *
 * Shapes: `[batch, height, width, channels]` -> the same.
 *
 * @example
 * const [mixed, targets] = await layers.cutMix().run([tensor(images), tensor(oneHotLabels)]);
 */
export class CutMix extends Augmentation {
  static override readonly className = 'CutMix';
  readonly factor: Interval;

  constructor(options: CutMixOptions = {}) {
    super(options);
    this.factor = intervalOf(this.who, 'factor', options.factor ?? 1, 'from 0', [0, 1]);
  }

  override transformation(images: GraphNode, draws: Draws): Transformation {
    const { batch } = sizesOf(images);
    const share = draws.share([batch], add(draws.uniform([], this.factor), EPSILON));
    const side = reshape(sqrt(subtract(1, share)), onePerImage(images));
    const [box, order] = [randomBox(images, side, side, draws), draws.order(batch)];
    const replaced = (x: GraphNode) => where(box, take(x, order), x);
    return { images: replaced, masks: replaced, labels: (labels) => blended(labels, share, order) };
  }

  protected override configOptions(): Readonly<Record<string, unknown>> {
    return { ...super.configOptions(), factor: this.factor };
  }
}
