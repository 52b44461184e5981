/** Losses from configurations: all of them, none is loaded later. */
import { type Registrable, type Registry, resolve } from '../registry.ts';
import type { SerializedObject } from '../saving/config.ts';
import * as classes from './classes.ts';
import { getLoss, type LossIdentifier } from './get.ts';
import { Loss } from './loss.ts';
import * as more from './more.ts';

function lossOf(identifier: LossIdentifier, who: string): Loss {
  if (typeof identifier === 'function') return getLoss(identifier);
  const registry: Registry<Loss> = {
    kind: 'loss',
    base: Loss,
    classes: [...Object.values(classes), ...Object.values(more)] as Registrable<Loss>[], // loss classes, each with options of its own
  };
  return resolve(registry, identifier, who);
}

/**
 * A loss from a `{ class_name, config }` object, a function's configuration, or a name.
 *
 * @throws InvalidArgumentError with the nearest name.
 * @example
 * losses.deserialize({ class_name: 'Huber', config: { delta: 0.5 } });
 * losses.deserialize('mean_squared_error');
 */
export function deserialize(config: SerializedObject | string): Loss {
  return lossOf(config, 'losses.deserialize');
}

/** A loss from a name, an instance, a configuration, or a function of targets and predictions written with `ops`. */
export function get(identifier: LossIdentifier): Loss {
  return lossOf(identifier, 'losses.get');
}
