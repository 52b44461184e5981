/** The arrows of ARCHITECTURE.md section 1: imports point down, GPU objects stay in one folder, files stay small. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

interface Source {
  readonly path: string;
  readonly text: string;
}

function sources(folder: string, ending: string): Source[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending))
    .map((name) => join(folder, name))
    .map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') }));
}

/** Files that a file imports, as paths from the root. */
function importsOf({ path, text }: Source): string[] {
  return [...text.matchAll(/(?:from|import\() ?'(\.[^']+)'/g)].map((match) =>
    relative(ROOT, join(ROOT, dirname(path), match[1]!.replace('?raw', ''))),
  ); // the group takes part
}

const source = sources('src', '.ts');

describe('imports', () => {
  const forbidden: readonly (readonly [from: string, to: RegExp])[] = [
    ['src/runtime/', /^src\/(kernels|nn)\//],
    ['src/kernels/', /^src\/nn\//],
    ['src/nn/', /^(shaders\/|src\/runtime\/gpu\/)/],
    ['src/', /^(demo|test|bench|scripts)\//],
  ];
  it.each(forbidden)('%s imports nothing of %s', (from, to) => {
    const wrong = source
      .filter(({ path }) => path.startsWith(from))
      .flatMap((file) =>
        importsOf(file)
          .filter((path) => to.test(path))
          .map((path) => `${file.path} -> ${path}`),
      );
    expect(wrong).toEqual([]);
  });
});

describe('contents', () => {
  it('names WebGPU objects only in src/runtime/gpu', () => {
    const wrong = source.filter(
      ({ path, text }) =>
        !path.startsWith('src/runtime/gpu/') &&
        /\bGPU(?!Device\b|PowerPreference\b)[A-Z]\w+|navigator\.gpu/.test(text.replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '')),
    );
    expect(wrong.map(({ path }) => path)).toEqual([]);
  });

  it('has no file called utils, helpers or misc', () => {
    expect(source.filter(({ path }) => /(utils?|helpers?|misc)\.ts$/.test(path)).map(({ path }) => path)).toEqual([]);
  });

  it('has snake_case options only in src/nn/saving', () => {
    const wrong = source.filter(
      ({ path, text }) =>
        path.startsWith('src/nn/') &&
        !path.startsWith('src/nn/saving/') &&
        /\.(class_name|config\[')|\bclass_name:/.test(text.replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '')),
    );
    expect(wrong.map(({ path }) => path)).toEqual(['src/nn/registry.ts']);
  });

  it('has a .wgsl file for each shader that is imported, and imports each', () => {
    const imported = new Set(source.flatMap(importsOf).filter((path) => path.endsWith('.wgsl')));
    expect([...imported].sort()).toEqual(
      sources('shaders', '.wgsl')
        .map(({ path }) => path)
        .sort(),
    );
  });
});
