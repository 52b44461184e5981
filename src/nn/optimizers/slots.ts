/** Slots: blocks of numbers with the weights' layout. */
import { Variable, type VariableGroup } from '../../runtime/variable.ts';
import { type OptimizerVariable, partOf } from './state.ts';

/** A block for a group. @param start - The value with which it starts; `weights`: those of the group. */
export function newSlot(group: VariableGroup, name: string, start: number | 'weights'): Variable {
  const values = new Float32Array(group.length);
  if (typeof start === 'number') values.fill(start);
  const variable = new Variable(values, { name, trainable: false });
  if (start === 'weights') variable.home.storage.takeOver(group.home.storage, 0, 0, values.length);
  return variable;
}

/** A block as one variable for each member. @param pathOf - The variable's path; null: there is none for a member. */
export function partsOf(
  { members, offsets }: VariableGroup,
  block: Variable,
  pathOf: (member: Variable) => string | null,
): (OptimizerVariable | null)[] {
  return members.map((member, index) => {
    const path = pathOf(member);
    return path === null ? null : partOf(block, path, member.shape, offsets[index]!); // one offset per member
  });
}
