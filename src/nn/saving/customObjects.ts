/** Classes and functions of one's own, by the names that configurations have for them. */
import { InvalidArgumentError } from '../../runtime/errors.ts';

/** A class of one's own (of layers, models, losses, metrics ...), or a function (a loss, a metric, an activation). */
// biome-ignore lint/suspicious/noExplicitAny: each class and function has arguments of its own
export type CustomObject = (abstract new (...args: any[]) => object) | ((...args: any[]) => unknown);

/** By name: `{ Scale, smoothLoss }`. */
export type CustomObjects = Readonly<Record<string, CustomObject>>;

export interface RegisterOptions {
  /** Default `Custom`. */
  readonly package?: string | undefined;
  /** Default: the class's `className`, or the function's name. Give one if your bundler renames functions. */
  readonly name?: string | undefined;
}

const registered = new Map<string, CustomObject>();
const names = new Map<unknown, string>();
let scope: CustomObjects = {};

function ownName(object: CustomObject): string {
  return 'className' in object && typeof object.className === 'string' ? object.className : object.name;
}

/**
 * Makes a class or function known to `loadModel` and to configurations under `package>name`, for the whole program. Also a
 * decorator of classes.
 *
 * @example
 * saving.registerKerasSerializable({ package: 'shop' })(Scale); // 'shop>Scale'
 */
export function registerKerasSerializable(options: RegisterOptions = {}): <T extends CustomObject>(object: T) => T {
  return (object) => {
    const name = options.name ?? ownName(object);
    if (typeof object !== 'function' || name === '')
      throw new InvalidArgumentError({
        who: 'registerKerasSerializable',
        expected: 'a class or a function with a name',
        received: object,
      });
    const full = `${options.package ?? 'Custom'}>${name}`;
    registered.set(full, object);
    names.set(object, full);
    return object;
  };
}

/** The name under which a class or function was registered: `Custom>Scale`; null: it was not. */
export function getRegisteredName(object: unknown): string | null {
  return names.get(object) ?? null;
}

/** The class or function that is known by a name in this scope only, with or without its package. */
function objectInScope(name: string): CustomObject | null {
  const known = [name, name.replace(/^.*>/, '')].find((each) => Object.hasOwn(scope, each));
  return known === undefined ? null : (scope[known] ?? null);
}

/** The class or function of a name: as it was registered (`Custom>Scale`), or in scope; null: there is none. */
export function getRegisteredObject(name: string): CustomObject | null {
  return objectInScope(name) ?? registered.get(name) ?? null;
}

/**
 * Runs a function in which configurations may name these classes and functions.
 *
 * @example
 * const layer = saving.customObjectScope({ Scale }, () => layers.deserialize(config));
 */
export function customObjectScope<T>(objects: CustomObjects, body: () => T): T {
  const outer = scope;
  scope = { ...outer, ...objects };
  try {
    return body();
  } finally {
    scope = outer;
  }
}
