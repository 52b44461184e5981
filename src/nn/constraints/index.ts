/** The `constraints` namespace. */
import type { SerializedObject } from '../saving/config.ts';
import { type Constraint, getConstraint, MaxNorm, NonNeg } from './constraint.ts';

export { Constraint, MaxNorm, NonNeg } from './constraint.ts';

/** Vectors along an axis (default 0) are at most `maxValue` (default 2) long. */
export const maxNorm = (maxValue = 2, axis: number | readonly number[] = 0): MaxNorm => new MaxNorm({ maxValue, axis });
/** Weights are not negative. */
export const nonNeg = (): NonNeg => new NonNeg();

/** A constraint from a `{ class_name, config }` object or a name. */
export function deserialize(config: SerializedObject | string): Constraint | null {
  return getConstraint(config);
}

export { serialize } from '../saving/config.ts';
