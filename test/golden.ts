/** Golden vectors made with Keras 3.16: `test/golden` in the project, or the shared folder beside it where it exists. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { files, type GoldenFile, missingOf } from './golden/rows.ts';
import type { GoldenRow } from './golden/suite.ts';

/** The parsed file; null where it is absent (with a printed reason). */
export function golden<Case>(file: string): { readonly cases: readonly Case[] } | null {
  for (const folder of ['./golden/', '../../shared/golden/']) {
    const path = fileURLToPath(new URL(folder + file, import.meta.url));
    if (existsSync(path)) return JSON.parse(readFileSync(path, 'utf8')) as { readonly cases: readonly Case[] }; // made by our own script
  }
  console.log(`skipped: ${file} is not here`);
  return null;
}

const announced = new Set<GoldenFile>();

/** The rows of a golden file. Prints once how many wait for something that is missing. */
export function goldenRows(file: GoldenFile): readonly GoldenRow[] {
  const rows = files[file](golden(`${file}.json`)?.cases ?? []);
  const waiting = rows.filter((row) => missingOf(row).length > 0).length;
  if (waiting > 0 && !announced.has(file))
    console.log(`${file}: ${waiting} of ${rows.length} golden rows wait, see pending.ts`);
  announced.add(file);
  return rows;
}
