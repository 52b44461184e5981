/** Constraints by identifier. */
import { type Registry, resolve } from '../registry.ts';
import type { SerializedObject } from '../saving/config.ts';
import { Constraint, FunctionConstraint, type ProjectionFunction } from './constraint.ts';
import { NonNeg } from './nonNeg.ts';
import { MaxNorm, MinMaxNorm, UnitNorm } from './norms.ts';

export type ConstraintIdentifier = Constraint | string | SerializedObject | ProjectionFunction | null;

const registry: Registry<Constraint> = {
  kind: 'constraint',
  base: Constraint,
  classes: [MaxNorm, UnitNorm, MinMaxNorm, NonNeg],
};

/** A constraint from a name, an instance, a configuration or a function of the weight; null stays null. */
export function getConstraint(identifier: ConstraintIdentifier | undefined, who = 'constraints'): Constraint | null {
  if (typeof identifier === 'function') return new FunctionConstraint(identifier);
  return identifier === null || identifier === undefined ? null : resolve(registry, identifier, who);
}
