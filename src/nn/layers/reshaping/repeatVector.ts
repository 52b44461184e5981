/** A vector at every step. */
import { broadcastTo } from '../../../kernels/movement/broadcastTo.ts';
import { expandDims } from '../../../kernels/movement/reshape.ts';
import type { GraphNode } from '../../../runtime/graph.ts';
import { Layer, type LayerOptions } from '../layer.ts';
import { positiveInteger } from '../options.ts';

export interface RepeatVectorOptions extends LayerOptions {
  /** The number of steps. */
  readonly n: number;
}

/**
 * The same vector n times: `[batch, features] -> [batch, n, features]`.
 *
 * @example
 * layers.repeatVector({ n: 3 });
 */
export class RepeatVector extends Layer {
  static override readonly className = 'RepeatVector';
  readonly n: number;

  constructor(options: RepeatVectorOptions) {
    super(options);
    this.n = positiveInteger(this.who, 'n', options.n);
    this.inputSpec = { axes: ['batch', 'features'] };
    this.built = true;
  }

  override call(x: GraphNode): GraphNode {
    const [batch, features] = x.shape as [number, number]; // checked by inputSpec
    return broadcastTo(expandDims(x, 1), [batch, this.n, features]);
  }

  protected override configOptions(): Readonly<Record<string, unknown>> {
    return { n: this.n };
  }
}
