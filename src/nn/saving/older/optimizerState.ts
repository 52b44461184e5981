/** What an optimizer keeps, as older files have it. */
import { sameShape } from '../../../runtime/spec.ts';
import type { Optimizer } from '../../optimizers/optimizer.ts';
import type { SavedVariable } from '../checkpoint.ts';
import { arrayAt, type H5Array, type H5Group, textsAttribute } from '../files/h5Tree.ts';
import type { Assignment } from '../weightFile.ts';

interface Named extends SavedVariable {
  readonly path: string;
}

/** What a slot is, without the weight it belongs to: `momentum`. */
function kindOf({ path }: Named): string {
  return path.slice(path.lastIndexOf('_') + 1);
}

/** The orders in which the same values were written: Keras 3's; and before, without the rate, and slots kind by kind. */
function orders(variables: readonly Named[]): readonly (readonly Named[])[] {
  const [iterations, ...rest] = variables;
  const slots = rest.filter(({ path }) => !path.endsWith('/learning_rate'));
  const kinds = [...new Set(slots.map(kindOf))];
  const byKind = kinds.flatMap((kind) => slots.filter((slot) => kindOf(slot) === kind));
  return [variables, ...(iterations ? [[iterations, ...byKind]] : []), byKind];
}

/** Whether arrays are for variables. Adam kept single numbers besides, in the place of a slot that it did not use. */
function fits(variables: readonly Named[], arrays: readonly H5Array[]): boolean {
  if (arrays.length < variables.length) return false;
  const unused = arrays.slice(variables.length);
  const own = variables.every(({ shape }, at) => sameShape(shape, arrays[at]!.shape)); // at least as many
  return own && unused.every(({ shape }) => sameShape(shape, [1]));
}

/** The state in the group `optimizer_weights`. Null, with a warning, when it does not fit: then the optimizer starts anew. */
export function matchOlderOptimizer(who: string, optimizer: Optimizer, root: H5Group): readonly Assignment[] {
  const group = root.groups.get('optimizer_weights');
  if (!group) return [];
  const paths = textsAttribute(group, 'weight_names') ?? [];
  const arrays = paths.map((path) => arrayAt(group, path)).filter((array) => array !== null);
  const order = orders(optimizer.variables).find((variables) => fits(variables, arrays));
  if (order && arrays.length > 0) return order.map((variable, at) => ({ variable, value: arrays[at]!.read() })); // as many
  if (arrays.length > 0)
    console.warn(
      `${who}: the state of the optimizer in the file is not that of ${optimizer.className}; it starts anew.`,
    );
  return [];
}
