/** The `optimizers` namespace: classes, factories, and (de)serialisation. */
import type { SerializedObject } from '../saving/config.ts';
import { Adam, type AdamOptions } from './adam.ts';
import { getOptimizer } from './get.ts';
import type { Optimizer } from './optimizer.ts';
import { RMSprop, type RMSpropOptions } from './rmsprop.ts';
import { SGD, type SGDOptions } from './sgd.ts';

export { Optimizer } from './optimizer.ts';
export { Adam, RMSprop, SGD };

export const sgd = (options?: SGDOptions): SGD => new SGD(options);
export const rmsprop = (options?: RMSpropOptions): RMSprop => new RMSprop(options);
export const adam = (options?: AdamOptions): Adam => new Adam(options);

/** An optimizer from a `{ class_name, config }` object or a name. */
export function deserialize(config: SerializedObject | string): Optimizer {
  return getOptimizer(config);
}

export { serialize } from '../saving/config.ts';
