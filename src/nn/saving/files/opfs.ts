/** Files in the browser's origin private file system: `opfs://folder/name`. */
import type { BrowserStore } from './fileStore.ts';

function isAbsent(error: unknown): boolean {
  return error instanceof DOMException && (error.name === 'NotFoundError' || error.name === 'TypeMismatchError');
}

/** The folder of a file, and the file's own name. */
async function folderOf(name: string, create: boolean): Promise<readonly [FileSystemDirectoryHandle, string]> {
  const parts = name.split('/').filter((part) => part !== '');
  const file = parts.pop() ?? '';
  let folder = await navigator.storage.getDirectory();
  for (const part of parts) folder = await folder.getDirectoryHandle(part, { create });
  return [folder, file];
}

/** What a file handle has in workers of browsers that cannot write from a page. */
interface SyncAccess {
  createSyncAccessHandle(): Promise<{
    truncate(size: number): void;
    write(bytes: Uint8Array): number;
    flush(): void;
    close(): void;
  }>;
}

async function writeInWorker(handle: SyncAccess, bytes: Uint8Array): Promise<void> {
  const access = await handle.createSyncAccessHandle();
  try {
    access.truncate(0);
    access.write(bytes);
    access.flush();
  } finally {
    access.close();
  }
}

/** Names of all files below a folder. */
async function namesIn(folder: FileSystemDirectoryHandle, path: string): Promise<string[]> {
  const names: string[] = [];
  for await (const [name, handle] of folder.entries()) {
    if (handle.kind === 'file') names.push(`${path}${name}`);
    else names.push(...(await namesIn(handle as FileSystemDirectoryHandle, `${path}${name}/`))); // the other kind
  }
  return names;
}

export const opfsStore: BrowserStore = {
  async read(name) {
    try {
      const [folder, file] = await folderOf(name, false);
      const handle = await folder.getFileHandle(file);
      return new Uint8Array(await (await handle.getFile()).arrayBuffer());
    } catch (error) {
      if (isAbsent(error)) return null;
      throw error;
    }
  },
  async write(name, bytes) {
    const [folder, file] = await folderOf(name, true);
    const handle = await folder.getFileHandle(file, { create: true });
    if (!('createWritable' in handle)) return writeInWorker(handle as unknown as SyncAccess, bytes); // Safari before 26
    const writable = await handle.createWritable();
    await writable.write(bytes as Uint8Array<ArrayBuffer>); // not shared memory
    await writable.close();
  },
  async remove(name) {
    try {
      const [folder, file] = await folderOf(name, false);
      await folder.removeEntry(file);
    } catch (error) {
      if (!isAbsent(error)) throw error;
    }
  },
  async list() {
    return namesIn(await navigator.storage.getDirectory(), '');
  },
};
