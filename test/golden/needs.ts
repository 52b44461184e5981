/** What a golden row needs to exist, and whether it does. */
import * as hornbeam from '../../src/index.ts';

/** An object as Keras serializes it. */
export interface KerasObject {
  readonly module: string;
  readonly class_name: string;
  readonly config: Readonly<Record<string, unknown>>;
}

export interface Need {
  /** `losses.Dice`: as listed in pending.ts. */
  readonly name: string;
  /** @throws when it exists but does not accept what the row gives it. */
  exists(): boolean;
}

/** A namespace of the public API that reads Keras's objects. */
interface Reader {
  deserialize(object: KerasObject): unknown;
}

/** Where objects of a Keras module are read; null: `keras.DTypePolicy`, `keras.Sequential` and such, which are no classes of a namespace. */
export function namespaceOf(module: string | null): string | null {
  if (/\.schedules$/.test(module ?? '')) return 'schedules';
  if (/\.optimizers(\.|$)/.test(module ?? '')) return 'optimizers';
  return /^keras\.(layers|losses|metrics|initializers|regularizers|constraints)$/.exec(module ?? '')?.[1] ?? null;
}

/** Whether `make` knows the name. Errors about objects inside are not its business as long as some of these are missing. */
function knows(name: string, make: () => unknown, inside: readonly Need[] = []): boolean {
  try {
    make();
    return true;
  } catch (error) {
    const unknown = error instanceof hornbeam.InvalidArgumentError && error.expected.endsWith('must be a known name');
    if (unknown && error.received === name) return false;
    if (inside.some((each) => !each.exists())) return true;
    throw error;
  }
}

function classNeed(namespace: string, object: KerasObject, inside: readonly Need[]): Need {
  const reader = Reflect.get(hornbeam, namespace) as Reader | undefined; // namespaces that deserialize; one may not be there yet
  return {
    name: `${namespace}.${object.class_name}`,
    exists: () => reader !== undefined && knows(object.class_name, () => reader.deserialize(object), inside),
  };
}

/** Options that an optimizer may not have yet. They exist when its configuration tells them again. */
const OPTIONS = ['use_ema', 'gradient_accumulation_steps', 'loss_scale_factor'];

function optionNeeds({ class_name, config }: KerasObject): Need[] {
  return OPTIONS.filter((option) => config[option]).map((option) => ({
    name: `optimizers.${class_name}(${option})`,
    exists: () => hornbeam.optimizers.deserialize({ class_name, config }).getConfig()[option] === config[option],
  }));
}

function isKerasObject(value: object): value is KerasObject {
  return 'class_name' in value && 'module' in value && 'config' in value;
}

/** Everything that the objects inside of a case need. */
export function needsOf(value: unknown): readonly Need[] {
  if (typeof value !== 'object' || value === null) return [];
  const inside = Object.values(value).flatMap(needsOf);
  if (!isKerasObject(value)) return inside;
  const namespace = namespaceOf(value.module);
  if (namespace === null) return inside;
  return [classNeed(namespace, value, inside), ...(namespace === 'optimizers' ? optionNeeds(value) : []), ...inside];
}

/** What a lookup by name needs. */
export function lookupNeed(name: string, wanted: string, find: () => unknown): Need {
  return { name, exists: () => knows(wanted, find) };
}
