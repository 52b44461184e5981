/** The axes of a normalization: what they ask of the input's shape. */
import { InvalidArgumentError } from '../../../runtime/errors.ts';
import type { Shape } from '../../../runtime/spec.ts';
import type { OpenShape } from '../../symbolic.ts';
import type { InputSpec } from '../inputSpec.ts';

/** An option `axis` as a list. */
export function axesOption(who: string, axis: number | readonly number[]): readonly number[] {
  const list = [axis].flat();
  if (list.length > 0 && list.every((each) => Number.isInteger(each))) return list;
  throw new InvalidArgumentError({ who, expected: 'axis must be an integer or a list of integers', received: axis });
}

/** Before the weights are made: the axes must exist, and their sizes must be known. */
export function openSpec(axes: readonly number[]): InputSpec {
  return {
    minRank: Math.max(2, ...axes.map((axis) => (axis < 0 ? -axis : axis + 1))),
    sizes: Object.fromEntries(axes.map((axis) => [axis, null])),
  };
}

/** When they are made: as many axes as then, of the same sizes along these. */
export function builtSpec(axes: readonly number[], shape: OpenShape): InputSpec {
  return {
    axes: shape.map((_, axis) => (axes.includes(axis) ? 'features' : axis === 0 ? 'batch' : '...')),
    sizes: Object.fromEntries(axes.map((axis) => [axis, shape[axis] ?? null])),
  };
}

/** Not negative, ascending. */
export function ascending(axes: readonly number[], rank: number): number[] {
  return [...new Set(axes.map((axis) => (axis < 0 ? axis + rank : axis)))].sort((a, b) => a - b);
}

/** A shape's sizes along some axes, 1 elsewhere. */
export function along(axes: readonly number[], shape: Shape): number[] {
  return shape.map((length, axis) => (axes.includes(axis) ? length : 1));
}

/** All axes but one. */
export function allBut(axis: number, rank: number): number[] {
  return Array.from({ length: rank }, (_, index) => index).filter((each) => each !== axis);
}
