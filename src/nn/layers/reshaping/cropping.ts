/** The inner parts of samples, over one, two and three spatial axes. */
import { slice } from '../../../kernels/movement/slice.ts';
import { ShapeError } from '../../../runtime/errors.ts';
import type { GraphNode } from '../../../runtime/graph.ts';
import type { Margins } from '../../ops/spatial.ts';
import type { OpenShape } from '../../symbolic.ts';
import type { LayerOptions } from '../layer.ts';
import { type MarginOption, marginsOf } from './margins.ts';
import { SpatialReshape, type SpatialReshapeOptions } from './spatialReshape.ts';

export interface Cropping1DOptions extends LayerOptions {
  /** Steps to leave out at both ends, or `[before, after]`; default 1. */
  readonly cropping?: MarginOption | undefined;
}

export interface CroppingOptions extends SpatialReshapeOptions {
  /** What to leave out on every side; for each axis; or for each axis `[before, after]`. Default: 2D 0, 3D 1. */
  readonly cropping?: MarginOption | undefined;
}

/** The base of Cropping1D, Cropping2D and Cropping3D. */
export abstract class Cropping extends SpatialReshape {
  /** What is left out when nothing is said. */
  protected static readonly standard: number = 1;
  readonly cropping: Margins;

  constructor(options: CroppingOptions = {}) {
    super(options);
    const { standard } = this.constructor as typeof Cropping; // a subclass
    this.cropping = marginsOf(this.who, 'cropping', options.cropping ?? standard, this.rank);
  }

  override ensureBuilt(shapes: readonly OpenShape[], several: boolean): void {
    super.ensureBuilt(shapes, several);
    const margins = this.forAllAxes<readonly [number, number]>(this.cropping, [0, 0]);
    const [input = []] = shapes; // one input
    input.forEach((length, axis) => {
      const [before, after] = margins[axis]!; // one per axis
      if (length === null || before + after < length) return;
      throw new ShapeError({
        who: this.who,
        expected: `an input with more than ${before} + ${after} elements along axis ${axis}`,
        received: input,
        fix: 'Crop less, or give larger inputs.',
      });
    });
  }

  override call(x: GraphNode): GraphNode {
    const margins = this.forAllAxes<readonly [number, number]>(this.cropping, [0, 0]);
    const start = margins.map(([before]) => before);
    const size = x.shape.map((length, axis) => length - margins[axis]![0] - margins[axis]![1]); // one per axis
    return slice(x, start, size);
  }

  protected override configOptions(): Readonly<Record<string, unknown>> {
    return { cropping: this.cropping, dataFormat: this.dataFormat };
  }
}

/**
 * Leaves out steps at the beginning and the end: `[batch, steps, channels] -> [batch, steps - before - after, channels]`.
 *
 * @example
 * layers.cropping1d({ cropping: [2, 0] });
 */
export class Cropping1D extends Cropping {
  static override readonly className = 'Cropping1D';
  static override readonly rank = 1;

  constructor(options: Cropping1DOptions = {}) {
    super(options);
  }

  protected override configOptions(): Readonly<Record<string, unknown>> {
    return { cropping: this.cropping[0] };
  }
}

/**
 * Leaves out rows and columns at the edges of images, `[batch, height, width, channels]`; with `channelsFirst` the
 * channels follow the batch.
 *
 * @example
 * layers.cropping2d({ cropping: [[2, 2], [4, 4]] });
 */
export class Cropping2D extends Cropping {
  static override readonly className = 'Cropping2D';
  static override readonly rank = 2;
  protected static override readonly standard = 0;
}

/**
 * Leaves out the outer parts of volumes, `[batch, depth, height, width, channels]`; with `channelsFirst` the channels
 * follow the batch.
 *
 * @example
 * layers.cropping3d({ cropping: 1 });
 */
export class Cropping3D extends Cropping {
  static override readonly className = 'Cropping3D';
  static override readonly rank = 3;
}
