/** Files on disk, in Node. Names are paths. */
import type { FileStore } from './fileStore.ts';

// No imports of Node's modules, so that no browser bundler follows them.
const fs = () => process.getBuiltinModule('node:fs/promises');
const folderOf = (path: string) => process.getBuiltinModule('node:path').dirname(path);

function isAbsent(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

export const diskStore: FileStore = {
  async read(name) {
    try {
      return await fs().readFile(name);
    } catch (error) {
      if (isAbsent(error)) return null;
      throw error;
    }
  },
  async write(name, bytes) {
    const { mkdir, writeFile, rename } = fs();
    await mkdir(folderOf(name), { recursive: true });
    const unfinished = `${name}.unfinished`;
    await writeFile(unfinished, bytes);
    await rename(unfinished, name);
  },
  async remove(name) {
    await fs().rm(name, { force: true });
  },
};
