/** Augmentations that change colours only: masks and labels stay as they are. */
import { add, multiply, subtract } from '../../../kernels/elementwise/arithmetic.ts';
import type { GraphNode } from '../../../runtime/graph.ts';
import type { Draws } from './draws.ts';
import { type Interval, valueRangeOf } from './factors.ts';
import { Augmentation, type AugmentationOptions, type Transformation } from './imageLayer.ts';

export interface RecolouringOptions extends AugmentationOptions {
  /** The smallest and largest value of pixels; default `[0, 255]`. */
  readonly valueRange?: Interval | undefined;
}

/** The values of one range in another. */
export function rescaled(x: GraphNode, [low, high]: Interval, [newLow, newHigh]: Interval): GraphNode {
  if (low === newLow && high === newHigh) return x;
  return add(multiply(subtract(x, low), (newHigh - newLow) / (high - low)), newLow);
}

/** The values of 8-bit images. */
export const BYTE: Interval = [0, 255];

/** The shape of one number for each image. */
export function onePerImage(images: GraphNode): readonly number[] {
  return [images.shape[0]!, 1, 1, 1]; // four axes
}

/** The base of augmentations of colours. */
export abstract class Recolouring extends Augmentation {
  readonly valueRange: Interval;

  constructor(options: RecolouringOptions) {
    super(options);
    this.valueRange = valueRangeOf(this.who, options.valueRange);
  }

  /** Images `[batch, height, width, channels]` in other colours. */
  protected abstract recolour(images: GraphNode, draws: Draws): GraphNode;

  override transformation(_images: GraphNode, draws: Draws): Transformation {
    return { images: (images) => this.recolour(images, draws) };
  }

  protected override configOptions(): Readonly<Record<string, unknown>> {
    return { ...super.configOptions(), valueRange: this.valueRange };
  }
}
