/** A layer applied to every step of a sequence. */
import { stack } from '../../../kernels/concatenate.ts';
import { reshape } from '../../../kernels/movement/reshape.ts';
import { slice } from '../../../kernels/movement/slice.ts';
import type { GraphNode } from '../../../runtime/graph.ts';
import type { OpenShape } from '../../symbolic.ts';
import type { CallArguments } from '../layer.ts';
import { Wrapper, type WrapperOptions } from './wrapper.ts';

/**
 * Applies a layer to each step: `y[:, t] = layer(x[:, t])`, with the same weights at all of them. Steps are taken as further
 * samples; only layers that gather statistics while training (batch normalization) see them one after the other.
 *
 * Shapes: `[batch, steps, ...] -> [batch, steps, ...]`, what follows as the layer gives it. The mask does not go on.
 *
 * @example
 * layers.timeDistributed({ layer: layers.dense({ units: 8 }) });
 */
export class TimeDistributed extends Wrapper {
  static override readonly className = 'TimeDistributed';

  constructor(options: WrapperOptions) {
    super(options);
    this.inputSpec = { minRank: 3 };
  }

  override build(inputShape: OpenShape): void {
    super.build([inputShape[0] ?? null, ...inputShape.slice(2)]);
  }

  override call(x: GraphNode, args: CallArguments): GraphNode {
    const [batch = 1, steps = 1] = x.shape;
    const mask = (args.mask ?? null) as GraphNode | null; // one input has one mask
    const gathers = args.training === true && this.layer.weights.some(({ trainable }) => !trainable);
    if (gathers) {
      const each = Array.from({ length: steps }, (_, step) =>
        this.#applied(stepOf(x, step), { ...args, mask: mask && stepOf(mask, step) }),
      );
      return stack(each, 1);
    }
    const rows = (tensor: GraphNode) => reshape(tensor, [batch * steps, ...tensor.shape.slice(2)]);
    const y = this.#applied(rows(x), { ...args, mask: mask && rows(mask) });
    return reshape(y, [batch, steps, ...y.shape.slice(1)]);
  }

  #applied(x: GraphNode, args: CallArguments): GraphNode {
    return this.layer.apply(x, args);
  }
}

/** `x[:, step]` */
function stepOf(x: GraphNode, step: number): GraphNode {
  const rest = x.shape.slice(2);
  const part = slice(x, [0, step, ...rest.map(() => 0)], [x.shape[0] ?? 1, 1, ...rest]);
  return reshape(part, [x.shape[0] ?? 1, ...rest]);
}
