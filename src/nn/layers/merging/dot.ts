/** Products of samples along one axis of each. */
import { maximum, multiply, rsqrt, square } from '../../../kernels/elementwise/arithmetic.ts';
import { matmul } from '../../../kernels/matmul/matmul.ts';
import { reshape } from '../../../kernels/movement/reshape.ts';
import { transpose } from '../../../kernels/movement/transpose.ts';
import { sum } from '../../../kernels/reduce.ts';
import { InvalidArgumentError, ShapeError } from '../../../runtime/errors.ts';
import type { GraphNode } from '../../../runtime/graph.ts';
import { sizeOf } from '../../../runtime/spec.ts';
import type { OpenShape } from '../../symbolic.ts';
import type { LayerOptions } from '../layer.ts';
import { SeveralInputs } from '../severalInputs.ts';

export interface DotOptions extends LayerOptions {
  /** The axis that is summed over, in both inputs or one for each; not the batch axis 0. */
  readonly axes: number | readonly [number, number];
  /** Whether samples are scaled to length 1 along the axes before: the result is the cosine; default false. */
  readonly normalize?: boolean | undefined;
}

/** Squares of lengths are not taken to be smaller: no division by 0. */
const SMALLEST = 1e-14;

/**
 * The product of two inputs, sample by sample: sums of products along one axis of each.
 *
 * Shapes: `[batch, ...a], [batch, ...b] -> [batch, ...a, ...b]`, both without their axes; `[batch, 1]` when nothing is left.
 *
 * @example
 * const similarity = layers.dot({ axes: -1, normalize: true }).apply([a, b]);
 */
export class Dot extends SeveralInputs {
  static override readonly className = 'Dot';
  readonly axes: number | readonly [number, number];
  readonly normalize: boolean;

  constructor(options: DotOptions) {
    super(options);
    const { axes } = options;
    const isAxis = (axis: unknown) => Number.isInteger(axis) && axis !== 0;
    if (!(isAxis(axes) || (Array.isArray(axes) && axes.length === 2 && axes.every(isAxis)))) {
      throw new InvalidArgumentError({
        who: this.who,
        expected: 'axes must be an integer or two integers; axis 0 is the batch and cannot be summed over',
        received: axes,
      });
    }
    this.axes = axes;
    this.normalize = options.normalize ?? false;
  }

  protected override get arity(): number {
    return 2;
  }

  /** The axis of one of the inputs, not negative. */
  #axis(which: 0 | 1, rank: number): number {
    const axis = typeof this.axes === 'number' ? this.axes : this.axes[which];
    return axis < 0 ? axis + rank : axis;
  }

  protected override checkShapes(shapes: readonly OpenShape[]): void {
    const [a = [], b = []] = shapes;
    const lengths = [a[this.#axis(0, a.length)], b[this.#axis(1, b.length)]];
    const [first, second] = lengths;
    const known = first !== undefined && second !== undefined && a.length > 1 && b.length > 1;
    const sameBatch = (a[0] ?? b[0]) === (b[0] ?? a[0]);
    if (known && sameBatch && (first ?? second) === (second ?? first)) return;
    throw new ShapeError({
      who: this.who,
      expected: `two inputs with equal batches and equal sizes along axes ${JSON.stringify(this.axes)}`,
      received: shapes,
      fix: 'Choose other axes with { axes }.',
    });
  }

  override call(inputs: readonly GraphNode[]): GraphNode {
    const [a, b] = inputs as readonly [GraphNode, GraphNode]; // checked by ensureBuilt
    const [axisA, axisB] = [this.#axis(0, a.shape.length), this.#axis(1, b.shape.length)];
    const [left, right] = this.normalize ? [unit(a, axisA), unit(b, axisB)] : [a, b];
    const product = matmul(lastOf(left, axisA), lastOf(right, axisB), { transposeB: true });
    const rest = [...without(a, axisA), ...without(b, axisB)];
    return reshape(product, [a.shape[0]!, ...(rest.length === 0 ? [1] : rest)]); // a batch axis
  }

  override computeMask(): null {
    return null;
  }

  protected override configOptions(): Readonly<Record<string, unknown>> {
    return { axes: this.axes, normalize: this.normalize };
  }
}

/** Sizes of the axes but the batch and one other. */
function without({ shape }: GraphNode, axis: number): number[] {
  return shape.filter((_, each) => each !== 0 && each !== axis);
}

/** The tensor as matrices with an axis last: `[batch, others, axis]`. */
function lastOf(x: GraphNode, axis: number): GraphNode {
  const others = x.shape.map((_, each) => each).filter((each) => each !== axis);
  const rows = sizeOf(without(x, axis));
  return reshape(transpose(x, [...others, axis]), [x.shape[0]!, rows, x.shape[axis]!]); // checked axes
}

/** Scaled to length 1 along an axis. */
function unit(x: GraphNode, axis: number): GraphNode {
  return multiply(x, rsqrt(maximum(sum(square(x), axis, { keepDims: true }), SMALLEST)));
}
