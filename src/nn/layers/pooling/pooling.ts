/** Poolings over one, two and three spatial axes. */
import type { GraphNode } from '../../../runtime/graph.ts';
import { type PoolKind, type PoolOptions, type PoolSettings, pooled, poolSettings } from '../../ops/pooling.ts';
import { axesOf, type PerAxis } from '../../ops/spatial.ts';
import { Layer, type LayerOptions } from '../layer.ts';

export interface PoolingOptions extends LayerOptions, PoolOptions {
  /** Size of the windows: one number, or one for each spatial axis. */
  readonly poolSize: PerAxis;
}

/** Options of max pooling: windows have size 2 by default. */
export type MaxPoolingOptions = Omit<PoolingOptions, 'poolSize'> & Partial<Pick<PoolingOptions, 'poolSize'>>;

/** The base of pooling layers: a class says how many spatial axes it has and what it takes of a window. */
export abstract class Pooling extends Layer {
  static readonly rank: number = 2;
  static readonly kind: PoolKind = 'max';
  readonly #settings: PoolSettings;

  constructor(options: PoolingOptions) {
    super(options);
    const { rank } = this.constructor as typeof Pooling; // every constructor is such a class
    this.#settings = poolSettings(this.who, rank, options.poolSize, options);
    this.inputSpec = { axes: axesOf(rank, this.#settings.dataFormat) };
  }

  override call(x: GraphNode): GraphNode {
    const { kind } = this.constructor as typeof Pooling; // every constructor is such a class
    return pooled(this.who, kind, x, this.#settings);
  }

  protected override configOptions(): Readonly<Record<string, unknown>> {
    return { ...this.#settings };
  }
}

/** The base of max pooling layers. */
export abstract class MaxPooling extends Pooling {
  constructor(options: MaxPoolingOptions = {}) {
    super({ ...options, poolSize: options.poolSize ?? 2 });
  }
}

/** The base of average pooling layers. */
export abstract class AveragePooling extends Pooling {
  static override readonly kind = 'average';
}

/**
 * The largest element of each window of steps.
 *
 * Shapes: `[batch, steps, channels] -> [batch, output, channels]`; output is `floor((steps - poolSize) / strides) + 1`,
 * or `ceil(steps / strides)` with padding `'same'`. Defaults: windows of size 2, strides as large as the windows.
 *
 * @example
 * layers.maxPooling1d({ poolSize: 5 });
 */
export class MaxPooling1D extends MaxPooling {
  static override readonly className = 'MaxPooling1D';
  static override readonly rank = 1;
}

/**
 * The largest element of each window over height and width; sizes as in MaxPooling1D, for each axis.
 *
 * Shapes: `[batch, height, width, channels] -> [batch, ...output, channels]` (with `channelsFirst` the channels follow
 * the batch in both).
 *
 * @example
 * layers.maxPooling2d({ poolSize: 2 });
 */
export class MaxPooling2D extends MaxPooling {
  static override readonly className = 'MaxPooling2D';
  static override readonly rank = 2;
}

/**
 * The largest element of each window over depth, height and width; sizes as in MaxPooling1D, for each axis.
 *
 * Shapes: `[batch, depth, height, width, channels] -> [batch, ...output, channels]`.
 *
 * @example
 * layers.maxPooling3d({ poolSize: [1, 2, 2] });
 */
export class MaxPooling3D extends MaxPooling {
  static override readonly className = 'MaxPooling3D';
  static override readonly rank = 3;
}

/**
 * The mean of each window of steps; with padding `'same'` the places outside of the input do not count.
 *
 * Shapes: `[batch, steps, channels] -> [batch, output, channels]`, output as in MaxPooling1D. `poolSize` has no default.
 *
 * @example
 * layers.averagePooling1d({ poolSize: 2 });
 */
export class AveragePooling1D extends AveragePooling {
  static override readonly className = 'AveragePooling1D';
  static override readonly rank = 1;
}

/**
 * The mean of each window over height and width; otherwise as AveragePooling1D.
 *
 * Shapes: `[batch, height, width, channels] -> [batch, ...output, channels]`.
 *
 * @example
 * layers.averagePooling2d({ poolSize: 3, strides: 2, padding: 'same' });
 */
export class AveragePooling2D extends AveragePooling {
  static override readonly className = 'AveragePooling2D';
  static override readonly rank = 2;
}

/**
 * The mean of each window over depth, height and width; otherwise as AveragePooling1D.
 *
 * Shapes: `[batch, depth, height, width, channels] -> [batch, ...output, channels]`.
 *
 * @example
 * layers.averagePooling3d({ poolSize: 2 });
 */
export class AveragePooling3D extends AveragePooling {
  static override readonly className = 'AveragePooling3D';
  static override readonly rank = 3;
}
