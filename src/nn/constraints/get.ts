/** Constraints by identifier. */
import { type Registry, resolve } from '../registry.ts';
import type { SerializedObject } from '../saving/config.ts';
import { Constraint } from './constraint.ts';
import { NonNeg } from './nonNeg.ts';
import { MaxNorm, MinMaxNorm, UnitNorm } from './norms.ts';

export type ConstraintIdentifier = Constraint | string | SerializedObject | null;

const registry: Registry<Constraint> = {
  kind: 'constraint',
  base: Constraint,
  classes: [MaxNorm, UnitNorm, MinMaxNorm, NonNeg],
};

/** A constraint from a name, an instance or a configuration; null stays null. */
export function getConstraint(identifier: ConstraintIdentifier | undefined, who = 'constraints'): Constraint | null {
  return identifier === null || identifier === undefined ? null : resolve(registry, identifier, who);
}
