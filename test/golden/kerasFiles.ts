/** Files of models compared with those that Keras has written: configuration key by key, weights path by path. */
import { strFromU8, unzipSync } from 'fflate';
import { arrayPaths, groupAt, type H5Group } from '../../src/nn/saving/files/h5Tree.ts';
import { readHdf5 } from '../../src/nn/saving/files/hdf5.ts';

/** A file taken apart. */
export interface Parts {
  readonly names: readonly string[];
  readonly metadata: Readonly<Record<string, string>>;
  readonly config: unknown;
  readonly weights: H5Group;
}

export async function partsOf(bytes: Uint8Array): Promise<Parts> {
  const files = unzipSync(bytes);
  const text = (name: string) => strFromU8(files[name] ?? new Uint8Array());
  return {
    names: Object.keys(files),
    metadata: JSON.parse(text('metadata.json')),
    config: JSON.parse(text('config.json')),
    weights: await readHdf5('test', files['model.weights.h5'] ?? new Uint8Array()),
  };
}

/**
 * What a reader makes of a value. Numbers of Python objects and what Keras's torch backend writes of itself mean nothing; a
 * policy is its name; layers inside of others were built with the batch size of the vectors.
 */
function meaning(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(meaning);
  if (typeof value !== 'object' || value === null) return value;
  const { shared_object_id: _, build_config: build, ...rest } = value as Readonly<Record<string, unknown>>; // an object
  if (rest['class_name'] === 'DTypePolicy') return (rest['config'] as { readonly name: string }).name; // Keras's form
  const isTorch = typeof rest['module'] === 'string' && rest['module'].startsWith('keras.src.backend.torch.optimizers');
  const object = isTorch ? { ...rest, module: 'keras.optimizers', registered_name: null } : rest;
  const shapes = build === undefined ? {} : { build_config: withOpenBatch(build) };
  return { ...Object.fromEntries(Object.entries(object).map(([key, each]) => [key, meaning(each)])), ...shapes };
}

function withOpenBatch(value: unknown): unknown {
  if (Array.isArray(value)) {
    const isShape = value.every((length) => length === null || typeof length === 'number');
    return isShape ? [null, ...value.slice(1)] : value.map(withOpenBatch);
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, withOpenBatch(each)]));
}

/** Differences of two values, each with its path; keys have no order. */
export function differences(own: unknown, wanted: unknown, path = 'config'): string[] {
  if (Array.isArray(own) && Array.isArray(wanted)) {
    if (own.length !== wanted.length) return [`${path}: ${own.length} entries, expected ${wanted.length}`];
    return own.flatMap((each, index) => differences(each, wanted[index], `${path}[${index}]`));
  }
  if (typeof own === 'object' && typeof wanted === 'object' && own !== null && wanted !== null) {
    const keys = new Set([...Object.keys(own), ...Object.keys(wanted)]);
    return [...keys].flatMap((key) => {
      const [a, b] = [own, wanted].map((each) => (each as Readonly<Record<string, unknown>>)[key]); // objects
      return differences(a, b, `${path}.${key}`);
    });
  }
  return Object.is(own, wanted) ? [] : [`${path}: ${JSON.stringify(own)}, expected ${JSON.stringify(wanted)}`];
}

/** Differences that a reader would notice. */
export function configDifferences(own: unknown, wanted: unknown): string[] {
  return differences(meaning(own), meaning(wanted));
}

/** Layers without weights inside of Keras's attention, whose names are numbered over the whole of a Python program. */
const NUMBERED = /\/(_softmax|_dropout_layer)\/vars$/;

/** Groups with their attributes, and arrays with types, shapes and values, by path. */
export function listing(root: H5Group): Record<string, unknown> {
  const groups: Record<string, unknown> = {};
  const visit = (group: H5Group, path: string) => {
    groups[`${path}/`] = NUMBERED.test(path) ? Object.keys(group.attributes) : group.attributes;
    for (const [name, inner] of group.groups) visit(inner, `${path}/${name}`);
  };
  visit(root, '');
  const arrays = arrayPaths(root).map((path) => {
    const at = path.lastIndexOf('/');
    const { dtype, shape, data } = groupAt(root, path.slice(0, at))!
      .arrays.get(path.slice(at + 1))!
      .read(); // it is listed
    return [`/${path}`, { dtype, shape, data: Array.from(data) }];
  });
  return { ...groups, ...Object.fromEntries(arrays) };
}
