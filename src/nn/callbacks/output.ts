/** Where callbacks write to: files in Node, and what a user gives. */
import { InvalidArgumentError } from '../../runtime/errors.ts';
import { isNode, nodeFiles } from '../node.ts';
import type { Hook } from './callback.ts';

/** A folder that a user has picked, or one of the origin's private file system. */
export interface FolderHandle {
  getDirectoryHandle(name: string, options: { create: boolean }): Promise<FolderHandle>;
  getFileHandle(name: string, options: { create: boolean }): Promise<FileHandle>;
}

interface FileHandle {
  getFile(): Promise<{ readonly size: number }>;
  createWritable(options: { keepExistingData: boolean }): Promise<FileWriter>;
}

interface FileWriter {
  write(command: { type: 'write'; position: number; data: string | Uint8Array }): Promise<void>;
  close(): Promise<void>;
}

/** A function, a stream, or a folder. Functions are told to which file (a path) a piece belongs. */
export type Sink<Piece> = ((piece: Piece, path: string) => Hook) | WritableStream<Piece> | FolderHandle;

/** Takes pieces of files. */
export interface Output<Piece> {
  write(piece: Piece, path: string): Promise<void>;
  close(): Promise<void>;
}

class FunctionOutput<Piece> implements Output<Piece> {
  readonly #take: (piece: Piece, path: string) => Hook;

  constructor(take: (piece: Piece, path: string) => Hook) {
    this.#take = take;
  }

  async write(piece: Piece, path: string): Promise<void> {
    await this.#take(piece, path);
  }

  async close(): Promise<void> {}
}

class StreamOutput<Piece> implements Output<Piece> {
  readonly #stream: WritableStream<Piece>;

  constructor(stream: WritableStream<Piece>) {
    this.#stream = stream;
  }

  async write(piece: Piece): Promise<void> {
    const writer = this.#stream.getWriter();
    try {
      await writer.write(piece);
    } finally {
      writer.releaseLock();
    }
  }

  async close(): Promise<void> {
    await this.#stream.close();
  }
}

/** Appends to files in a folder; each piece is there for others to read at once. */
class FolderOutput implements Output<string | Uint8Array> {
  readonly #root: FolderHandle;

  constructor(root: FolderHandle) {
    this.#root = root;
  }

  async write(piece: string | Uint8Array, path: string): Promise<void> {
    const names = path.split('/');
    let folder = this.#root;
    for (const name of names.slice(0, -1)) folder = await folder.getDirectoryHandle(name, { create: true });
    const file = await folder.getFileHandle(names[names.length - 1] ?? path, { create: true });
    const { size } = await file.getFile();
    const writer = await file.createWritable({ keepExistingData: true });
    await writer.write({ type: 'write', position: size, data: piece });
    await writer.close();
  }

  async close(): Promise<void> {}
}

/** Appends to files in Node. */
class NodeOutput implements Output<string | Uint8Array> {
  readonly #root: string;

  constructor(root: string) {
    this.#root = root;
  }

  async write(piece: string | Uint8Array, path: string): Promise<void> {
    const { appendFile, mkdir } = nodeFiles();
    const whole = this.#root === '' ? path : `${this.#root}/${path}`;
    const folder = whole.replace(/[\\/]?[^\\/]*$/, '');
    if (folder !== '') await mkdir(folder, { recursive: true });
    await appendFile(whole, piece);
  }

  async close(): Promise<void> {}
}

/**
 * What takes a callback's pieces: the sink, else in Node files below `root`, else nothing.
 *
 * @throws InvalidArgumentError when the sink is something else.
 */
export function outputFor<Piece extends string | Uint8Array>(
  who: string,
  sink: Sink<Piece> | null | undefined,
  root: string | null,
): Output<Piece> | null {
  if (typeof sink === 'function') return new FunctionOutput(sink);
  if (sink instanceof WritableStream) return new StreamOutput(sink);
  if (typeof sink === 'object' && sink !== null && 'getFileHandle' in sink) return new FolderOutput(sink);
  if (sink !== null && sink !== undefined)
    throw new InvalidArgumentError({
      who,
      expected: 'sink must be a function, a WritableStream or a folder handle',
      received: sink,
    });
  return root !== null && isNode() ? new NodeOutput(root) : null;
}

/** Offers a file to the user of a page. */
export function offerDownload(who: string, parts: BlobPart[], name: string): void {
  if (typeof document === 'undefined')
    throw new InvalidArgumentError({
      who,
      expected: 'download() in a page',
      fix: 'Give a sink, or in Node the path of a file.',
    });
  const address = URL.createObjectURL(new Blob(parts));
  Object.assign(document.createElement('a'), { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address));
}
