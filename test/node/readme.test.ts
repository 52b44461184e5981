/** What the README says is true: its quick start runs, and it names nothing that is not there. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it, vi } from 'vitest';
import * as hornbeam from '../../src/index.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');

it('has a quick start that runs and learns', async () => {
  const code = readme.match(/```js\n([\s\S]*?)```/)?.[1] ?? '';
  expect(code.split('\n').length).toBeLessThan(26);
  const body = code.replace(/^import (\{.*\}) from 'hornbeam';$/m, 'const $1 = hornbeam;');
  const AsyncFunction = (async () => {}).constructor as FunctionConstructor; // the constructor of async functions
  const said: unknown[][] = [];
  const log = vi.spyOn(console, 'log').mockImplementation((...words: unknown[]) => void said.push(words));
  await hornbeam.setBackend('cpu');
  hornbeam.setRandomSeed(1);
  try {
    await new AsyncFunction('hornbeam', body)(hornbeam);
  } finally {
    log.mockRestore();
  }
  const [[, validation], [evaluation], [, probability]] = said.slice(-3) as [
    [string, number],
    [Record<string, number>],
    [string, number],
  ]; // its last three lines
  expect(validation).toBeGreaterThan(0.9);
  expect(Object.keys(evaluation)).toEqual(['accuracy', 'loss']);
  expect(probability).toBeGreaterThan(0.5);
});

/** Names that users can write: what is exported, what is in a namespace, and methods. */
function known(): Set<string> {
  const namespaces = Object.values(hornbeam).filter(
    (value) => Object.prototype.toString.call(value) === '[object Module]',
  );
  const prototypes: object[] = [];
  for (let each = hornbeam.Sequential.prototype as object; each; each = Object.getPrototypeOf(each))
    prototypes.push(each);
  return new Set([
    ...[hornbeam, ...namespaces].flatMap((namespace) => Object.keys(namespace)),
    ...prototypes.flatMap((prototype) => Object.getOwnPropertyNames(prototype)),
  ]);
}

it('names only what is there', () => {
  const table = readme.slice(readme.indexOf('## What is there'), readme.indexOf("- **Keras 3's numbers"));
  const named = [...table.matchAll(/`(\w+)`/g)].map(([, word = '']) => word);
  expect(named.length).toBeGreaterThan(80);
  const names = known();
  expect(named.filter((name) => !names.has(name))).toEqual([]);
});

it('links only to files that exist', () => {
  const links = [...readme.matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, path = '']) => path);
  expect(links.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
});
