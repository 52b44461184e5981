/** What layers on images have in common: what they accept, and that images, masks and labels are changed alike. */
import { cast } from '../../../kernels/elementwise/operands.ts';
import { expandDims, squeeze } from '../../../kernels/movement/reshape.ts';
import { ShapeError } from '../../../runtime/errors.ts';
import type { GraphNode } from '../../../runtime/graph.ts';
import { checkImages, onImages } from '../../ops/image/images.ts';
import type { OpenShape } from '../../symbolic.ts';
import { type CallArguments, Layer, type LayerOptions, listOf, type Several } from '../layer.ts';
import { type DataFormat, dataFormatOf } from '../options.ts';
import { Draws } from './draws.ts';

export interface ImageLayerOptions extends LayerOptions {
  /** `'channelsLast'` (default) or `'channelsFirst'`. */
  readonly dataFormat?: string | null | undefined;
}

export interface AugmentationOptions extends ImageLayerOptions {
  /** With a seed the numbers do not depend on the global seed; they still differ from step to step. */
  readonly seed?: number | null | undefined;
}

/** What happens to one batch. All functions take and give batches; images and masks have their channels last. */
export interface Transformation {
  readonly images: (images: GraphNode) => GraphNode;
  /** Segmentation masks: images of class numbers. Left out: they stay as they are. */
  readonly masks?: ((masks: GraphNode) => GraphNode) | undefined;
  /** Targets, `[batch, ...]`. Left out: they stay as they are. */
  readonly labels?: ((labels: GraphNode) => GraphNode) | undefined;
}

/** Nothing. */
const UNCHANGED: Transformation = { images: (images) => images };

/**
 * The base of layers on images. They take `[batch, height, width, channels]` or one image `[height, width, channels]`
 * (with `channelsFirst` the channels come before the height), and give float32.
 *
 * They also take a list `[images, ...others]` and give a list. Others with as many axes as the images are segmentation
 * masks: they are moved like the images. All others are labels, which only MixUp and CutMix change.
 *
 * Called outside of any model they do what they do in training, as in Keras.
 */
export abstract class ImageLayer extends Layer {
  readonly dataFormat: DataFormat;
  protected override readonly trainsAlone = true;

  constructor(options: ImageLayerOptions = {}) {
    super(options);
    this.dataFormat = dataFormatOf(this.who, options.dataFormat);
    this.built = true;
  }

  /** The seed of the draws; null: they depend on the global seed. */
  get seed(): number | null {
    return null;
  }

  /**
   * What is done in training. Draws its random numbers when it is called, so that all of a batch is changed alike.
   *
   * @param images - `[batch, height, width, channels]`
   */
  abstract transformation(images: GraphNode, draws: Draws): Transformation;

  /** What is done outside of training; default nothing. */
  protected resting(_images: GraphNode): Transformation {
    return UNCHANGED;
  }

  override ensureBuilt(shapes: readonly OpenShape[], several: boolean): void {
    checkImages(this.who, shapes[0]!, this.dataFormat); // a layer has an input
    super.ensureBuilt(shapes, several);
  }

  override call(inputs: Several<GraphNode>, { training }: CallArguments): Several<GraphNode> {
    const [images, ...others] = listOf(inputs) as readonly [GraphNode, ...GraphNode[]]; // a layer has an input
    let chosen = UNCHANGED;
    const changed = onImages(this.who, cast(images, 'float32'), this, (x) => {
      chosen = training ? this.transformation(x, new Draws(this, this.seed)) : this.resting(x);
      return chosen.images(x);
    });
    if (!Array.isArray(inputs)) return changed;
    return [changed, ...others.map((other) => this.#accompany(images, other, chosen))];
  }

  /** A mask or labels, changed like the images. */
  #accompany(images: GraphNode, other: GraphNode, { masks, labels }: Transformation): GraphNode {
    const rank = images.shape.length;
    if (other.shape.length === rank) return masks ? onImages(this.who, other, this, masks) : other;
    if (!labels) return other;
    if (rank === 3) return squeeze(labels(expandDims(other, 0)), 0);
    if (other.shape[0] === images.shape[0]) return labels(other);
    throw new ShapeError({
      who: this.who,
      expected: `labels for each of ${images.shape[0]} images`,
      received: other.shape,
    });
  }

  protected override configOptions(): Readonly<Record<string, unknown>> {
    return { dataFormat: this.dataFormat };
  }
}

/** The base of layers that change images at random in training. Otherwise they are the identity. */
export abstract class Augmentation extends ImageLayer {
  readonly #seed: number | null;

  constructor(options: AugmentationOptions = {}) {
    super(options);
    this.#seed = options.seed ?? null;
  }

  override get seed(): number | null {
    return this.#seed;
  }

  protected override configOptions(): Readonly<Record<string, unknown>> {
    return { ...super.configOptions(), seed: this.seed };
  }
}
