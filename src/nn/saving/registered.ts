/** The classes and functions of one's own that are known now, by the names that configurations have for them. */

/** A class of one's own (of layers, models, losses, metrics ...), or a function (a loss, a metric, an activation). */
// biome-ignore lint/suspicious/noExplicitAny: each class and function has arguments of its own
export type CustomObject = (abstract new (...args: any[]) => object) | ((...args: any[]) => unknown);

/** By name: `{ Scale, smoothLoss }`. */
export type CustomObjects = Readonly<Record<string, CustomObject>>;

const registered = new Map<string, CustomObject>();
const names = new Map<unknown, string>();
let scope: CustomObjects = {};

/** @internal Makes an object known for the whole program. */
export function register(name: string, object: CustomObject): void {
  registered.set(name, object);
  names.set(object, name);
}

/** The name under which a class or function was registered: `Custom>Scale`; null: it was not. */
export function getRegisteredName(object: unknown): string | null {
  return names.get(object) ?? null;
}

/** By which name a configuration tells a function: that under which it was registered, or its own, which bundlers may change. */
export function functionNameOf(body: { readonly name: string }, unnamed: string): string {
  return getRegisteredName(body) ?? (body.name || unnamed);
}

/** The class or function of a name: as it was registered (`Custom>Scale`), or in scope; null: there is none. */
export function getRegisteredObject(name: string): CustomObject | null {
  const inScope = [name, name.replace(/^.*>/, '')].find((each) => Object.hasOwn(scope, each));
  return (inScope === undefined ? registered.get(name) : scope[inScope]) ?? null;
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
