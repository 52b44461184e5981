/** Softmax as a layer, over places that a mask may leave out. */
import { divide, subtract } from '../../../kernels/elementwise/arithmetic.ts';
import { greater, where } from '../../../kernels/elementwise/comparison.ts';
import { exp } from '../../../kernels/elementwise/exponential.ts';
import { cast } from '../../../kernels/elementwise/operands.ts';
import { maskedSoftmax } from '../../../kernels/maskedSoftmax.ts';
import { max, sum } from '../../../kernels/reduce.ts';
import { softmax } from '../../../kernels/softmax.ts';
import { InvalidArgumentError, ShapeError } from '../../../runtime/errors.ts';
import type { GraphNode } from '../../../runtime/graph.ts';
import { type CallArguments, Layer, type LayerOptions } from '../layer.ts';

export interface SoftmaxOptions extends LayerOptions {
  /** The axis, or several, over which the results add up to 1; default -1. */
  readonly axis?: number | readonly number[] | undefined;
}

/** What stands for minus infinity. */
const LOWEST = -1e9;

/**
 * `y = exp(x) / Σ exp(x)` along an axis, or over several.
 *
 * With `mask` (true at the places that count, broadcast to x) the other places give 0; where nothing counts all are 0.
 *
 * @example
 * layers.softmax({ axis: 1 });
 */
export class Softmax extends Layer {
  static override readonly className = 'Softmax';
  readonly axis: number | readonly number[];

  constructor(options: SoftmaxOptions = {}) {
    super(options);
    this.axis = options.axis ?? -1;
    const axes = typeof this.axis === 'number' ? [this.axis] : this.axis;
    if (!(Array.isArray(axes) && axes.length > 0 && axes.every((axis) => Number.isInteger(axis)))) {
      throw new InvalidArgumentError({
        who: this.who,
        expected: 'axis must be an integer or a list of integers',
        received: this.axis,
      });
    }
    this.supportsMasking = true;
    this.built = true;
  }

  override call(x: GraphNode, { mask }: CallArguments): GraphNode {
    if (!mask) return this.#along(x);
    const counts = this.#broadcast(mask as GraphNode, x); // one input: one mask
    if (this.#isLast(x)) return maskedSoftmax(x, [counts], { axes: 1, causal: false, window: null, empty: 'zero' });
    return where(counts, this.#along(where(counts, x, LOWEST)), 0);
  }

  /** Whether the results along the last axis alone add up to 1. */
  #isLast({ shape }: GraphNode): boolean {
    const axes = [this.axis].flat();
    return axes.length === 1 && (axes[0] === -1 || axes[0] === shape.length - 1);
  }

  #along(x: GraphNode): GraphNode {
    const { axis } = this;
    if (typeof axis === 'number') return softmax(x, axis);
    if (axis.length === 1) return softmax(x, axis[0]);
    const numbers = cast(x, 'float32');
    const powers = exp(subtract(numbers, max(numbers, axis, { keepDims: true })));
    return divide(powers, sum(powers, axis, { keepDims: true }));
  }

  /** The mask as booleans. @throws ShapeError when it does not broadcast to x. */
  #broadcast(mask: GraphNode, x: GraphNode): GraphNode {
    const shift = x.shape.length - mask.shape.length;
    const fits = shift >= 0 && mask.shape.every((length, axis) => length === 1 || length === x.shape[axis + shift]);
    if (!fits) {
      throw new ShapeError({
        who: this.who,
        expected: `a mask that broadcasts to the input's shape [${x.shape.join(', ')}]`,
        received: mask.shape,
        fix: 'Axes are aligned at the right; each must have size 1 or that of the input.',
      });
    }
    return mask.dtype === 'bool' ? mask : greater(mask, 0.5);
  }

  protected override configOptions(): Readonly<Record<string, unknown>> {
    return { axis: this.axis };
  }
}
