import { join } from 'node:path';
import { build, type InlineConfig } from 'vite';
import type { ContestantName } from '../contestants/names.ts';
import { benchFolder, distFolder } from './folders.ts';

const common: InlineConfig = { root: benchFolder, configFile: false, logLevel: 'error' };

/** The page that the driver talks to. */
export async function buildPage(): Promise<void> {
  await build({ ...common, build: { outDir: distFolder, emptyOutDir: true, target: 'es2022' } });
}

/**
 * One contestant, as its users ship it: bundled and minified. Each has its own bundle, so that one that does not build
 * keeps nobody else from running.
 */
export async function buildContestant(name: ContestantName): Promise<void> {
  await build({
    ...common,
    base: './',
    build: {
      outDir: join(distFolder, name),
      target: 'es2022',
      rolldownOptions: {
        input: join(benchFolder, 'contestants', name, 'index.ts'),
        preserveEntrySignatures: 'strict',
        output: { entryFileNames: 'contestant.js' },
      },
    },
  });
}
