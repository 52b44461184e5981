/** The `regularizers` namespace. */
import type { SerializedObject } from '../saving/config.ts';
import { getRegularizer, L1, L1L2, type L1L2Options, L2, type Regularizer } from './regularizer.ts';

export { L1, L1L2, L2, Regularizer } from './regularizer.ts';

/** `factor · Σ|x|`; default 0.01. */
export const l1 = (factor = 0.01): L1 => new L1({ l1: factor });
/** `factor · Σx²`; default 0.01. */
export const l2 = (factor = 0.01): L2 => new L2({ l2: factor });
/** `l1 Σ|x| + l2 Σx²`; defaults 0. */
export const l1l2 = (options?: L1L2Options): L1L2 => new L1L2(options);

/** A regularizer from a `{ class_name, config }` object or a name. */
export function deserialize(config: SerializedObject | string): Regularizer | null {
  return getRegularizer(config);
}

export { serialize } from '../saving/config.ts';
