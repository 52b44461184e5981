/** Objects that went through their configuration twice: what they compute must not depend on it. */
import type { KerasObject } from './needs.ts';

/** A namespace that reads and writes Keras's objects. */
interface Namespace<T> {
  deserialize(object: Pick<KerasObject, 'class_name' | 'config'>): T;
  serialize(object: NoInfer<T>): Pick<KerasObject, 'class_name' | 'config'>;
}

/** Reads an object, writes it, and reads that: rows then also tell when a configuration loses an option. */
export function throughConfig<T>({ deserialize, serialize }: Namespace<T>, object: KerasObject): T {
  return deserialize(serialize(deserialize(object)));
}
