import { readdirSync } from 'node:fs';
import { defineConfig, type Plugin } from 'vite';
import { minifyWgsl } from './scripts/minifyWgsl.ts';

/** All modules, by their path in the package. */
function modules(): Record<string, string> {
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' });
  const sources = files.filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'));
  return Object.fromEntries(sources.map((file) => [file.replace(/\\/g, '/').replace(/\.ts$/, ''), `src/${file}`]));
}

/**
 * Leaves imports of other modules as they are, so that the package has a file for each module: a user's bundler then leaves
 * out what a program does not use. (Joined, `export * as layers` is an object that needs every layer.)
 */
function moduleByModule(): Plugin {
  return {
    name: 'module-by-module',
    apply: 'build',
    enforce: 'pre',
    resolveId: (source, importer) =>
      importer && /^\.\.?\/.*\.ts$/.test(source) ? { id: source.replace(/\.ts$/, '.js'), external: 'relative' } : null,
  };
}

export default defineConfig({
  plugins: [moduleByModule(), minifyWgsl()],
  build: {
    target: 'es2022',
    minify: false,
    lib: { entry: modules(), formats: ['es'] },
    rolldownOptions: { external: ['fflate', 'h5wasm', 'papaparse'], output: { entryFileNames: '[name].js' } },
  },
});
