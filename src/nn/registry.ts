/** Looking things up by identifier: an instance, a name, a `{ class_name, config }` object, or (where allowed) a function. */
import { InvalidArgumentError, unknownName } from '../runtime/errors.ts';
import { canonical } from './names.ts';
import {
  type Config,
  configToOptions,
  functionNamed,
  isSerializedObject,
  type SerializedObject,
} from './saving/config.ts';
import { type CustomObject, getRegisteredObject } from './saving/registered.ts';

/** A class that can be made from its options, known to Keras under `className`. */
export interface Registrable<T> {
  // biome-ignore lint/suspicious/noExplicitAny: each class has options of its own, checked by its constructor
  new (options?: any): T;
  readonly className: string;
  /** Further names, besides the class name in any spelling. */
  readonly aliases?: readonly string[];
  /** Options for which null says something else than leaving them out. */
  readonly nullable?: readonly string[];
  /** Makes an object from a configuration; default: from its keys as options. */
  fromConfig?(config: Config): T;
}

/** Classes of one kind. */
export interface Registry<T> {
  /** What they are, in error messages: `initializer`. */
  readonly kind: string;
  readonly base: abstract new (...args: never[]) => T;
  /** Those that are always there. */
  readonly classes: readonly Registrable<T>[];
  /** Those that are loaded when somebody names one, so that programs that use none of them stay small. */
  readonly more?: MoreClasses<T>;
}

/** Classes in a module of their own. */
export interface MoreClasses<T> {
  /** Class names and aliases, known without loading. */
  readonly names: readonly string[];
  load(): Promise<Readonly<Record<string, unknown>>>;
  /** Filled by `loadNamed`. */
  loaded: readonly Registrable<T>[] | null;
}

function available<T>({ classes, more }: Registry<T>): readonly Registrable<T>[] {
  return more?.loaded ? [...classes, ...more.loaded] : classes;
}

/** The name that an identifier gives, if it gives one: itself, or that of a class or (as Keras writes them) a function. */
function nameIn(identifier: unknown): string | null {
  if (typeof identifier === 'string') return identifier;
  return functionNamed(identifier) ?? (isSerializedObject(identifier) ? identifier.class_name : null);
}

/** Whether an identifier names a class that is not loaded yet. */
export function isNotLoaded<T>(registry: Registry<T>, identifier: unknown): boolean {
  const name = nameIn(identifier);
  const { more } = registry;
  if (name === null || !more || more.loaded || customClass(registry, identifier) || findClass(registry, name))
    return false;
  return more.names.some((known) => canonical(known) === canonical(name));
}

/** Loads the further classes if one of the identifiers names one of them. */
export async function loadNamed<T>(registry: Registry<T>, identifiers: readonly unknown[]): Promise<void> {
  const { more } = registry;
  if (!more || !identifiers.some((identifier) => isNotLoaded(registry, identifier))) return;
  const module = await more.load();
  more.loaded = Object.values(module).filter(
    (each) => typeof each === 'function' && 'className' in each,
  ) as unknown as Registrable<T>[]; // classes of this kind
}

/** Every name of a class: its class name and its aliases. */
export function namesOf<T>(each: Registrable<T>): string[] {
  return [each.className, ...(each.aliases ?? [])];
}

/** Names that error messages list: those of the factories (`AUC` is `auc`, `KLDivergence` is `klDivergence`). */
function listed<T>(registry: Registry<T>): string[] {
  const names = [...registry.classes.map(({ className }) => className), ...(registry.more?.names ?? [])];
  return names.filter((name) => /^[A-Z]/.test(name)).map((name) => (name === 'RMSprop' ? 'rmsprop' : camelCase(name)));
}

function camelCase(name: string): string {
  return name.replace(/^([A-Z]+(?=[A-Z][a-z]|$)|[A-Z])/, (start) => start.toLowerCase());
}

/** The class with a name, in any spelling; null when there is none. */
export function findClass<T>(registry: Registry<T>, name: string): Registrable<T> | null {
  const wanted = canonical(name);
  return available(registry).find((each) => namesOf(each).some((known) => canonical(known) === wanted)) ?? null;
}

/** The class or function of the user's own that an identifier names; null: it names none. */
export function customObjectNamed(identifier: unknown): CustomObject | null {
  if (typeof identifier === 'string') return getRegisteredObject(identifier);
  if (!isSerializedObject(identifier)) return null;
  const { class_name: className, registered_name: full } = identifier;
  return (full ? getRegisteredObject(full) : null) ?? getRegisteredObject(functionNamed(identifier) ?? className);
}

/** An identifier, or the object or function of the user's own that it names. */
export function orOwn(identifier: unknown): unknown {
  const own = customObjectNamed(identifier);
  if (!own) return identifier;
  if (!('className' in own)) return own; // a function
  const Class = own as unknown as Registrable<unknown>; // a class that is made from options
  return isSerializedObject(identifier) ? madeFrom(Class, identifier.config) : new Class();
}

/** An identifier, or the function of the user's own that it names. */
export function orCustomFunction<T>(identifier: T): T {
  const own = customObjectNamed(identifier);
  return own && !('className' in own) ? (own as T) : identifier; // not a class: what takes names takes functions
}

/** A class of the user's own, if the identifier names one of this kind. */
function customClass<T>(registry: Registry<T>, identifier: unknown): Registrable<T> | null {
  const own = customObjectNamed(identifier);
  return own?.prototype instanceof registry.base ? (own as unknown as Registrable<T>) : null; // it extends the base
}

/** The class that an identifier names, with its configuration. @throws InvalidArgumentError with the nearest name. */
function classOf<T>(
  registry: Registry<T>,
  identifier: unknown,
  who: string,
): { readonly found: Registrable<T>; readonly config: Config | undefined } {
  const own = customClass(registry, identifier);
  if (own) return { found: own, config: isSerializedObject(identifier) ? identifier.config : undefined };
  const name = functionNamed(identifier) ?? identifier;
  if (typeof name === 'string') {
    const found = findClass(registry, name);
    if (found) return { found, config: undefined };
    throw unknownName(who, registry.kind, name, listed(registry), [
      ...available(registry).flatMap(namesOf),
      ...(registry.more?.names ?? []),
    ]);
  }
  if (isSerializedObject(identifier)) {
    const found = findClass(registry, identifier.class_name);
    if (found) return { found, config: identifier.config };
    const names = [...registry.classes.map(({ className }) => className), ...(registry.more?.names ?? [])];
    throw unknownName(who, `class_name of the ${registry.kind}`, identifier.class_name, names);
  }
  throw new InvalidArgumentError({
    who,
    expected: `${registry.kind} must be a name, an instance or a { class_name, config } object`,
    received: identifier,
    fix: `Names: ${listed(registry).join(', ')}.`,
  });
}

function madeFrom<T>(Class: Registrable<T>, config: Config): T {
  return Class.fromConfig ? Class.fromConfig(config) : new Class(configToOptions(config, Class.nullable));
}

/** Makes an object from a name or a configuration, or gives back an instance. @throws InvalidArgumentError with the nearest name. */
export function resolve<T extends object>(
  registry: Registry<T>,
  identifier: T | string | SerializedObject,
  who: string,
): T {
  if (identifier instanceof registry.base) return identifier as T; // an instance of the base
  const { found, config } = classOf(registry, identifier, who);
  return config ? madeFrom(found, config) : new found();
}

/** Throws what `resolve` would throw for an unknown name, without making anything. */
export function checkIdentifier<T extends object>(registry: Registry<T>, identifier: unknown, who: string): void {
  if (isNotLoaded(registry, identifier)) return;
  if (!(identifier instanceof registry.base)) classOf(registry, identifier, who);
}
