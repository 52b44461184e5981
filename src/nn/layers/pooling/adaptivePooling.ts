/** Poolings to a given size. */
import type { GraphNode } from '../../../runtime/graph.ts';
import { adaptivelyPooled, type PoolKind } from '../../ops/pooling.ts';
import { axesOf, type PerAxis, perAxis } from '../../ops/spatial.ts';
import { Layer, type LayerOptions } from '../layer.ts';
import { type DataFormat, dataFormatOf } from '../options.ts';

export interface AdaptivePoolingOptions extends LayerOptions {
  /** Spatial sizes of the result: one number, or one for each axis. */
  readonly outputSize: PerAxis;
  /** `'channelsLast'` (default) or `'channelsFirst'`. */
  readonly dataFormat?: string | null | undefined;
}

/** The base of adaptive poolings: a class says how many spatial axes it has and what it takes of a window. */
export abstract class AdaptivePooling extends Layer {
  static readonly rank: number = 2;
  static readonly kind: PoolKind = 'max';
  readonly outputSize: readonly number[];
  readonly dataFormat: DataFormat;

  constructor(options: AdaptivePoolingOptions) {
    super(options);
    const { rank } = this.constructor as typeof AdaptivePooling; // every constructor is such a class
    this.outputSize = perAxis(this.who, 'outputSize', options.outputSize, rank);
    this.dataFormat = dataFormatOf(this.who, options.dataFormat);
    this.inputSpec = { axes: axesOf(rank, this.dataFormat) };
  }

  override call(x: GraphNode): GraphNode {
    const { kind } = this.constructor as typeof AdaptivePooling; // every constructor is such a class
    return adaptivelyPooled(this.who, kind, x, this.outputSize, this.dataFormat);
  }

  protected override configOptions(): Readonly<Record<string, unknown>> {
    return { outputSize: this.outputSize, dataFormat: this.dataFormat };
  }
}

/** The base of adaptive average poolings. */
export abstract class AdaptiveAveragePooling extends AdaptivePooling {
  static override readonly kind = 'average';
}

/**
 * The largest element of each of `outputSize` windows that cover the steps: window i is
 * `[floor(i·steps / outputSize), ceil((i + 1)·steps / outputSize))`.
 *
 * Shapes: `[batch, steps, channels] -> [batch, outputSize, channels]`.
 *
 * @example
 * layers.adaptiveMaxPooling1d({ outputSize: 4 });
 */
export class AdaptiveMaxPooling1D extends AdaptivePooling {
  static override readonly className = 'AdaptiveMaxPooling1D';
  static override readonly rank = 1;
}

/**
 * The largest element of windows that cover height and width, as in AdaptiveMaxPooling1D for each axis.
 *
 * Shapes: `[batch, height, width, channels] -> [batch, ...outputSize, channels]`.
 *
 * @example
 * layers.adaptiveMaxPooling2d({ outputSize: [3, 5] });
 */
export class AdaptiveMaxPooling2D extends AdaptivePooling {
  static override readonly className = 'AdaptiveMaxPooling2D';
  static override readonly rank = 2;
}

/**
 * The largest element of windows that cover depth, height and width, as in AdaptiveMaxPooling1D for each axis.
 *
 * Shapes: `[batch, depth, height, width, channels] -> [batch, ...outputSize, channels]`.
 *
 * @example
 * layers.adaptiveMaxPooling3d({ outputSize: 2 });
 */
export class AdaptiveMaxPooling3D extends AdaptivePooling {
  static override readonly className = 'AdaptiveMaxPooling3D';
  static override readonly rank = 3;
}

/**
 * The mean of each of `outputSize` windows that cover the steps: window i is
 * `[floor(i·steps / outputSize), ceil((i + 1)·steps / outputSize))`.
 *
 * Shapes: `[batch, steps, channels] -> [batch, outputSize, channels]`.
 *
 * @example
 * layers.adaptiveAveragePooling1d({ outputSize: 4 });
 */
export class AdaptiveAveragePooling1D extends AdaptiveAveragePooling {
  static override readonly className = 'AdaptiveAveragePooling1D';
  static override readonly rank = 1;
}

/**
 * The mean of windows that cover height and width, as in AdaptiveAveragePooling1D for each axis.
 *
 * Shapes: `[batch, height, width, channels] -> [batch, ...outputSize, channels]`.
 *
 * @example
 * layers.adaptiveAveragePooling2d({ outputSize: 7 });
 */
export class AdaptiveAveragePooling2D extends AdaptiveAveragePooling {
  static override readonly className = 'AdaptiveAveragePooling2D';
  static override readonly rank = 2;
}

/**
 * The mean of windows that cover depth, height and width, as in AdaptiveAveragePooling1D for each axis.
 *
 * Shapes: `[batch, depth, height, width, channels] -> [batch, ...outputSize, channels]`.
 *
 * @example
 * layers.adaptiveAveragePooling3d({ outputSize: [1, 2, 2] });
 */
export class AdaptiveAveragePooling3D extends AdaptiveAveragePooling {
  static override readonly className = 'AdaptiveAveragePooling3D';
  static override readonly rank = 3;
}
