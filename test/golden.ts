/** Golden vectors made with Keras 3.16: `test/golden` in the project, or the shared folder beside it where it exists. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** An array as the golden files write it: row-major, NaN and infinities as text. */
export interface GoldenArray {
  readonly shape: readonly number[];
  readonly dtype: string;
  readonly values: readonly (number | string)[];
}

/** The parsed file; null where it is absent (with a printed reason). */
export function golden<Case>(file: string): { readonly cases: readonly Case[] } | null {
  for (const folder of ['./golden/', '../../shared/golden/']) {
    const path = fileURLToPath(new URL(folder + file, import.meta.url));
    if (existsSync(path)) return JSON.parse(readFileSync(path, 'utf8')) as { readonly cases: readonly Case[] }; // made by our own script
  }
  console.log(`skipped: ${file} is not here`);
  return null;
}
