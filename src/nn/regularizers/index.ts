/** The `regularizers` namespace. */
import type { SerializedObject } from '../saving/config.ts';
import { getRegularizer, type RegularizerIdentifier } from './get.ts';
import { OrthogonalRegularizer, type OrthogonalRegularizerOptions } from './orthogonal.ts';
import { L1, L1L2, type L1L2Options, type L1Options, L2, type L2Options, type Regularizer } from './regularizer.ts';

export { OrthogonalRegularizer } from './orthogonal.ts';
export { L1, L1L2, L2, Regularizer } from './regularizer.ts';

/** `factor · Σ|x|`; default 0.01: `l1(0.02)` or `l1({ l1: 0.02 })`. */
export const l1 = (factor: number | L1Options = {}): L1 => new L1(typeof factor === 'number' ? { l1: factor } : factor);
/** `factor · Σx²`; default 0.01: `l2(0.02)` or `l2({ l2: 0.02 })`. */
export const l2 = (factor: number | L2Options = {}): L2 => new L2(typeof factor === 'number' ? { l2: factor } : factor);
/** `l1 Σ|x| + l2 Σx²`; defaults 0. */
export const l1l2 = (options?: L1L2Options): L1L2 => new L1L2(options);

/** `factor` (default 0.01) times the mean of |cos| between different rows (`mode: 'columns'`: columns) of a matrix. */
export const orthogonalRegularizer = (options?: OrthogonalRegularizerOptions): OrthogonalRegularizer =>
  new OrthogonalRegularizer(options);

/** A regularizer from a name, an instance, a configuration, or a function written with `ops`; null stays null. */
export function get(identifier: RegularizerIdentifier): Regularizer | null {
  return getRegularizer(identifier, 'regularizers.get');
}

/** A regularizer from a `{ class_name, config }` object or a name. */
export function deserialize(config: SerializedObject | string): Regularizer | null {
  return getRegularizer(config, 'regularizers.deserialize');
}

export { serialize } from '../saving/config.ts';
