/** Grey images at random. */
import { where } from '../../../kernels/elementwise/comparison.ts';
import type { GraphNode } from '../../../runtime/graph.ts';
import { numberFrom } from '../../checks.ts';
import { brightnessOf } from '../../ops/image/colour.ts';
import type { Draws } from './draws.ts';
import { Augmentation, type AugmentationOptions, type Transformation } from './imageLayer.ts';
import { onePerImage } from './recolouring.ts';

export interface RandomGrayscaleOptions extends AugmentationOptions {
  /** The probability that an image becomes grey; default 0.5. */
  readonly factor?: number | undefined;
}

/**
 * In training, makes some images grey: all three channels become `0.2989·red + 0.587·green + 0.114·blue`. Otherwise the
 * identity.
 *
 * Shapes: `[..., height, width, 3]` -> the same.
 *
 * @example
 * layers.randomGrayscale({ factor: 0.1 });
 */
export class RandomGrayscale extends Augmentation {
  static override readonly className = 'RandomGrayscale';
  readonly factor: number;

  constructor(options: RandomGrayscaleOptions = {}) {
    super(options);
    this.factor = numberFrom(this.who, 'factor', options.factor ?? 0.5, 0, 1);
  }

  override transformation(images: GraphNode, draws: Draws): Transformation {
    const grey = draws.chance(onePerImage(images), [this.factor, this.factor]);
    return { images: (x) => where(grey, brightnessOf(this.who, x), x) };
  }

  protected override configOptions(): Readonly<Record<string, unknown>> {
    return { ...super.configOptions(), factor: this.factor };
  }
}
