/** Where files are written to and read from: schemes, paths, and functions of the user. */
import { FileFormatError, InvalidArgumentError } from '../../../runtime/errors.ts';
import { isNode } from '../../node.ts';
import { diskStore } from './disk.ts';
import { download } from './download.ts';
import type { BrowserStore, FileStore } from './fileStore.ts';
import { indexedDbStore } from './indexedDb.ts';
import { opfsStore } from './opfs.ts';

/** Takes the bytes of a file. */
export type SaveFunction = (name: string, bytes: Uint8Array) => void | Promise<void>;

/**
 * Where a file goes: `indexeddb://name`, `opfs://folder/name`, `download://name`, in Node also a path or a `file:` URL; or a
 * function that is given the name and the bytes.
 */
export type SaveTarget = string | URL | SaveFunction;

/** A store, and the name of a file in it. */
export interface StoredFile {
  readonly store: FileStore;
  readonly name: string;
}

const STORES = {
  'indexeddb:': { store: indexedDbStore, exists: () => typeof indexedDB !== 'undefined' },
  'opfs:': {
    store: opfsStore,
    exists: () => typeof navigator !== 'undefined' && 'getDirectory' in (navigator.storage ?? {}),
  },
};

/** The scheme of a URL: `opfs:`. A letter alone is a drive. */
function schemeOf(place: string): string | null {
  return /^[a-z][a-z\d+.-]+:/i.exec(place)?.[0].toLowerCase() ?? null;
}

/** The store that a scheme names, if this browser has it. */
function browserStore(who: string, place: string): BrowserStore | null {
  const scheme = schemeOf(place);
  if (scheme !== 'indexeddb:' && scheme !== 'opfs:') return null;
  const { store, exists } = STORES[scheme];
  if (exists()) return store;
  throw new InvalidArgumentError({
    who,
    expected: `${scheme}// needs a browser that has it`,
    received: place,
    fix: 'In Node give a path.',
  });
}

/** The file that a place names in a store of this browser, or on disk; null for other places (the network, downloads). */
export function storedFile(who: string, place: string | URL): StoredFile | null {
  const text = String(place);
  const scheme = schemeOf(text);
  const store = browserStore(who, text);
  if (store) {
    const name = text.slice(scheme?.length).replace(/^\/+/, '');
    if (name !== '') return { store, name };
    throw new InvalidArgumentError({ who, expected: `a name after ${scheme}//`, received: text });
  }
  if (!isNode() || (scheme !== null && scheme !== 'file:')) return null;
  const name = scheme ? process.getBuiltinModule('node:url').fileURLToPath(text) : text;
  return { store: diskStore, name };
}

/**
 * Writes a file.
 *
 * @param name - How a function is told the name.
 */
export async function writeTo(who: string, target: SaveTarget, name: string, bytes: Uint8Array): Promise<void> {
  if (typeof target === 'function') return target(name, bytes);
  const text = typeof target === 'string' || target instanceof URL ? String(target) : '';
  if (schemeOf(text) === 'download:') return download(who, text.replace(/^download:\/*/i, ''), bytes);
  const file = text === '' ? null : storedFile(who, text);
  if (file) return file.store.write(file.name, bytes);
  throw new InvalidArgumentError({
    who,
    expected: 'a place that can be written to',
    received: target,
    fix: "Give 'indexeddb://name', 'opfs://name', 'download://name', a function (name, bytes) => ..., or in Node a path; without any, take the bytes that are returned.",
  });
}

/** The bytes of a stored file. @throws FileFormatError when there is none. */
export async function readStored(who: string, { store, name }: StoredFile, place: string | URL): Promise<Uint8Array> {
  const bytes = await store.read(name);
  if (bytes) return bytes;
  throw new FileFormatError({ who, expected: 'a file that exists', received: String(place) });
}

/** The places of all files in a store of this browser. */
export async function filesIn(who: string, place: string): Promise<string[]> {
  const store = browserStore(who, place);
  if (!store) throw new InvalidArgumentError({ who, expected: 'indexeddb:// or opfs://', received: place });
  return (await store.list()).sort().map((name) => `${schemeOf(place)}//${name}`);
}

/** Deletes a stored file. */
export async function removeStored(who: string, place: string | URL): Promise<void> {
  const file = storedFile(who, place);
  if (file) return file.store.remove(file.name);
  throw new InvalidArgumentError({ who, expected: 'a place that is written to by name', received: String(place) });
}
