/** Layers that only change the shape. */
import { reshape, transpose } from '../../kernels/movement.ts';
import { InvalidArgumentError, ShapeError } from '../../runtime/errors.ts';
import type { GraphNode } from '../../runtime/graph.ts';
import { type Shape, sizeOf } from '../../runtime/spec.ts';
import { Layer, type LayerOptions } from './layer.ts';

export type DataFormat = 'channels_last' | 'channels_first';

/** A data format in either spelling; default `channels_last`. */
export function dataFormatOf(who: string, format: string | null | undefined): DataFormat {
  if (format === null || format === undefined || format === 'channels_last' || format === 'channelsLast')
    return 'channels_last';
  if (format === 'channels_first' || format === 'channelsFirst') return 'channels_first';
  throw new InvalidArgumentError({
    who,
    expected: "dataFormat must be 'channelsLast' or 'channelsFirst'",
    received: format,
  });
}

export interface FlattenOptions extends LayerOptions {
  readonly dataFormat?: string | null | undefined;
}

/** Every sample as a vector: `[batch, ...] -> [batch, product]`. With `channelsFirst` the channels are moved last before. */
export class Flatten extends Layer {
  static override readonly className = 'Flatten';
  readonly dataFormat: DataFormat;

  constructor(options: FlattenOptions = {}) {
    super(options);
    this.dataFormat = dataFormatOf(this.who, options.dataFormat);
    this.built = true;
  }

  override call(x: GraphNode): GraphNode {
    const rank = x.shape.length;
    const [batch, ...rest] = x.shape;
    if (batch === undefined)
      throw new ShapeError({ who: this.who, expected: 'an input with a batch axis', received: x.shape });
    const moved =
      this.dataFormat === 'channels_first' && rank > 2
        ? transpose(x, [0, ...rest.slice(1).map((_, axis) => axis + 2), 1])
        : x;
    return reshape(moved, [batch, sizeOf(rest)]);
  }

  protected override configOptions(): Readonly<Record<string, unknown>> {
    return { dataFormat: this.dataFormat };
  }
}

export interface ReshapeOptions extends LayerOptions {
  /** Shape of one sample; one size may be -1. */
  readonly targetShape: Shape;
}

/** Every sample in another shape: `[batch, ...] -> [batch, ...targetShape]`. */
export class Reshape extends Layer {
  static override readonly className = 'Reshape';
  readonly targetShape: Shape;

  constructor(options: ReshapeOptions) {
    super(options);
    if (!Array.isArray(options.targetShape)) {
      throw new InvalidArgumentError({
        who: this.who,
        expected: 'targetShape must be a list of sizes',
        received: options.targetShape,
      });
    }
    this.targetShape = options.targetShape;
    this.built = true;
  }

  override call(x: GraphNode): GraphNode {
    const size = sizeOf(x.shape.slice(1));
    const known = sizeOf(this.targetShape.filter((length) => length !== -1));
    const fits = this.targetShape.includes(-1) ? size % known === 0 : size === known;
    if (!fits) {
      throw new ShapeError({
        who: this.who,
        expected: `samples of shape [${x.shape.slice(1).join(', ')}] (${size} elements) must fit targetShape`,
        received: this.targetShape,
        fix: 'Use -1 for one size to have it worked out.',
      });
    }
    return reshape(x, [x.shape[0]!, ...this.targetShape.map((length) => (length === -1 ? size / known : length))]); // a batch axis
  }

  protected override configOptions(): Readonly<Record<string, unknown>> {
    return { targetShape: this.targetShape };
  }
}
