/** Shrinking shaders must not change what the compiler or the runtime reads in them. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { minifiedWgsl } from '../../scripts/minifyWgsl.ts';
import { declaredBindings, usedFunctions } from '../../src/runtime/plan/wgsl.ts';

const FOLDER = fileURLToPath(new URL('../../shaders', import.meta.url));
const files = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.wgsl'));

/** WGSL's tokens, the longest first: names, numbers, operators; and the marked lines. */
const TOKEN =
  /\/\/#.*|\/\/ [A-Z_]+$|\/\/.*|[A-Za-z_]\w*|[\d.][\w.]*(?:[eE][+-]?\d+\w*)?|<<=|>>=|&&|\|\||->|\+\+|--|[-+*/%&|^=!<>]=|<<|>>|\S/gm;

function tokens(text: string): string[] {
  return [...text.matchAll(TOKEN)]
    .map(([token]) => token.trimEnd())
    .filter((token) => !/^\/\/(?!#| [A-Z_]+$)/.test(token));
}

/** Lines that stand for others: conditions and marks. */
const marks = (text: string): string[] =>
  text.split('\n').flatMap((line) => line.match(/^ *(\/\/#.*|\/\/ [A-Z_]+)$/)?.[1] ?? []);

describe.each(files)('%s', (file) => {
  const text = readFileSync(join(FOLDER, file), 'utf8');
  const small = minifiedWgsl(text);

  it('has the same tokens', () => {
    expect(tokens(small)).toEqual(tokens(text));
  });

  it('has the same bindings, functions and marks', () => {
    expect(declaredBindings(small)).toEqual(declaredBindings(text));
    expect(marks(small)).toEqual(marks(text));
    const names = [...text.matchAll(/^fn (\w+)/gm)].map(([, name]) => name).join(' ');
    const found = (library: string) =>
      [...usedFunctions(names, [library]).matchAll(/^fn (\w+)/gm)].map(([, name]) => name);
    expect(found(small)).toEqual(found(text));
  });

  it('has no comments left and is shorter', () => {
    expect(small.split('\n').filter((line) => line.includes('//') && marks(line).length === 0)).toEqual([]);
    expect(small.length).toBeLessThan(text.length);
  });
});

it('keeps spaces that keep tokens apart', () => {
  expect(minifiedWgsl('fn f() {\n  let a = b - -c; // why\n  let p = a / *q;\n\n  g( a , b );\n}\n')).toBe(
    'fn f() {\n let a = b - -c;\n let p = a / *q;\n g(a,b);\n}',
  );
});
