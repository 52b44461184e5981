/** Regularizers by identifier. */
import { orCustomFunction, type Registry, resolve } from '../registry.ts';
import type { SerializedObject } from '../saving/config.ts';
import { OrthogonalRegularizer } from './orthogonal.ts';
import { FunctionRegularizer, L1, L1L2, L2, type PenaltyFunction, Regularizer } from './regularizer.ts';

export type RegularizerIdentifier = Regularizer | string | SerializedObject | PenaltyFunction | null;

const registry: Registry<Regularizer> = {
  kind: 'regularizer',
  base: Regularizer,
  classes: [L1, L2, L1L2, OrthogonalRegularizer],
};

/** A regularizer from a name, an instance, a configuration or a function of the weight; null stays null. */
export function getRegularizer(
  identifier: RegularizerIdentifier | undefined,
  who = 'regularizers',
): Regularizer | null {
  if (identifier === null || identifier === undefined) return null;
  const own = orCustomFunction(identifier);
  return typeof own === 'function' ? new FunctionRegularizer(own) : resolve(registry, own, who);
}
