/** Values alone, in lists or by name, also within each other: what layers and models take and give. */

/** One value, a list of values, or values by name. */
export type Structure<T> = T | readonly Structure<T>[] | { readonly [name: string]: Structure<T> };

/** Whether a value is an object literal, not of a class. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && value.constructor === Object;
}

/** The entries of an object in the order of their names: so Keras takes values by name, however they were written. */
export function sortedEntries<T>(record: Readonly<Record<string, T>>): [string, T][] {
  return Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));
}

/** The values of a structure, in order. */
export function leavesOf<T>(structure: Structure<T>): T[] {
  if (Array.isArray(structure)) return (structure as readonly Structure<T>[]).flatMap((each) => leavesOf(each));
  if (isRecord(structure)) return sortedEntries(structure).flatMap(([, each]) => leavesOf(each as Structure<T>)); // no leaf is an object literal
  return [structure as T]; // neither a list nor by name
}

/** The same structure of other values. */
export function mapStructure<T, U>(structure: Structure<T>, map: (leaf: T) => U): Structure<U> {
  if (Array.isArray(structure)) return (structure as readonly Structure<T>[]).map((each) => mapStructure(each, map));
  if (isRecord(structure)) {
    return Object.fromEntries(
      sortedEntries(structure).map(([name, each]) => [name, mapStructure(each as Structure<T>, map)]), // no leaf is an object literal
    );
  }
  return map(structure as T); // neither a list nor by name
}

/** The same structure with the values of a list, in order. */
export function packAs<T, U>(structure: Structure<T>, leaves: readonly U[]): Structure<U> {
  let next = 0;
  return mapStructure(structure, () => leaves[next++]!); // one leaf for each
}
