/** A Vite plugin for builds: WGSL texts without comments and needless white space. */
import { readFile } from 'node:fs/promises';
import type { Plugin } from 'vite';

/** Lines that code fills in: `// NAME` alone on a line, and the conditions `//#if NAME`. */
const MARK = /^\/\/ ?(?:#|[A-Z_]+$)/;

/** Where a space is never needed. Around operators it may be: `a / *p`, `a - -b`, `vec2<f32> = b`. */
const TIGHT = / *([,;(){}[\]:]) */g;

/**
 * Removes what the compiler does not need. Lines stay lines, and lines at the left edge keep their form, because the runtime
 * finds bindings, functions and marked places by them; others keep one space in front.
 */
export function minifiedWgsl(text: string): string {
  const kept: string[] = [];
  for (const line of text.split(/\r?\n/)) {
    const trimmed = line.trim();
    const isMark = MARK.test(trimmed);
    const code = isMark ? trimmed : trimmed.replace(/\s*\/\/.*$/, '');
    if (code === '') continue;
    const indented = /^\s/.test(line);
    if (!indented || isMark) kept.push(indented ? ` ${code}` : code);
    else kept.push(` ${code.replace(TIGHT, '$1')}`);
  }
  return kept.join('\n');
}

/** Shrinks every `*.wgsl?raw` of a build. */
export function minifyWgsl(): Plugin {
  return {
    name: 'hornbeam:minify-wgsl',
    enforce: 'pre',
    apply: 'build',
    async load(id) {
      const [path = '', query] = id.split('?');
      if (query !== 'raw' || !path.endsWith('.wgsl')) return null;
      return `export default ${JSON.stringify(minifiedWgsl(await readFile(path, 'utf8')))};`;
    },
  };
}
