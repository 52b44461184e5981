/** What the README says is true: its quick start runs, and it names nothing that is not there. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it, vi } from 'vitest';
import * as hornbeam from '../../src/index.ts';
import { callbacks, data, layers, losses, optimizers } from '../../src/index.ts';

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

it.each(Object.entries({ layers, optimizers, losses, callbacks, data }))(
  'lists only %s that exist',
  (name, namespace) => {
    const row = readme.split('\n').find((line) => line.toLowerCase().startsWith(`| ${name} |`)) ?? '';
    const named = [...row.matchAll(/`(\w+)`/g)].flatMap(([, word = '']) => (/^[a-z]/.test(word) ? [word] : []));
    expect(named.length).toBeGreaterThan(2);
    expect(Object.keys(namespace)).toEqual(expect.arrayContaining(named));
  },
);

it('links only to files that exist', () => {
  const links = [...readme.matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, path = '']) => path);
  expect(links.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
});
