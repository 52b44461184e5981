/** Every sample as a vector. */
import { reshape } from '../../../kernels/movement/reshape.ts';
import { transpose } from '../../../kernels/movement/transpose.ts';
import { ShapeError } from '../../../runtime/errors.ts';
import type { GraphNode } from '../../../runtime/graph.ts';
import { sizeOf } from '../../../runtime/spec.ts';
import { Layer, type LayerOptions } from '../layer.ts';
import { type DataFormat, dataFormatOf } from '../options.ts';

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
