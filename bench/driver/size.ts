import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import type { ContestantName } from '../contestants/names.ts';
import { benchFolder } from './folders.ts';
import { reason } from './reason.ts';

export interface Size {
  readonly name: ContestantName;
  /** Minified and gzipped bytes that a page downloads to train an MLP on WebGPU; NaN when it does not build. */
  readonly gzipped: number;
  readonly failure?: string;
}

/** Chunks that a page with WebGPU never asks for: jax-js's fallback. */
const UNUSED = /webgl/;

/** Bundles bench/programs/<name>.ts and sums its gzipped chunks. */
export async function measureSize(name: ContestantName): Promise<Size> {
  try {
    const output = await build({
      root: benchFolder,
      configFile: false,
      logLevel: 'silent',
      build: {
        write: false,
        target: 'es2022',
        modulePreload: false,
        rolldownOptions: { input: join(benchFolder, 'programs', `${name}.ts`) },
      },
    });
    if (!('output' in output)) throw new Error('vite gave no single output');
    const chunks = output.output.filter((chunk) => chunk.type === 'chunk' && !UNUSED.test(chunk.fileName));
    const gzipped = chunks.map((chunk) => gzipSync('code' in chunk ? chunk.code : '', { level: 9 }).length);
    return { name, gzipped: gzipped.reduce((sum, bytes) => sum + bytes, 0) };
  } catch (error) {
    return { name, gzipped: Number.NaN, failure: reason(error) };
  }
}
