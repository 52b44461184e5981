/** Regularizers by identifier. */
import { type Registry, resolve } from '../registry.ts';
import type { SerializedObject } from '../saving/config.ts';
import { OrthogonalRegularizer } from './orthogonal.ts';
import { L1, L1L2, L2, Regularizer } from './regularizer.ts';

export type RegularizerIdentifier = Regularizer | string | SerializedObject | null;

const registry: Registry<Regularizer> = {
  kind: 'regularizer',
  base: Regularizer,
  classes: [L1, L2, L1L2, OrthogonalRegularizer],
};

/** A regularizer from a name, an instance or a configuration; null stays null. */
export function getRegularizer(
  identifier: RegularizerIdentifier | undefined,
  who = 'regularizers',
): Regularizer | null {
  return identifier === null || identifier === undefined ? null : resolve(registry, identifier, who);
}
