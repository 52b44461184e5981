/** Tensors side by side. */

import { concatenate } from '../../../kernels/concatenate.ts';
import { logicalOr } from '../../../kernels/elementwise/comparison.ts';
import { full } from '../../../kernels/full.ts';
import { broadcastTo } from '../../../kernels/movement/broadcastTo.ts';
import { expandDims } from '../../../kernels/movement/reshape.ts';
import { max } from '../../../kernels/reduce.ts';
import { InvalidArgumentError, ShapeError } from '../../../runtime/errors.ts';
import type { GraphNode } from '../../../runtime/graph.ts';
import type { OpenShape } from '../../symbolic.ts';
import type { LayerOptions, Several } from '../layer.ts';
import { SeveralInputs } from '../severalInputs.ts';

export interface ConcatenateOptions extends LayerOptions {
  /** The axis along which tensors are joined; default -1. */
  readonly axis?: number | undefined;
}

/**
 * Joins tensors along an axis; the other sizes must be equal: `[batch, a], [batch, b] -> [batch, a + b]`.
 *
 * An input without a mask counts everywhere.
 *
 * @example
 * const y = layers.concatenate().apply([a, b]);
 */
export class Concatenate extends SeveralInputs {
  static override readonly className = 'Concatenate';
  readonly axis: number;

  constructor(options: ConcatenateOptions = {}) {
    super(options);
    this.axis = options.axis ?? -1;
    if (!Number.isInteger(this.axis)) {
      throw new InvalidArgumentError({ who: this.who, expected: 'axis must be an integer', received: this.axis });
    }
  }

  protected override checkShapes(shapes: readonly OpenShape[]): void {
    const [first = []] = shapes;
    const rank = first.length;
    const place = this.axis < 0 ? this.axis + rank : this.axis;
    const equal = shapes.every(
      (shape) =>
        shape.length === rank &&
        shape.every((length, axis) => axis === place || length === null || (first[axis] ?? length) === length),
    );
    if (equal && place >= 0 && place < rank) return;
    throw new ShapeError({
      who: this.who,
      expected: `inputs that differ in size along axis ${this.axis} only`,
      received: shapes,
      fix: 'Choose the axis with { axis }, or bring the inputs into one shape before.',
    });
  }

  override call(inputs: Several<GraphNode>): GraphNode {
    return concatenate(inputs as readonly GraphNode[], this.axis); // checked by ensureBuilt
  }

  /** True at the places of the output's axes but the last where some element counts. */
  override computeMask(inputs: Several<GraphNode>, mask: Several<GraphNode | null>): GraphNode {
    const masks = mask as readonly (GraphNode | null)[]; // several inputs: several masks
    const places = (inputs as readonly GraphNode[]).map((x, index) => placesOf(x, masks[index] ?? null));
    const rank = places[0]!.shape.length; // at least one input
    const axis = this.axis < 0 ? this.axis + rank + 1 : this.axis;
    return axis === rank ? places.reduce((a, b) => logicalOr(a, b)) : concatenate(places, axis);
  }

  protected override configOptions(): Readonly<Record<string, unknown>> {
    return { axis: this.axis };
  }
}

/** Where something counts, for all axes but the last. */
function placesOf(x: GraphNode, mask: GraphNode | null): GraphNode {
  const shape = x.shape.slice(0, -1);
  if (!mask) return full(shape, 1, 'bool');
  if (mask.shape.length === x.shape.length) return max(mask, -1);
  let wide = mask;
  while (wide.shape.length < shape.length) wide = expandDims(wide, -1);
  return broadcastTo(wide, shape);
}
