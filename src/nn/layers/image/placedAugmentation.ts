/** Augmentations that read each pixel at another place: rotations, translations, zooms, shears. */

import type { FillMode, Sampling } from '../../../kernels/image/sample.ts';
import type { GraphNode } from '../../../runtime/graph.ts';
import { type SampleOptions, samplingOf } from '../../ops/image/sample.ts';
import { projected, type Transform } from '../../ops/image/transform.ts';
import type { Draws } from './draws.ts';
import { Augmentation, type AugmentationOptions, type Transformation } from './imageLayer.ts';

/** What can be outside of an image. */
const FILL_MODES: readonly FillMode[] = ['reflect', 'wrap', 'constant', 'nearest'];

export interface PlacedOptions extends AugmentationOptions, SampleOptions {
  /**
   * What is outside of the image: `'reflect'` (default: its mirror image, edges twice), `'wrap'` (the image again),
   * `'constant'` (fillValue) or `'nearest'` (the outermost pixels).
   */
  readonly fillMode?: string | undefined;
}

/** Masks hold numbers of classes: there is nothing between them. */
export function ofMasks(sampling: Sampling): Sampling {
  return { ...sampling, interpolation: 'nearest' };
}

/** The base of augmentations that are an affine transform, drawn for each image. Masks are moved with their images. */
export abstract class PlacedAugmentation extends Augmentation {
  readonly sampling: Sampling;

  constructor(options: PlacedOptions) {
    super(options);
    const fillMode = options.fillMode ?? 'reflect';
    this.sampling = samplingOf(this.who, { ...options, fillMode }, FILL_MODES);
  }

  /** `a0, a1, a2, b0, b1, b2`: the pixel at column x, row y is read at column `a0·x + a1·y + a2`, row `b0·x + b1·y + b2`. */
  abstract transform(images: GraphNode, draws: Draws): Transform;

  override transformation(images: GraphNode, draws: Draws): Transformation {
    const transform = this.transform(images, draws);
    return {
      images: (x) => projected(x, transform, this.sampling),
      masks: (x) => projected(x, transform, ofMasks(this.sampling)),
    };
  }

  protected override configOptions(): Readonly<Record<string, unknown>> {
    const { fillMode, fillValue, interpolation } = this.sampling;
    return { ...super.configOptions(), fillMode, fillValue, interpolation };
  }
}
