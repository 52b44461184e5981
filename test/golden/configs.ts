/** Whether configurations are Keras's. */
import type { KerasObject } from './needs.ts';

/** A namespace whose objects tell their configurations. */
interface Namespace {
  deserialize(object: Pick<KerasObject, 'class_name' | 'config'>): { getConfig(): object };
}

/** Keys in one order: those of an object have none. */
function sorted(config: object): string {
  return JSON.stringify(Object.entries(config).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** What an object tells must be what it was made from: Keras's keys and values. */
export function wrongConfig({ deserialize }: Namespace, object: KerasObject): string[] {
  const [own, wanted] = [deserialize(object).getConfig(), object.config].map(sorted);
  return own === wanted ? [] : [`configuration ${own}, expected ${wanted}`];
}
