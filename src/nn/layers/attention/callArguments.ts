/** What attention layers are told at a call besides their inputs. */
import { greater } from '../../../kernels/elementwise/comparison.ts';
import { InvalidArgumentError } from '../../../runtime/errors.ts';
import { GraphNode } from '../../../runtime/graph.ts';
import { Tensor } from '../../../runtime/tensor.ts';
import { lifted } from '../../ops/symbolic.ts';
import type { CallArguments } from '../layer.ts';

/** An argument that is true or false; default false. */
export function flagArgument(who: string, args: CallArguments, name: string): boolean {
  const value = args[name] ?? false;
  if (typeof value === 'boolean') return value;
  throw new InvalidArgumentError({ who, expected: `${name} must be true or false`, received: value });
}

/** A mask, true at the places that count, as booleans; null: none. Numbers count above 0.5. */
export function maskArgument(who: string, args: CallArguments, name: string): GraphNode | null {
  const value = args[name] ?? null;
  if (value === null) return null;
  if (value instanceof GraphNode || value instanceof Tensor) return asBooleans(lifted(value) as GraphNode); // a tensor becomes a constant
  throw new InvalidArgumentError({
    who,
    expected: `${name} must be a mask: a tensor, or a symbolic tensor`,
    received: value,
    fix: `Write ${name}: tensor([[1, 1, 0]], undefined, 'bool').`,
  });
}

/** A mask as booleans. */
export function asBooleans(mask: GraphNode): GraphNode {
  return mask.dtype === 'bool' ? mask : greater(mask, 0.5);
}

/** The masks of the inputs, one for each; null: all places count. */
export function inputMasks(who: string, { mask }: CallArguments, count: number): readonly (GraphNode | null)[] {
  if (mask === null || mask === undefined) return new Array<null>(count).fill(null);
  if (Array.isArray(mask) && mask.length >= 2) return mask.map((each: GraphNode | null) => each && asBooleans(each));
  throw new InvalidArgumentError({
    who,
    expected: 'mask must be a list with a mask or null for each input',
    received: Array.isArray(mask) ? `${mask.length} masks` : mask,
    fix: 'Write mask: [queryMask, valueMask].',
  });
}
