/** The two ops of the plan compiler itself: a copy, and values side by side in one block. */
import copyShader from '../../../shaders/copy.wgsl?raw';
import { apply, type GraphNode } from '../graph.ts';
import { gridOf } from '../grid.ts';
import { defineOp } from '../op.ts';
import { sizeOf } from '../spec.ts';

export interface CopyAttrs {
  /** Keeps copies of one value apart. */
  readonly tag: string;
}

/** The same value in other memory. Never fused: it exists to separate a value from the place where it was computed. */
export const copyOp = defineOp<CopyAttrs>({
  name: 'copy',
  infer: ([x]) => [x!], // one input
  lower(context) {
    const size = sizeOf(context.inputs[0]!.shape); // one input
    const grid = gridOf(size, 64, context.limits);
    return [
      context.kernel(copyShader, {
        file: 'copy.wgsl',
        constants: { SIZE: size, ...grid.constants },
        bindings: { x: context.input(0), y: context.output() },
        workgroups: grid.workgroups,
      }),
    ];
  },
  cpu([y], [x]) {
    y!.set(x!);
  },
});

export function copy(x: GraphNode, tag: string): GraphNode {
  return apply(copyOp, [x], { tag });
}

export interface PackAttrs {
  /** Where each input starts, in elements. */
  readonly offsets: readonly number[];
  readonly length: number;
}

/**
 * Values side by side in one flat block, zeros between them. It costs nothing: the plan compiler lets each input's kernel
 * write into the block.
 */
export const packOp = defineOp<PackAttrs>({
  name: 'pack',
  infer: (_, { length }) => [{ shape: [length], dtype: 'float32' }],
  lower: () => [],
  cpu([flat], inputs, _, { offsets }) {
    flat!.fill(0); // one output
    inputs.forEach((input, index) => flat!.set(input, offsets[index]));
  },
});

/** Gradients (or other values) of a group's members, laid out like the group. */
export function pack(values: readonly GraphNode[], attrs: PackAttrs): GraphNode {
  return apply(packOp, values, attrs);
}
