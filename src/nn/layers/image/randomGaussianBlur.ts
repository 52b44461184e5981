/** Blurred images at random. */
import { add, clip } from '../../../kernels/elementwise/arithmetic.ts';
import { where } from '../../../kernels/elementwise/comparison.ts';
import type { GraphNode } from '../../../runtime/graph.ts';
import { bell, blurred, windowOf } from '../../ops/image/blur.ts';
import type { Draws } from './draws.ts';
import { type Factor, type Interval, intervalOf, probabilityOf } from './factors.ts';
import { onePerImage, Recolouring, type RecolouringOptions } from './recolouring.ts';

export interface RandomGaussianBlurOptions extends RecolouringOptions {
  /** The probability that an image is blurred; from `[low, high]`, or from 0 to factor; default 1. */
  readonly factor?: Factor | undefined;
  /** How many pixels count, in width and height; odd; default 3. */
  readonly kernelSize?: number | readonly number[] | undefined;
  /** Width of the bell in pixels, drawn once for a batch; from `[low, high]`, or from 0 to sigma; default 1. */
  readonly sigma?: Factor | undefined;
}

/** Keeps the bell from a division by 0. */
const EPSILON = 1e-6;

/**
 * In training, blurs some images by a Gaussian bell, whose width in x and y is drawn for the whole batch. Outside of the
 * image there are zeros. Otherwise the identity.
 *
 * Shapes: `[..., height, width, channels]` -> the same.
 *
 * @example
 * layers.randomGaussianBlur({ factor: [0.5, 0.5], kernelSize: 5, sigma: [0.5, 1.5] });
 */
export class RandomGaussianBlur extends Recolouring {
  static override readonly className = 'RandomGaussianBlur';
  readonly factor: Interval;
  readonly kernelSize: readonly [wide: number, high: number];
  readonly sigma: Interval;

  constructor(options: RandomGaussianBlurOptions = {}) {
    super(options);
    this.factor = probabilityOf(this.who, 'factor', options.factor ?? 1);
    this.kernelSize = windowOf(this.who, options.kernelSize);
    this.sigma = intervalOf(this.who, 'sigma', options.sigma ?? 1, 'from 0', [0, Number.POSITIVE_INFINITY]);
  }

  protected override recolour(images: GraphNode, draws: Draws): GraphNode {
    const applied = draws.chance(onePerImage(images), this.factor);
    const [wide, high] = this.kernelSize.map((reach) => bell(reach, add(draws.uniform([], this.sigma), EPSILON))) as [
      GraphNode,
      GraphNode,
    ]; // two sizes
    return clip(where(applied, blurred(blurred(images, 1, high), 2, wide), images), ...this.valueRange);
  }

  protected override configOptions(): Readonly<Record<string, unknown>> {
    const { factor, kernelSize, sigma } = this;
    return { ...super.configOptions(), factor, kernelSize, sigma };
  }
}
