/** The axes of samples in another order. */
import { transpose } from '../../../kernels/movement/transpose.ts';
import { InvalidArgumentError } from '../../../runtime/errors.ts';
import type { GraphNode } from '../../../runtime/graph.ts';
import { Layer, type LayerOptions } from '../layer.ts';

export interface PermuteOptions extends LayerOptions {
  /** Which axis comes first, second ...; counted from 1, after the batch. */
  readonly dims: readonly number[];
}

/**
 * The axes of every sample in another order: axis k of the output is axis `dims[k - 1]` of the input.
 *
 * @example
 * layers.permute({ dims: [2, 1] }); // [batch, 10, 64] -> [batch, 64, 10]
 */
export class Permute extends Layer {
  static override readonly className = 'Permute';
  readonly dims: readonly number[];

  constructor(options: PermuteOptions) {
    super(options);
    const { dims } = options;
    const sorted = Array.isArray(dims) ? [...dims].sort((a, b) => a - b) : [];
    if (sorted.length === 0 || sorted.some((axis, place) => axis !== place + 1)) {
      throw new InvalidArgumentError({
        who: this.who,
        expected: 'dims must have each number from 1 to the number of axes (without the batch) once',
        received: dims,
      });
    }
    this.dims = dims;
    this.inputSpec = { axes: ['batch', ...sorted.map((axis) => `axis ${axis}`)] };
    this.built = true;
  }

  override call(x: GraphNode): GraphNode {
    return transpose(x, [0, ...this.dims]);
  }

  protected override configOptions(): Readonly<Record<string, unknown>> {
    return { dims: this.dims };
  }
}
