/** What layers have in common that make one tensor of several. */

import { logicalOr } from '../../../kernels/elementwise/comparison.ts';
import { expandDims } from '../../../kernels/movement/reshape.ts';
import { ShapeError } from '../../../runtime/errors.ts';
import type { GraphNode } from '../../../runtime/graph.ts';
import type { OpenShape } from '../../symbolic.ts';
import type { CallArguments, Several } from '../layer.ts';
import { SeveralInputs } from '../severalInputs.ts';

/** The shape in which elementwise results come; null when the shapes do not broadcast. */
function broadcast(shapes: readonly OpenShape[]): OpenShape | null {
  const rank = Math.max(...shapes.map(({ length }) => length));
  const aligned = shapes.map(([batch = null, ...rest]) => [
    batch,
    ...new Array<number>(rank - 1 - rest.length).fill(1),
    ...rest,
  ]);
  const result = Array.from({ length: rank }, (_, axis) => {
    const sizes = new Set(aligned.map((shape) => shape[axis]!).filter((length) => length !== null && length !== 1)); // one per axis
    if (sizes.size > 1) return Number.NaN;
    return [...sizes][0] ?? (aligned.some((shape) => shape[axis] === null) ? null : 1);
  });
  return result.some(Number.isNaN) ? null : result;
}

/**
 * The base of layers that merge several tensors elementwise. Axes of size 1 are repeated; tensors with fewer axes get
 * new ones after the batch. The output has a mask where every input has one: true where any of them is.
 */
export abstract class Merge extends SeveralInputs {
  /** Merges tensors of equal rank. A mask comes with the axes of its tensor; null: all places count. */
  protected abstract merge(inputs: readonly GraphNode[], masks: readonly (GraphNode | null)[]): GraphNode;

  protected override checkShapes(shapes: readonly OpenShape[]): void {
    if (shapes.some((shape) => shape.length === 0)) {
      throw new ShapeError({ who: this.who, expected: 'inputs with a batch axis', received: shapes });
    }
    const batches = new Set(shapes.map(([batch]) => batch).filter((batch) => batch !== null));
    if (broadcast(shapes) && batches.size < 2) return;
    throw new ShapeError({
      who: this.who,
      expected: 'inputs with equal shapes; only axes of size 1 (not the batch) are repeated',
      received: shapes,
      fix: 'Bring them into one shape before, for example with layers.dense or layers.reshape.',
    });
  }

  override call(inputs: Several<GraphNode>, { mask }: CallArguments): GraphNode {
    const list = inputs as readonly GraphNode[]; // checked by ensureBuilt
    const masks = (mask ?? []) as readonly (GraphNode | null)[]; // several inputs: several masks
    const rank = Math.max(...list.map(({ shape }) => shape.length));
    const aligned = list.map((each) => withAxes(each, rank, 1));
    return this.merge(
      aligned,
      list.map((each, index) => {
        const own = masks[index];
        return own && each.shape.length === rank ? withAxes(own, rank, -1) : null;
      }),
    );
  }

  override computeMask(_: Several<GraphNode>, mask: Several<GraphNode | null>): GraphNode | null {
    const masks = mask as readonly (GraphNode | null)[]; // several inputs: several masks
    return masks.reduce((joint, each) => (joint && each ? logicalOr(joint, each) : null));
  }
}

/** The tensor with so many axes; new ones of size 1 come after the batch or at the end. */
function withAxes(x: GraphNode, rank: number, place: 1 | -1): GraphNode {
  let wide = x;
  while (wide.shape.length < rank) wide = expandDims(wide, place);
  return wide;
}
