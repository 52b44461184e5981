/** Files in one folder of a place. */
import { InvalidArgumentError } from '../../../runtime/errors.ts';
import type { FileStore } from './fileStore.ts';
import { storedFile } from './places.ts';

/** A folder of a store; names are those of files in it. @throws InvalidArgumentError for places that cannot be read from. */
export function folderStore(who: string, folder: string | URL): Pick<FileStore, 'read' | 'write' | 'remove'> {
  const base = String(folder).replace(/\/+$/, '');
  const fileOf = (name: string) => {
    const file = storedFile(who, `${base}/${name}`);
    if (file) return file;
    throw new InvalidArgumentError({
      who,
      expected: 'a folder that can be written to and read from',
      received: String(folder),
      fix: "Give 'opfs://folder', 'indexeddb://name', in Node a path, or an object with read, write and remove.",
    });
  };
  return {
    read: async (name) => {
      const file = fileOf(name);
      return file.store.read(file.name);
    },
    write: async (name, bytes) => {
      const file = fileOf(name);
      await file.store.write(file.name, bytes);
    },
    remove: async (name) => {
      const file = fileOf(name);
      await file.store.remove(file.name);
    },
  };
}
