/** Losses from configurations: all of them, none is loaded later. */
import { type Registrable, type Registry, resolve } from '../registry.ts';
import type { SerializedObject } from '../saving/config.ts';
import * as classes from './classes.ts';
import { Loss } from './loss.ts';
import * as more from './more.ts';

/**
 * A loss from a `{ class_name, config }` object, a function's configuration, or a name.
 *
 * @throws InvalidArgumentError with the nearest name.
 * @example
 * losses.deserialize({ class_name: 'Huber', config: { delta: 0.5 } });
 * losses.deserialize('mean_squared_error');
 */
export function deserialize(config: SerializedObject | string): Loss {
  const registry: Registry<Loss> = {
    kind: 'loss',
    base: Loss,
    classes: [...Object.values(classes), ...Object.values(more)] as Registrable<Loss>[], // loss classes, each with options of its own
  };
  return resolve(registry, config, 'losses.deserialize');
}
