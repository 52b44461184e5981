import { join } from 'node:path';
import { downloadsOf } from '../../scripts/download.ts';
import type { ContestantName } from '../contestants/names.ts';
import { benchFolder } from './folders.ts';
import { reason } from './reason.ts';

export interface Size {
  readonly name: ContestantName;
  /** Minified and gzipped bytes that a page downloads to train an MLP on WebGPU; NaN when it does not run. */
  readonly gzipped: number;
  readonly failure?: string;
}

const root = join(benchFolder, '..');

/** Runs bench/programs/<name>.ts in a page, and sums the gzipped scripts that it asked for. */
export async function measureSize(name: ContestantName): Promise<Size> {
  try {
    const program = join(benchFolder, 'programs', `${name}.ts`);
    const downloads = await downloadsOf(program, benchFolder, { hornbeam: join(root, 'dist/index.js') });
    return { name, gzipped: downloads.reduce((sum, { gzipped }) => sum + gzipped, 0) };
  } catch (error) {
    return { name, gzipped: Number.NaN, failure: reason(error) };
  }
}
