/** The smallest program that trains, as a page downloads it: how large it is, and that it has nothing that it does not use. */
import { join } from 'node:path';
import { downloadsOf } from '../download.ts';
import { SMALLEST } from '../package/core.ts';
import { root } from '../setup/command.mjs';
import type { Outcome, Step } from './step.ts';

/** Bytes, gzipped: what was reached. A larger program is a slip; a smaller one lowers the limit. */
const MOST = 84_000;

/** Layers of the program, and what has its name from a layer: the initializer `Identity`, the base class. */
const LAYERS = ['Layer', 'InputLayer', 'Dense', 'Identity'];

/** Shaders that a network of dense layers with softmax crossentropy takes, on every kind of adapter. */
const SHADERS = [
  ...['argmax', 'batch', 'contraction-direct', 'contraction-quad', 'contraction-skinny', 'contraction-tiled', 'copy'],
  ...['crossentropy', 'map', 'merge', 'reduce', 'softmax', 'sum-parts', 'update'],
];

/** Operations that are in modules of their own: none of them may come along. */
const UNUSED = ['conv', 'sin', 'cos', 'concatenate', 'split', 'stack', 'tile', 'repeat', 'pad', 'power', 'take'];

/** Those of the words that stand in the code as texts. */
function textsIn(code: string, words: readonly string[]): string[] {
  return words.filter((word) => new RegExp(`["'\`]${word}["'\`]`).test(code));
}

async function layerNames(): Promise<string[]> {
  const { layers } = (await import(join(root, 'dist/index.js'))) as { layers: Readonly<Record<string, object>> };
  return Object.keys(layers).filter((name) => /^[A-Z]/.test(name));
}

async function measured(): Promise<Outcome> {
  const scripts = await downloadsOf(SMALLEST, root, { hornbeam: join(root, 'dist/index.js') });
  const code = scripts.map((script) => script.code).join('\n');
  const bytes = scripts.reduce((sum, { gzipped }) => sum + gzipped, 0);
  const shaders = [...code.matchAll(/["'`]([\w-]+)\.wgsl["'`]/g)].map(([, name = '']) => name);
  const wrong = [
    ...(bytes > MOST ? [`${bytes} bytes are more than ${MOST}`] : []),
    ...textsIn(code, await layerNames()).filter((name) => !LAYERS.includes(name)),
    ...shaders.filter((name) => !SHADERS.includes(name)).map((name) => `${name}.wgsl`),
    ...textsIn(code, UNUSED),
  ];
  console.log(`${(bytes / 1000).toFixed(1)} kB gzipped, in ${scripts.length} files`);
  return { ok: wrong.length === 0, output: `The smallest program has what it should not have: ${wrong.join(', ')}` };
}

export const sizeStep: Step = { name: 'Package: size of the smallest program', work: measured };
