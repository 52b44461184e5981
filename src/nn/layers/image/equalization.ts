/** Images in which all brightnesses are equally frequent. */

import { add, clip, divide, maximum, multiply, subtract } from '../../../kernels/elementwise/arithmetic.ts';
import { equal, greater, where } from '../../../kernels/elementwise/comparison.ts';
import { cast } from '../../../kernels/elementwise/operands.ts';
import { round } from '../../../kernels/elementwise/rounding.ts';
import { take } from '../../../kernels/gather.ts';
import { histogram } from '../../../kernels/histogram.ts';
import { iota } from '../../../kernels/iota.ts';
import { reshape } from '../../../kernels/movement/reshape.ts';
import { min } from '../../../kernels/reduce.ts';
import type { GraphNode } from '../../../runtime/graph.ts';
import { positiveInteger } from '../options.ts';
import { type Interval, valueRangeOf } from './factors.ts';
import { cumulated } from './frequencies.ts';
import { ImageLayer, type ImageLayerOptions, type Transformation } from './imageLayer.ts';
import { BYTE, rescaled } from './recolouring.ts';

export interface EqualizationOptions extends ImageLayerOptions {
  /** The smallest and largest value of pixels; default `[0, 255]`. */
  readonly valueRange?: Interval | undefined;
  /** How many brightnesses are told apart; default 256. */
  readonly bins?: number | undefined;
}

/**
 * In training, maps the values of each channel so that all are about equally frequent:
 * `y = round(255 · (count(x) - least) / (all - least))`, where `count(x)` is the number of pixels up to x, over all images
 * of the batch as in Keras. A channel with one value stays as it is. Otherwise the identity.
 *
 * Shapes: `[..., height, width, channels]` -> the same.
 *
 * @example
 * layers.equalization({ valueRange: [0, 1] });
 */
export class Equalization extends ImageLayer {
  static override readonly className = 'Equalization';
  readonly valueRange: Interval;
  readonly bins: number;

  constructor(options: EqualizationOptions = {}) {
    super(options);
    this.valueRange = valueRangeOf(this.who, options.valueRange);
    this.bins = positiveInteger(this.who, 'bins', options.bins ?? 256);
  }

  #equalized(images: GraphNode): GraphNode {
    const { bins } = this;
    const channels = images.shape[3]!; // four axes
    const bytes = rescaled(images, this.valueRange, BYTE);
    const indices = cast(clip(multiply(bytes, (bins - 1) / 255), 0, bins - 1), 'int32');
    const counts = cumulated(histogram(reshape(indices, [-1, channels]), bins));
    const all = images.shape.slice(0, 3).reduce((product, length) => product * length, 1);
    const least = min(where(greater(counts, 0), counts, all), 0);
    const isFlat = equal(least, all);
    const shares = divide(subtract(counts, least), maximum(subtract(all, least), 1));
    const table = reshape(round(multiply(shares, 255)), [bins * channels]);
    const equalized = take(table, add(multiply(indices, channels), iota([channels])));
    return where(isFlat, images, rescaled(equalized, BYTE, this.valueRange));
  }

  override transformation(): Transformation {
    return { images: (images) => this.#equalized(images) };
  }

  protected override configOptions(): Readonly<Record<string, unknown>> {
    return { ...super.configOptions(), valueRange: this.valueRange, bins: this.bins };
  }
}
