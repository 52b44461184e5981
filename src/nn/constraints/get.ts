/** Constraints by identifier. */
import { orCustomFunction, type Registry, resolve } from '../registry.ts';
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
  if (identifier === null || identifier === undefined) return null;
  const own = orCustomFunction(identifier);
  return typeof own === 'function' ? new FunctionConstraint(own) : resolve(registry, own, who);
}
