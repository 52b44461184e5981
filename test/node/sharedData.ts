/** Real data sets, which lie beside the project on some machines and are no part of it. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe } from 'vitest';

const FOLDER = fileURLToPath(new URL('../../../shared/data/', import.meta.url));

/** A suite that runs where the file is; elsewhere it is skipped, and says why. The path is given to the suite. */
export function describeWithData(file: string, suite: (path: string) => void): void {
  const path = FOLDER + file;
  if (existsSync(path)) describe(file, () => suite(path));
  else describe.skip(`${file} (skipped: ${FOLDER} is not on this machine)`, () => suite(path));
}
