/** Where variables lie in the flat blocks of an optimizer. */
import { reshape } from '../../kernels/movement/reshape.ts';
import { slice } from '../../kernels/movement/slice.ts';
import { BLOCK } from '../../kernels/update.ts';
import { constant, type GraphNode } from '../../runtime/graph.ts';
import { pack } from '../../runtime/plan/transfer.ts';
import { type Shape, sizeOf } from '../../runtime/spec.ts';
import type { Variable, VariableGroup } from '../../runtime/variable.ts';

/** What an update has to know of one variable. */
export interface VariableFacts {
  /** Its weights decay so many times as much as `decay` says. */
  readonly decay: number;
  /** A number for the rule. */
  readonly number: number;
  readonly hasGradient: boolean;
}

/** The table by which the update kernel finds the facts: a row for each block of weights. */
export function blockTable(group: VariableGroup, facts: readonly VariableFacts[]): GraphNode {
  const table = new Float32Array((group.length / BLOCK) * 4);
  facts.forEach(({ decay, number, hasGradient }, index) => {
    const end = (group.offsets[index + 1] ?? group.length) / BLOCK;
    for (let row = group.offsets[index]! / BLOCK; row < end; row++)
      table.set([index, decay, number, hasGradient ? 1 : 0], row * 4); // one offset per variable
  });
  return constant(table, [table.length / 4, 4]);
}

/** Values of the group's variables as one block; null: zeros. */
export function flatten(group: VariableGroup, values: readonly (GraphNode | null)[]): GraphNode {
  const flat = group.members.map(({ shape }, index) =>
    reshape(values[index] ?? constant(0, shape), [Math.max(1, sizeOf(shape))]),
  );
  return pack(flat, { offsets: group.offsets, length: group.length });
}

/** A variable's value out of a block. */
export function partOfBlock(block: GraphNode, offset: number, shape: Shape): GraphNode {
  return reshape(slice(block, [offset], [Math.max(1, sizeOf(shape))]), shape);
}

/** Names of the variables without gradient, where others have one. */
export function namesWithout(members: readonly Variable[], gradients: readonly (GraphNode | null)[]): string[] {
  const missing = members.filter((_, index) => !gradients[index]).map(({ name }) => name);
  return missing.length === gradients.length ? [] : missing;
}
