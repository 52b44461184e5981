/** Zeros around the samples, over one, two and three spatial axes. */
import { pad } from '../../../kernels/movement/pad.ts';
import type { GraphNode } from '../../../runtime/graph.ts';
import type { Margins } from '../../ops/spatial.ts';
import { type MarginOption, marginsOf } from './margins.ts';
import { SpatialReshape, type SpatialReshapeOptions } from './spatialReshape.ts';

export interface ZeroPaddingOptions extends SpatialReshapeOptions {
  /** Zeros on every side; for each axis; or for each axis `[before, after]`. Default 1. */
  readonly padding?: MarginOption | undefined;
}

/** The base of ZeroPadding1D, ZeroPadding2D and ZeroPadding3D. */
export abstract class ZeroPadding extends SpatialReshape {
  readonly padding: Margins;

  constructor(options: ZeroPaddingOptions = {}) {
    super(options);
    this.padding = marginsOf(this.who, 'padding', options.padding ?? 1, this.rank);
  }

  override call(x: GraphNode): GraphNode {
    return pad(x, this.forAllAxes<readonly [number, number]>(this.padding, [0, 0]));
  }

  protected override configOptions(): Readonly<Record<string, unknown>> {
    return { padding: this.rank === 1 ? this.padding[0] : this.padding, dataFormat: this.dataFormat };
  }
}

/**
 * Adds zeros before and after the steps: `[batch, steps, channels] -> [batch, before + steps + after, channels]`.
 *
 * @example
 * layers.zeroPadding1d({ padding: [2, 0] });
 */
export class ZeroPadding1D extends ZeroPadding {
  static override readonly className = 'ZeroPadding1D';
  static override readonly rank = 1;
}

/**
 * Adds zeros around images: `[batch, height, width, channels] -> [batch, top + height + bottom, left + width + right,
 * channels]`; with `channelsFirst` the channels follow the batch.
 *
 * @example
 * layers.zeroPadding2d({ padding: [[1, 2], [0, 0]] }); // one row on top, two below
 */
export class ZeroPadding2D extends ZeroPadding {
  static override readonly className = 'ZeroPadding2D';
  static override readonly rank = 2;
}

/**
 * Adds zeros around volumes, `[batch, depth, height, width, channels]`; with `channelsFirst` the channels follow the
 * batch.
 *
 * @example
 * layers.zeroPadding3d({ padding: [1, 0, 0] });
 */
export class ZeroPadding3D extends ZeroPadding {
  static override readonly className = 'ZeroPadding3D';
  static override readonly rank = 3;
}
