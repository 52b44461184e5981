/** Images made larger or smaller at random. */
import { multiply, subtract } from '../../../kernels/elementwise/arithmetic.ts';
import { InvalidArgumentError } from '../../../runtime/errors.ts';
import type { GraphNode } from '../../../runtime/graph.ts';
import { sizesOf } from '../../ops/image/images.ts';
import type { Transform } from '../../ops/image/transform.ts';
import type { Draws } from './draws.ts';
import { type Factor, type Interval, intervalOf } from './factors.ts';
import { PlacedAugmentation, type PlacedOptions } from './placedAugmentation.ts';

export interface RandomZoomOptions extends PlacedOptions {
  /** How much more of the height is seen (negative: less); from `[low, high]`, or from -factor to factor; above -1. */
  readonly heightFactor: Factor;
  /** The same for the width; default: as the height, so that the aspect ratio stays. */
  readonly widthFactor?: Factor | null | undefined;
}

/** A range above -1, where nothing would be seen. */
function zoomOf(who: string, option: string, factor: unknown): Interval {
  const interval = intervalOf(who, option, factor, 'around 0', [-1, 1]);
  if (interval[0] > -1) return interval;
  throw new InvalidArgumentError({
    who,
    expected: `${option} must be above -1, which shows nothing`,
    received: factor,
  });
}

/**
 * In training, zooms each image: with factor 1 twice as much is seen, with factor -0.5 half as much. Otherwise the
 * identity. Masks are zoomed with their images.
 *
 * Shapes: `[..., height, width, channels]` -> the same.
 *
 * @example
 * layers.randomZoom({ heightFactor: [-0.2, 0] }); // a little larger
 */
export class RandomZoom extends PlacedAugmentation {
  static override readonly className = 'RandomZoom';
  readonly heightFactor: Interval;
  readonly widthFactor: Interval | null;
  declare readonly options: RandomZoomOptions;

  constructor(options: RandomZoomOptions) {
    super(options);
    const { heightFactor, widthFactor = null } = options;
    this.heightFactor = zoomOf(this.who, 'heightFactor', heightFactor);
    this.widthFactor = widthFactor === null ? null : zoomOf(this.who, 'widthFactor', widthFactor);
  }

  override transform(images: GraphNode, draws: Draws): Transform {
    const { batch, height, width } = sizesOf(images);
    const zoom = ([low, high]: Interval) => draws.uniform([batch], [1 + low, 1 + high]);
    const high = zoom(this.heightFactor);
    const wide = this.widthFactor ? zoom(this.widthFactor) : high;
    const start = (size: number, factor: GraphNode) => multiply(subtract(1, factor), (size - 1) / 2);
    return [wide, 0, start(width, wide), 0, high, start(height, high)];
  }

  protected override configOptions(): Readonly<Record<string, unknown>> {
    const { heightFactor, widthFactor } = this.options;
    return { ...super.configOptions(), heightFactor, widthFactor }; // as they were given, as in Keras
  }
}
