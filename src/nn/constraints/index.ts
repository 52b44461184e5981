/** The `constraints` namespace. */
import type { SerializedObject } from '../saving/config.ts';
import type { Constraint } from './constraint.ts';
import { type ConstraintIdentifier, getConstraint } from './get.ts';
import { NonNeg } from './nonNeg.ts';
import {
  MaxNorm,
  type MaxNormOptions,
  MinMaxNorm,
  type MinMaxNormOptions,
  type NormAxis,
  UnitNorm,
  type UnitNormOptions,
} from './norms.ts';

export { Constraint } from './constraint.ts';
export { MaxNorm, MinMaxNorm, NonNeg, UnitNorm };

/** Vectors along an axis (default 0) are at most `maxValue` (default 2) long: `maxNorm(3)`, `maxNorm({ axis: [0, 1, 2] })`. */
export const maxNorm = (maxValue: number | MaxNormOptions = {}, axis?: NormAxis): MaxNorm =>
  new MaxNorm(typeof maxValue === 'number' ? { maxValue, axis } : maxValue);
/** Vectors along an axis (default 0) have length 1. */
export const unitNorm = (axis: NormAxis | UnitNormOptions = {}): UnitNorm =>
  new UnitNorm(typeof axis === 'number' || Array.isArray(axis) ? { axis } : (axis as UnitNormOptions)); // no axis: options
/** Lengths of vectors along an axis lie between `minValue` (default 0) and `maxValue` (default 1). */
export const minMaxNorm = (options?: MinMaxNormOptions): MinMaxNorm => new MinMaxNorm(options);
/** Weights are not negative. */
export const nonNeg = (): NonNeg => new NonNeg();

/** A constraint from a name, an instance, a configuration, or a function written with `ops`; null stays null. */
export function get(identifier: ConstraintIdentifier): Constraint | null {
  return getConstraint(identifier, 'constraints.get');
}

/** A constraint from a `{ class_name, config }` object or a name. */
export function deserialize(config: SerializedObject | string): Constraint | null {
  return getConstraint(config, 'constraints.deserialize');
}

export { serialize } from '../saving/config.ts';
