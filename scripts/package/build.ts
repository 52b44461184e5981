/** Builds the package in dist/. */
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build, type InlineConfig, type Plugin } from 'vite';
import { minifyWgsl } from '../minifyWgsl.ts';
import { root } from '../setup/command.mjs';
import { coreModules } from './core.ts';
import { EXTERNAL } from './external.ts';

const DIST = join(root, 'dist');

/** All modules but the package's own, by their path in the package. */
function modules(): Record<string, string> {
  const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' });
  const sources = files.filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts') && file !== 'index.ts');
  return Object.fromEntries(
    sources.map((file) => [file.replaceAll('\\', '/').replace(/\.ts$/, ''), join(root, 'src', file)]),
  );
}

type Output = NonNullable<NonNullable<InlineConfig['build']>['rolldownOptions']>;

function config(entry: Record<string, string>, plugins: Plugin[], rolldownOptions: Output): InlineConfig {
  return {
    root,
    configFile: false,
    logLevel: 'warn',
    plugins,
    build: {
      outDir: DIST,
      emptyOutDir: false,
      target: 'es2022',
      minify: false,
      lib: { entry, formats: ['es'] },
      rolldownOptions: { external: EXTERNAL, ...rolldownOptions },
    },
  };
}

/**
 * A file for each module, so that bundlers leave out what a program does not use; what every program uses is in one file,
 * `core.js`. (Bundlers put what is loaded at once and what is loaded later into separate files wherever both need a module: with
 * one module for all that is always needed there is nothing to divide.)
 */
async function buildModules(): Promise<void> {
  const core = await coreModules();
  const options: Output = {
    preserveEntrySignatures: 'allow-extension',
    output: {
      entryFileNames: '[name].js',
      chunkFileNames: '[name].js',
      minifyInternalExports: false,
      codeSplitting: {
        includeDependenciesRecursively: false,
        groups: [{ name: 'core', test: (id: string) => core.has(id) }],
      },
    },
  };
  await build(config(modules(), [minifyWgsl()], options));
}

/** Leaves imports of other modules as they are. */
function unbundled(): Plugin {
  return {
    name: 'hornbeam:unbundled',
    enforce: 'pre',
    resolveId: (source, importer) =>
      importer && /^\.\.?\/.*\.ts$/.test(source) ? { id: source.replace(/\.ts$/, '.js'), external: 'relative' } : null,
  };
}

/** The package's own module by itself: bundled with others, `export * as layers` would be an object that needs every layer. */
async function buildIndex(): Promise<void> {
  const entry = { index: join(root, 'src/index.ts') };
  await build(config(entry, [unbundled()], { output: { entryFileNames: '[name].js' } }));
}

export async function buildPackage(): Promise<void> {
  rmSync(DIST, { recursive: true, force: true });
  await buildModules();
  await buildIndex();
}
