/** Where models and weights are read from: one file, a file that names others beside it, or several files at once. */
import { FileFormatError, InvalidArgumentError } from '../../../runtime/errors.ts';
import { type DataSource, readBytes } from '../../data/read.ts';
import { isNode } from '../../node.ts';
import { readStored, storedFile } from './places.ts';

/**
 * Everything that a model or weights can be read from: a URL, `indexeddb://name`, `opfs://name`, in Node a path; a `Blob`
 * or `File`; bytes; or several `File`s (a list, a `FileList`), of which one names the others.
 */
export type FileSource = DataSource | Iterable<File> | ArrayLike<File>;

/** The bytes of a file, and of those that belong to it. */
export interface OpenSource {
  readonly bytes: Uint8Array;
  /** A file by its path from this one. @throws FileFormatError when it cannot be had. */
  sibling(path: string): Promise<Uint8Array>;
  /** Names of the files that were given besides, when several were. */
  readonly others: readonly string[];
  /** Whether nothing else can be had. */
  readonly isAlone: boolean;
}

/** Opens what was given. */
export async function openSource(who: string, source: FileSource): Promise<OpenSource> {
  const files = filesIn(source);
  if (files) return openFiles(who, files);
  const single = source as DataSource; // not several files
  if (typeof single === 'string' || single instanceof URL) return openPlace(who, single);
  const bytes = await readBytes(who, single);
  return { bytes, others: [], isAlone: true, sibling: async (path) => missing(who, path) };
}

function filesIn(source: FileSource): File[] | null {
  if (typeof source !== 'object' || source instanceof Blob || source instanceof URL) return null;
  if (ArrayBuffer.isView(source) || source instanceof ArrayBuffer) return null;
  const files = Array.from(source);
  return files.every((file) => file instanceof Blob) && files.length > 0 ? files : null;
}

function missing(who: string, path: string): never {
  throw new FileFormatError({
    who,
    expected: `the file "${path}" beside the one that was given`,
    fix: 'Give all files at once: loadModel([file, ...others]), or the URL of the first.',
  });
}

async function read(who: string, place: string | URL): Promise<Uint8Array> {
  const stored = storedFile(who, place);
  return stored ? readStored(who, stored, place) : readBytes(who, place);
}

async function openPlace(who: string, place: string | URL): Promise<OpenSource> {
  const sibling = (path: string) => read(who, beside(place, path));
  return { bytes: await read(who, place), others: [], isAlone: false, sibling };
}

/** The place of a file beside another. What a URL says after a question mark is kept: it may be a signature. */
function beside(place: string | URL, path: string): string {
  const text = String(place);
  if (isNode() && !/^[a-z][a-z\d+.-]+:/i.test(text)) return text.replace(/[^/\\]*$/, '') + path;
  const base = new URL(text, globalThis.location?.href);
  const url = new URL(path, base);
  if (url.search === '') url.search = base.search;
  return url.href;
}

/** The file among several that says what to do with the others: a JSON file, else the only one that is a model. */
function mainOf(who: string, files: readonly File[]): File {
  const [only] = files;
  if (files.length === 1 && only) return only;
  const found =
    files.find(({ name }) => /\.json$/i.test(name) && !/^metadata\.json$/i.test(name)) ??
    files.find(({ name }) => /\.(keras|h5|hdf5)$/i.test(name));
  if (found) return found;
  throw new InvalidArgumentError({
    who,
    expected: 'a model.json or a .keras file among the files',
    received: files.map(({ name }) => name),
  });
}

async function openFiles(who: string, files: readonly File[]): Promise<OpenSource> {
  const main = mainOf(who, files);
  const nameOf = (path: string) => decodeURIComponent(path.replace(/^.*\//, ''));
  return {
    bytes: await readBytes(who, main),
    others: files.filter((file) => file !== main).map(({ name }) => name),
    isAlone: files.length === 1,
    sibling: async (path) => {
      const file = files.find(({ name }) => name === nameOf(path));
      return file ? readBytes(who, file) : missing(who, path);
    },
  };
}
