/** Packages that Hornbeam imports and does not contain. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../setup/command.mjs';

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
}

const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest; // our own

export const EXTERNAL = Object.keys(dependencies);
