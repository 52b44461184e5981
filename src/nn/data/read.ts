/** Bytes from wherever they are: a URL, a Blob, a buffer, or in Node a path. */
import { gunzipSync } from 'fflate';
import { FileFormatError, InvalidArgumentError } from '../../runtime/errors.ts';
import { isNode, nodeFiles } from '../node.ts';

/** Everything that a data file can be read from. A string is a URL; in Node it may also be a path. */
export type DataSource = string | URL | Blob | ArrayBuffer | ArrayBufferView;

const GZIP_MAGIC = [0x1f, 0x8b];

/**
 * Reads all bytes of a file, as they are.
 *
 * @param source - A URL, a `Blob` or `File`, a buffer or a typed array; in Node also a path or a `file:` URL.
 * @throws FileFormatError when the file cannot be had; InvalidArgumentError when the source is something else.
 * @example
 * const bytes = await data.read(new Blob(['abc']));
 * bytes.length; // 3
 */
export async function read(source: DataSource): Promise<Uint8Array> {
  return readBytes('data.read', source);
}

/** Reads all bytes of a file. @param who - Who reads, in errors. */
export async function readBytes(who: string, source: DataSource): Promise<Uint8Array> {
  if (source instanceof ArrayBuffer) return new Uint8Array(source);
  if (ArrayBuffer.isView(source)) return new Uint8Array(source.buffer, source.byteOffset, source.byteLength);
  if (source instanceof Blob) return new Uint8Array(await source.arrayBuffer());
  if (source instanceof URL)
    return isNode() && source.protocol === 'file:' ? readPath(who, source) : download(who, source.href);
  if (typeof source !== 'string' || source === '' || source.includes('\n')) {
    throw new InvalidArgumentError({
      who,
      expected: 'source must be a URL, a Blob, an ArrayBuffer or a typed array',
      received: typeof source === 'string' ? source.slice(0, 40) : source,
      fix: 'Wrap the text of a file in a Blob: new Blob([text]).',
    });
  }
  if (!isNode()) return download(who, source);
  if (source.startsWith('file:')) return readPath(who, new URL(source));
  return /^[a-z][a-z\d+.-]+:/i.test(source) ? download(who, source) : readPath(who, source); // `c:\data` has one letter: a path
}

/** The bytes of a file, unpacked when it is gzipped, whatever its name says. */
export async function readUnpacked(source: DataSource): Promise<Uint8Array> {
  const bytes = await read(source);
  if (!GZIP_MAGIC.every((byte, index) => bytes[index] === byte)) return bytes;
  try {
    return gunzipSync(bytes);
  } catch (cause) {
    throw new FileFormatError(
      { who: 'data.read', expected: 'a whole gzip file', received: bytes, fix: 'Download the file again.' },
      { cause },
    );
  }
}

async function download(who: string, url: string): Promise<Uint8Array> {
  let response: Response;
  try {
    response = await fetch(url);
  } catch (cause) {
    throw new FileFormatError({ who, expected: 'a URL that answers', received: url }, { cause });
  }
  if (!response.ok) {
    throw new FileFormatError({
      who,
      expected: `${url} must answer with a file`,
      received: `status ${response.status}`,
    });
  }
  return new Uint8Array(await response.arrayBuffer());
}

async function readPath(who: string, path: string | URL): Promise<Uint8Array> {
  const { readFile } = nodeFiles();
  try {
    return await readFile(path);
  } catch (cause) {
    throw new FileFormatError({ who, expected: 'a file that can be read', received: String(path) }, { cause });
  }
}
