/** Poolings over whole inputs. */
import { divide, multiply } from '../../../kernels/elementwise/arithmetic.ts';
import { cast } from '../../../kernels/elementwise/operands.ts';
import { expandDims } from '../../../kernels/movement/reshape.ts';
import { max, mean, sum } from '../../../kernels/reduce.ts';
import type { GraphNode } from '../../../runtime/graph.ts';
import type { PoolKind } from '../../ops/pooling.ts';
import { axesOf } from '../../ops/spatial.ts';
import { type CallArguments, Layer, type LayerOptions } from '../layer.ts';
import { type DataFormat, dataFormatOf } from '../options.ts';

export interface GlobalPoolingOptions extends LayerOptions {
  /** `'channelsLast'` (default) or `'channelsFirst'`. */
  readonly dataFormat?: string | null | undefined;
  /** Whether the spatial axes stay, with size 1; default false. */
  readonly keepdims?: boolean | undefined;
}

const REDUCTIONS = { max, average: mean } as const satisfies Readonly<Record<PoolKind, unknown>>;

/** The base of global poolings: a class says how many spatial axes it has and what it takes of them. */
export abstract class GlobalPooling extends Layer {
  static readonly rank: number = 2;
  static readonly kind: PoolKind = 'max';
  readonly dataFormat: DataFormat;
  readonly keepdims: boolean;

  constructor(options: GlobalPoolingOptions = {}) {
    super(options);
    const { rank } = this.constructor as typeof GlobalPooling; // every constructor is such a class
    this.dataFormat = dataFormatOf(this.who, options.dataFormat);
    this.keepdims = options.keepdims ?? false;
    this.inputSpec = { axes: axesOf(rank, this.dataFormat) };
  }

  /** The spatial axes. */
  protected get axes(): readonly number[] {
    const { rank } = this.constructor as typeof GlobalPooling; // every constructor is such a class
    const first = this.dataFormat === 'channels_first' ? 2 : 1;
    return Array.from({ length: rank }, (_, axis) => first + axis);
  }

  override call(x: GraphNode, _: CallArguments): GraphNode {
    const { kind } = this.constructor as typeof GlobalPooling; // every constructor is such a class
    return REDUCTIONS[kind](cast(x, 'float32'), this.axes, { keepDims: this.keepdims });
  }

  protected override configOptions(): Readonly<Record<string, unknown>> {
    return { dataFormat: this.dataFormat, keepdims: this.keepdims };
  }
}

/** The base of global average poolings. */
export abstract class GlobalAveragePooling extends GlobalPooling {
  static override readonly kind = 'average';
}

/**
 * The largest element of all steps, for each channel.
 *
 * Shapes: `[batch, steps, channels] -> [batch, channels]`, with `keepdims` `[batch, 1, channels]`.
 *
 * @example
 * layers.globalMaxPooling1d();
 */
export class GlobalMaxPooling1D extends GlobalPooling {
  static override readonly className = 'GlobalMaxPooling1D';
  static override readonly rank = 1;
}

/**
 * The largest element over height and width, for each channel.
 *
 * Shapes: `[batch, height, width, channels] -> [batch, channels]`, with `keepdims` `[batch, 1, 1, channels]`.
 *
 * @example
 * layers.globalMaxPooling2d({ keepdims: true });
 */
export class GlobalMaxPooling2D extends GlobalPooling {
  static override readonly className = 'GlobalMaxPooling2D';
  static override readonly rank = 2;
}

/**
 * The largest element over depth, height and width, for each channel.
 *
 * Shapes: `[batch, depth, height, width, channels] -> [batch, channels]`, with `keepdims` `[batch, 1, 1, 1, channels]`.
 *
 * @example
 * layers.globalMaxPooling3d();
 */
export class GlobalMaxPooling3D extends GlobalPooling {
  static override readonly className = 'GlobalMaxPooling3D';
  static override readonly rank = 3;
}

/**
 * The mean of all steps, for each channel; with a mask of the steps `Σ x · mask / Σ mask`. The result has no mask.
 *
 * Shapes: `[batch, steps, channels] -> [batch, channels]`, with `keepdims` `[batch, 1, channels]`.
 *
 * @example
 * layers.globalAveragePooling1d();
 */
export class GlobalAveragePooling1D extends GlobalAveragePooling {
  static override readonly className = 'GlobalAveragePooling1D';
  static override readonly rank = 1;

  override call(x: GraphNode, args: CallArguments): GraphNode {
    const mask = (args.mask ?? null) as GraphNode | null; // one input has one mask
    if (!mask) return super.call(x, args);
    const [axis] = this.axes;
    const weights = expandDims(cast(mask, 'float32'), this.dataFormat === 'channels_first' ? 1 : 2);
    const options = { keepDims: this.keepdims };
    return divide(sum(multiply(cast(x, 'float32'), weights), axis!, options), sum(weights, axis!, options)); // one axis
  }
}

/**
 * The mean over height and width, for each channel.
 *
 * Shapes: `[batch, height, width, channels] -> [batch, channels]`, with `keepdims` `[batch, 1, 1, channels]`.
 *
 * @example
 * layers.globalAveragePooling2d();
 */
export class GlobalAveragePooling2D extends GlobalAveragePooling {
  static override readonly className = 'GlobalAveragePooling2D';
  static override readonly rank = 2;
}

/**
 * The mean over depth, height and width, for each channel.
 *
 * Shapes: `[batch, depth, height, width, channels] -> [batch, channels]`, with `keepdims` `[batch, 1, 1, 1, channels]`.
 *
 * @example
 * layers.globalAveragePooling3d();
 */
export class GlobalAveragePooling3D extends GlobalAveragePooling {
  static override readonly className = 'GlobalAveragePooling3D';
  static override readonly rank = 3;
}
