/** Histogram equalization by tiles, with limited contrast (Zuiderveld, "Graphics Gems IV", 1994). */

import { add, clip, divide, minimum, multiply, subtract } from '../../../kernels/elementwise/arithmetic.ts';
import { equal, where } from '../../../kernels/elementwise/comparison.ts';
import { cast } from '../../../kernels/elementwise/operands.ts';
import { take } from '../../../kernels/gather.ts';
import { histogram } from '../../../kernels/histogram.ts';
import { iota } from '../../../kernels/iota.ts';
import { reshape } from '../../../kernels/movement/reshape.ts';
import { slice } from '../../../kernels/movement/slice.ts';
import { transpose } from '../../../kernels/movement/transpose.ts';
import { sum } from '../../../kernels/reduce.ts';
import { constant, type GraphNode } from '../../../runtime/graph.ts';
import { numberFrom } from '../../checks.ts';
import { sizesOf } from '../../ops/image/images.ts';
import { type PerAxis, perAxis } from '../../ops/spatial.ts';
import { type Interval, valueRangeOf } from './factors.ts';
import { cumulated } from './frequencies.ts';
import { ImageLayer, type ImageLayerOptions, type Transformation } from './imageLayer.ts';
import { BYTE, rescaled } from './recolouring.ts';

export interface ContrastLimitedAdaptiveHistogramEqualizationOptions extends ImageLayerOptions {
  /** The smallest and largest value of pixels; default `[0, 255]`. */
  readonly valueRange?: Interval | undefined;
  /** How many times as frequent as on average a brightness counts at most; 0: without limit; default 4. */
  readonly clipLimit?: number | undefined;
  /** Tiles along height and width; default 8. */
  readonly tileGridSize?: PerAxis | undefined;
}

/** Brightnesses that are told apart. */
const BINS = 256;

/** The tiles along one axis. */
interface Tiling {
  readonly size: number;
  readonly tiles: number;
  /** Pixels of a tile; the last tile may go on in the mirror image. */
  readonly length: number;
}

/** The two tiles whose middles are around a pixel, and the share of the second. */
interface Between {
  readonly first: number;
  readonly second: number;
  readonly share: number;
}

function tilingOf(size: number, tiles: number): Tiling {
  return { size, tiles, length: Math.ceil(size / tiles) };
}

function between({ size, tiles, length }: Tiling): readonly Between[] {
  return Array.from({ length: size }, (_, place) => {
    const position = (place - length / 2) / length;
    const tile = Math.floor(position);
    const inside = (each: number) => Math.min(Math.max(each, 0), tiles - 1);
    return { first: inside(tile), second: inside(tile + 1), share: position - tile };
  });
}

/** The pixels of all tiles along an axis: behind the last comes the mirror image. */
function tiledPlaces({ size, tiles, length }: Tiling): readonly number[] {
  return Array.from({ length: tiles * length }, (_, place) => {
    const around = place % (2 * size);
    return Math.min(around, 2 * size - 1 - around);
  });
}

/**
 * Equalizes each tile of each channel by its own histogram, in which nothing counts more than `clipLimit` times the
 * average; between the middles of tiles the results are mixed. In training and outside of it.
 *
 * Shapes: `[..., height, width, channels]` -> the same.
 *
 * @example
 * layers.contrastLimitedAdaptiveHistogramEqualization({ tileGridSize: 4 });
 */
export class ContrastLimitedAdaptiveHistogramEqualization extends ImageLayer {
  static override readonly className = 'ContrastLimitedAdaptiveHistogramEqualization';
  readonly valueRange: Interval;
  readonly clipLimit: number;
  readonly tileGridSize: readonly number[];

  constructor(options: ContrastLimitedAdaptiveHistogramEqualizationOptions = {}) {
    super(options);
    this.valueRange = valueRangeOf(this.who, options.valueRange);
    this.clipLimit = numberFrom(this.who, 'clipLimit', options.clipLimit ?? 4, 0);
    this.tileGridSize = perAxis(this.who, 'tileGridSize', options.tileGridSize ?? 8, 2);
  }

  /** Brightnesses `[batch, height, width, channels]` by tiles: `[pixels of a tile, batch · tiles · channels]`. */
  #tiled(indices: GraphNode, [rows, columns]: readonly [Tiling, Tiling]): GraphNode {
    const { batch, channels } = sizesOf(indices);
    const whole = [rows, columns].reduce((x, tiling, index) => {
      const places = tiledPlaces(tiling);
      return places.length === tiling.size ? x : take(x, constant(places, [places.length], 'int32'), index + 1);
    }, indices);
    const split = reshape(whole, [batch, rows.tiles, rows.length, columns.tiles, columns.length, channels]);
    return reshape(transpose(split, [2, 4, 0, 1, 3, 5]), [rows.length * columns.length, -1]);
  }

  /** What becomes of each brightness in each tile and channel: `[bins, batch · tiles · channels]`, from 0 to 255. */
  #tables(tiled: GraphNode): GraphNode {
    const pixels = tiled.shape[0]!; // two axes
    const counts = cast(histogram(tiled, BINS), 'float32');
    const limit = (this.clipLimit * pixels) / BINS;
    const limited = limit > 0 ? minimum(counts, limit) : counts;
    const shared = multiply(sum(subtract(counts, limited), 0, { keepDims: true }), 1 / BINS);
    const upTo = cumulated(add(limited, shared));
    const least = slice(upTo, [0, 0], [1, -1]);
    const others = subtract(pixels, least);
    const shares = divide(subtract(upTo, least), where(equal(others, 0), 1, others));
    return clip(multiply(shares, 255), ...BYTE);
  }

  #equalized(images: GraphNode): GraphNode {
    const { batch, height, width, channels } = sizesOf(images);
    const [high, wide] = this.tileGridSize as readonly [number, number]; // two axes
    const tilings = [tilingOf(height, high), tilingOf(width, wide)] as const;
    const indices = cast(clip(rescaled(images, this.valueRange, BYTE), ...BYTE), 'int32');
    const tables = this.#tables(this.#tiled(indices, tilings));
    const [rows, columns] = tilings.map(between) as [readonly Between[], readonly Between[]]; // two axes
    const ofBrightness = multiply(indices, batch * high * wide * channels);
    const ofImage = multiply(iota([batch, 1, 1, 1], 0), high * wide * channels);
    const base = add(add(ofBrightness, ofImage), iota([channels]));
    const flat = reshape(tables, [-1]);
    const corner = (y: 'first' | 'second', x: 'first' | 'second'): GraphNode => {
      const down = constant(
        rows.map((row) => row[y] * wide * channels),
        [1, height, 1, 1],
        'int32',
      );
      const right = constant(
        columns.map((column) => column[x] * channels),
        [1, 1, width, 1],
        'int32',
      );
      return take(flat, add(add(base, down), right));
    };
    const mixed = (a: GraphNode, b: GraphNode, share: GraphNode) => add(a, multiply(share, subtract(b, a)));
    const shareOf = (list: readonly Between[], shape: readonly number[]) =>
      constant(
        list.map(({ share }) => share),
        shape,
      );
    const across = shareOf(columns, [1, 1, width, 1]);
    const above = mixed(corner('first', 'first'), corner('first', 'second'), across);
    const below = mixed(corner('second', 'first'), corner('second', 'second'), across);
    return rescaled(mixed(above, below, shareOf(rows, [1, height, 1, 1])), BYTE, this.valueRange);
  }

  override transformation(): Transformation {
    return { images: (images) => this.#equalized(images) };
  }

  protected override resting(): Transformation {
    return this.transformation();
  }

  protected override configOptions(): Readonly<Record<string, unknown>> {
    const { valueRange, clipLimit, tileGridSize } = this;
    return { ...super.configOptions(), valueRange, clipLimit, tileGridSize };
  }
}
