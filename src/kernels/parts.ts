/** The second half of sums whose terms were divided among workgroups: the parts are added in order. */
import shader from '../../shaders/sum-parts.wgsl?raw';
import { gridOf } from '../runtime/grid.ts';
import type { Dispatch, LowerContext, Operand } from '../runtime/op.ts';
import { sizeOf } from '../runtime/spec.ts';

/**
 * A dispatch that adds `parts` arrays of the size of output 0, which lie one after the other in `partial`.
 *
 * @param columns - The size of the output's last axis.
 */
export function sumParts<Attrs>(
  context: LowerContext<Attrs>,
  partial: Operand,
  parts: number,
  columns: number,
): Dispatch {
  const size = sizeOf(context.outputs[0]!.shape); // ops have outputs
  const grid = gridOf(size, 64, context.limits);
  return context.kernel(shader, {
    label: 'sum of parts',
    file: 'sum-parts.wgsl',
    constants: { SIZE: size, COLUMNS: columns, PARTS: parts, ...grid.constants },
    bindings: { partial },
    workgroups: grid.workgroups,
    stores: true,
  });
}
