/** Real data, models and Keras's own files, which lie beside the project on some machines and are no part of it. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe } from 'vitest';

const FOLDER = fileURLToPath(new URL('../../../shared/', import.meta.url));

/** The path of a file or folder beside the project; null where it is not. */
export function sharedPath(name: string): string | null {
  return existsSync(FOLDER + name) ? FOLDER + name : null;
}

/** A suite that runs where the file is; elsewhere it is skipped, and says why. The path is given to the suite. */
export function describeWithShared(name: string, suite: (path: string) => void): void {
  const path = sharedPath(name);
  if (path !== null) describe(name, () => suite(path));
  else describe.skip(`${name} (skipped: ${FOLDER} is not on this machine)`, () => suite(FOLDER + name));
}

/** The same for a data set. */
export function describeWithData(file: string, suite: (path: string) => void): void {
  describeWithShared(`data/${file}`, suite);
}
