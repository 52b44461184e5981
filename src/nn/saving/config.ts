/** Between the project's camelCase options and the snake_case of Keras's configurations. Nothing else knows snake_case. */

import { type NestedArray, Tensor, tensor } from '../../runtime/tensor.ts';
import { getRegisteredName } from './registered.ts';

/** A Keras configuration: plain JSON. */
export type Config = Readonly<Record<string, unknown>>;

/** An object as Keras writes it. */
export interface SerializedObject {
  readonly module?: string | null;
  readonly class_name: string;
  readonly config: Config;
  readonly registered_name?: string | null;
}

/** Names that the general rule does not give. */
const EXCEPTIONS: Readonly<Record<string, string>> = {
  l1: 'l1',
  l2: 'l2',
  muonA: 'muon_a',
  muonB: 'muon_b',
  muonC: 'muon_c',
  l1RegularizationStrength: 'l1_regularization_strength',
  l2RegularizationStrength: 'l2_regularization_strength',
  l2ShrinkageRegularizationStrength: 'l2_shrinkage_regularization_strength',
};
const BACK = Object.fromEntries(Object.entries(EXCEPTIONS).map(([camel, snake]) => [snake, camel]));

/** `kernelInitializer` -> `kernel_initializer`, `beta1` -> `beta_1`, `sparseYTrue` -> `sparse_y_true`. */
export function toSnake(name: string): string {
  return (
    EXCEPTIONS[name] ??
    name
      .replace(/[a-z0-9](?=[A-Z])|[A-Z](?=[A-Z][a-z])/g, '$&_')
      .replace(/([a-z])([0-9]+)(?=_|$)/g, '$1_$2')
      .toLowerCase()
  );
}

/** `kernel_initializer` -> `kernelInitializer`, `beta_1` -> `beta1`. */
export function toCamel(name: string): string {
  return BACK[name] ?? name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/** What can be written into a configuration. */
export interface Serializable {
  readonly className: string;
  /** Keras's public module: `keras.layers`. */
  readonly module: string;
  /** Keras's name for classes that are not in a public module. */
  readonly registeredName?: string;
  getConfig(): Config;
  /** For what stands for a function: the function's name, by which Keras writes it. */
  readonly functionName?: string;
}

function isSerializable(value: unknown): value is Serializable {
  return typeof value === 'object' && value !== null && 'getConfig' in value && 'module' in value;
}

/** The class name that Keras gives arrays in configurations. */
const ARRAY = '__numpy__';

/** The array that a configuration holds; any other value as it is. */
export function arrayIn(value: unknown): unknown {
  if (!isSerializedObject(value) || value.class_name !== ARRAY) return value;
  const { value: nested, dtype } = value.config;
  return tensor(nested as NestedArray, undefined, dtype === 'int32' || dtype === 'bool' ? dtype : 'float32'); // as written
}

/** Adds to what is written of an object. */
type Observer = (object: Serializable, written: SerializedObject) => SerializedObject;

let observer: Observer = (_, written) => written;

/** Runs a function; `observe` adds to everything that is serialized meanwhile. */
export function observed<T>(observe: Observer, body: () => T): T {
  const outer = observer;
  observer = observe;
  try {
    return body();
  } finally {
    observer = outer;
  }
}

/** An object with its class name, as Keras writes it. */
export function serialize(object: Serializable): SerializedObject {
  const { module, className, functionName, registeredName } = object;
  if (functionName !== undefined) return serializeFunction(functionName);
  const registered = registeredName ?? getRegisteredName(object.constructor);
  return observer(object, { module, class_name: className, config: object.getConfig(), registered_name: registered });
}

function valueToConfig(value: unknown): unknown {
  if (value === undefined) return null;
  if (isSerializable(value)) return serialize(value);
  if (value instanceof Tensor) return { class_name: ARRAY, config: { value: value.toNested(), dtype: value.dtype } };
  if (Array.isArray(value)) return value.map(valueToConfig);
  return value;
}

/** Options as a configuration: keys in snake_case, nested objects serialized. */
export function optionsToConfig(options: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(options).map(([key, value]) => [toSnake(key), valueToConfig(value)]));
}

/**
 * A configuration as options: keys in camelCase; nested objects stay as they are, for the `get` functions to read.
 *
 * @param nullable - Options for which null says something else than leaving them out.
 */
export function configToOptions(config: Config, nullable: readonly string[] = []): Record<string, unknown> {
  const entries = Object.entries(config).map(([key, value]) => [toCamel(key), value] as const);
  return Object.fromEntries(
    entries.map(([key, value]) => [key, nullable.includes(key) ? value : (value ?? undefined)]),
  );
}

/** Whether a value looks like `{ class_name, config }`. */
export function isSerializedObject(value: unknown): value is SerializedObject {
  return (
    typeof value === 'object' && value !== null && typeof (value as { class_name?: unknown }).class_name === 'string'
  );
}

/** The class of an object as Keras writes it. */
export function classNameOf(object: SerializedObject): string {
  return object.class_name;
}

/** The name in `{ class_name: 'function', config: name }`, as Keras writes a function; null for anything else. */
export function functionNamed(value: unknown): string | null {
  if (!isSerializedObject(value) || value.class_name !== 'function') return null;
  const name: unknown = value.config;
  return typeof name === 'string' ? name : null;
}

/** A function as Keras writes it: by its name. */
export function serializeFunction(name: string): SerializedObject {
  const config: unknown = name; // where other objects have their options
  return { module: 'builtins', class_name: 'function', config: config as Config, registered_name: 'function' };
}

/** The class and the options of an object, for those who make it themselves. */
export function unpacked({ class_name, config }: SerializedObject): {
  readonly className: string;
  readonly options: Readonly<Record<string, unknown>>;
} {
  return { className: class_name, options: configToOptions(config) };
}
