/** The contents of an HDF5 file as plain data: groups within groups, with attributes and arrays. */
import type { Shape } from '../../../runtime/spec.ts';
import type { Tensor } from '../../../runtime/tensor.ts';

/** An array of a file. */
export interface H5Array {
  readonly shape: Shape;
  /** @throws FileFormatError for what is not numbers. */
  read(): Tensor;
}

/** A group with everything inside of it. */
export interface H5Group {
  /** Texts, lists of texts, and whatever else there is. */
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly groups: ReadonlyMap<string, H5Group>;
  readonly arrays: ReadonlyMap<string, H5Array>;
}

/** A group to be written. */
export class H5Draft implements H5Group {
  readonly attributes: Record<string, string> = {};
  readonly groups = new Map<string, H5Draft>();
  readonly arrays = new Map<string, H5Array>();

  /** The group at a path below this one; it is made where there is none. */
  at(path: string): H5Draft {
    return parts(path).reduce<H5Draft>((group, name) => {
      const known = group.groups.get(name);
      if (known) return known;
      const made = new H5Draft();
      group.groups.set(name, made);
      return made;
    }, this);
  }

  set(name: string, tensor: Tensor): void {
    this.arrays.set(name, { shape: tensor.shape, read: () => tensor });
  }
}

function parts(path: string): string[] {
  return path.split('/').filter((name) => name !== '');
}

/** The group at a path; null when there is none. */
export function groupAt(root: H5Group, path: string): H5Group | null {
  return parts(path).reduce<H5Group | null>((group, name) => group?.groups.get(name) ?? null, root);
}

/** The array at a path; null when there is none. */
export function arrayAt(root: H5Group, path: string): H5Array | null {
  const names = parts(path);
  const last = names.pop() ?? '';
  return groupAt(root, names.join('/'))?.arrays.get(last) ?? null;
}

/** Paths of all arrays. */
export function arrayPaths(root: H5Group, path = ''): string[] {
  return [
    ...[...root.arrays.keys()].map((name) => `${path}${name}`),
    ...[...root.groups].flatMap(([name, group]) => arrayPaths(group, `${path}${name}/`)),
  ];
}

/** A text attribute; null when there is none. */
export function textAttribute({ attributes }: H5Group, name: string): string | null {
  const value = attributes[name];
  return typeof value === 'string' ? value : null;
}

/**
 * An attribute that is a list of texts; null when there is none. Long lists are split: `layer_names0`, `layer_names1` ...
 */
export function textsAttribute({ attributes }: H5Group, name: string): string[] | null {
  if (name in attributes) return texts(attributes[name]);
  const chunks: string[] = [];
  for (let index = 0; `${name}${index}` in attributes; index++) chunks.push(...texts(attributes[`${name}${index}`]));
  return `${name}0` in attributes ? chunks : null;
}

/** An empty list is written as one of numbers. */
function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

/** Several files as one: groups of the same name together. */
export function mergedGroups(roots: readonly H5Group[]): H5Group {
  const names = new Set(roots.flatMap(({ groups }) => [...groups.keys()]));
  const together = (name: string) => roots.map(({ groups }) => groups.get(name)).filter((group) => group !== undefined);
  return {
    attributes: Object.assign({}, ...roots.map(({ attributes }) => attributes)),
    groups: new Map([...names].map((name) => [name, mergedGroups(together(name))])),
    arrays: new Map(roots.flatMap(({ arrays }) => [...arrays])),
  };
}
