/** Files on disk, in Node. Names are paths. */
import { nodeFiles } from '../../node.ts';
import type { FileStore } from './fileStore.ts';

// No import, so that no browser bundler follows it.
const folderOf = (path: string) => process.getBuiltinModule('node:path').dirname(path);

function isAbsent(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

export const diskStore: FileStore = {
  async read(name) {
    try {
      return await nodeFiles().readFile(name);
    } catch (error) {
      if (isAbsent(error)) return null;
      throw error;
    }
  },
  async write(name, bytes) {
    const { mkdir, writeFile, rename } = nodeFiles();
    await mkdir(folderOf(name), { recursive: true });
    const unfinished = `${name}.unfinished`;
    await writeFile(unfinished, bytes);
    await rename(unfinished, name);
  },
  async remove(name) {
    await nodeFiles().rm(name, { force: true });
  },
};
