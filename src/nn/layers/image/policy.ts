/** Augmentations that are chosen at random, one for all images of a batch. */

import { equal, where } from '../../../kernels/elementwise/comparison.ts';
import { full } from '../../../kernels/full.ts';
import type { Sampling } from '../../../kernels/image/sample.ts';
import type { GraphNode } from '../../../runtime/graph.ts';
import { sizesOf } from '../../ops/image/images.ts';
import { samplingOf } from '../../ops/image/sample.ts';
import { projected, type Transform } from '../../ops/image/transform.ts';
import { AutoContrast } from './autoContrast.ts';
import type { Draws } from './draws.ts';
import { Equalization } from './equalization.ts';
import { type Factor, type Interval, intervalOf, valueRangeOf } from './factors.ts';
import { Augmentation, type AugmentationOptions, type ImageLayer, type Transformation } from './imageLayer.ts';
import { ofMasks, type PlacedAugmentation } from './placedAugmentation.ts';
import { RandomBrightness } from './randomBrightness.ts';
import { RandomColorDegeneration } from './randomColorDegeneration.ts';
import { RandomContrast } from './randomContrast.ts';
import { RandomPosterization } from './randomPosterization.ts';
import { RandomRotation } from './randomRotation.ts';
import { RandomSharpness } from './randomSharpness.ts';
import { RandomShear } from './randomShear.ts';
import { RandomTranslation } from './randomTranslation.ts';
import { Solarization } from './solarization.ts';

export interface PolicyOptions extends AugmentationOptions {
  /** The smallest and largest value of pixels; default `[0, 255]`. */
  readonly valueRange?: Interval | undefined;
  /** How strong the changes are; from `[low, high]`, or from 0 to factor. */
  readonly factor?: Factor | undefined;
  /** `'nearest'` or `'bilinear'` (default). */
  readonly interpolation?: string | undefined;
}

/** What a policy chooses from when the options say nothing else. */
export interface Choices {
  /** The factor. */
  readonly standard: number;
  /** Whether brightness, colour, contrast and sharpness are among the choices. */
  readonly all: boolean;
}

/** Coefficients of the transform that moves nothing. */
const IN_PLACE = [1, 0, 0, 0, 1, 0] as const;

/** The base of augmentations that choose from others. */
export abstract class Policy extends Augmentation {
  readonly valueRange: Interval;
  readonly factor: Interval;
  readonly sampling: Sampling;
  /** What moves pixels: all of these together are one transform, so that pixels are read once. */
  readonly placing: readonly PlacedAugmentation[];
  readonly recolouring: readonly ImageLayer[];

  constructor(options: PolicyOptions, { standard, all }: Choices) {
    super(options);
    this.valueRange = valueRangeOf(this.who, options.valueRange);
    this.factor = intervalOf(this.who, 'factor', options.factor ?? standard, 'from 0', [0, 1]);
    const { interpolation } = options;
    this.sampling = samplingOf(this.who, { interpolation, fillMode: 'reflect' });
    const { factor, valueRange } = this;
    this.placing = [
      new RandomShear({ xFactor: factor, yFactor: factor }),
      new RandomTranslation({ heightFactor: factor, widthFactor: factor }),
      new RandomRotation({ factor }),
    ];
    this.recolouring = [
      new RandomPosterization({ factor: Math.max(1, Math.trunc(8 * factor[1])), valueRange }),
      new Solarization({ additionFactor: factor, thresholdFactor: factor, valueRange }),
      new AutoContrast({ valueRange }),
      new Equalization({ valueRange }),
      ...(all ? [RandomBrightness, RandomColorDegeneration, RandomContrast, RandomSharpness] : []).map(
        (Layer) => new Layer({ factor, valueRange }),
      ),
    ];
  }

  /** How many choices there are. */
  protected get count(): number {
    return this.placing.length + this.recolouring.length;
  }

  /** The transform of the chosen augmentation; one that moves nothing when it moves nothing. */
  #transform(images: GraphNode, index: GraphNode, draws: Draws): Transform {
    const { batch } = sizesOf(images);
    const transforms = this.placing.map((layer) => layer.transform(images, draws));
    return IN_PLACE.map((standard, part) =>
      transforms.reduce<GraphNode>(
        (other, transform, place) => where(equal(index, place), transform[part]!, other), // six parts
        full([batch], standard),
      ),
    );
  }

  /**
   * One of the augmentations.
   *
   * @param index - Which, a scalar from 0 to `count - 1`; for `count` nothing is done.
   */
  protected choice(images: GraphNode, index: GraphNode, draws: Draws): Transformation {
    const transform = this.#transform(images, index, draws);
    const recoloured = (x: GraphNode) =>
      this.recolouring.reduce((other, layer, place) => {
        const own = layer.transformation(images, draws).images(x);
        return where(equal(index, this.placing.length + place), own, other);
      }, x);
    return {
      images: (x) => recoloured(projected(x, transform, this.sampling)),
      masks: (x) => projected(x, transform, ofMasks(this.sampling)),
    };
  }

  protected override configOptions(): Readonly<Record<string, unknown>> {
    const { valueRange, factor } = this;
    return { ...super.configOptions(), valueRange, factor, interpolation: this.sampling.interpolation };
  }
}
