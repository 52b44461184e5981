/** Functions that make layers: as their constructors, with a check that every option is one that the class has. */
import { unknownName } from '../../runtime/errors.ts';
import type { Layer } from './layer.ts';

/** Options that every layer takes. */
const COMMON = ['name', 'trainable', 'dtype', 'autocast', 'activityRegularizer', 'inputShape', 'inputDim'];

/** @throws InvalidArgumentError with the nearest name for an option that the layer does not have. */
function checkOptions(layer: Layer, options: object): void {
  const given = Object.keys(options).filter((name) => !COMMON.includes(name));
  if (given.length === 0) return;
  const names = layer.optionNames();
  const wrong = given.find((name) => !names.includes(name));
  if (wrong !== undefined) throw unknownName(layer.who, 'option', wrong, [...names, ...COMMON]);
}

/**
 * The function that makes layers of a class. A slip of the pen in an option's name would go unnoticed otherwise: what names
 * there are is what the layer's configuration tells (`configOptions`), and `furtherOptions`.
 *
 * @example
 * export const dense = factory(Dense);
 */
/* @__NO_SIDE_EFFECTS__ */
export function factory<Args extends readonly [options?: object], Made extends Layer>(
  Class: new (...args: Args) => Made,
): (...args: Args) => Made {
  return (...args) => {
    const layer = new Class(...args);
    checkOptions(layer, args[0] ?? {});
    return layer;
  };
}
