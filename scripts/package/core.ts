/** Which modules every program needs that trains a model: those of the smallest one. */
import { join } from 'node:path';
import { build } from 'vite';
import { minifyWgsl } from '../minifyWgsl.ts';
import { root } from '../setup/command.mjs';
import { EXTERNAL } from './external.ts';

/** Trains a network of dense layers. */
export const SMALLEST = join(root, 'bench/programs/hornbeam.ts');

interface Chunk {
  readonly fileName: string;
  readonly isEntry: boolean;
  readonly imports: readonly string[];
  readonly modules: Readonly<Record<string, { readonly renderedLength: number }>>;
}

/** The chunks that are loaded with the entry. */
function initial(chunks: readonly Chunk[]): Chunk[] {
  const byName = new Map(chunks.map((chunk) => [chunk.fileName, chunk]));
  const found = new Set<Chunk>();
  const visit = (chunk: Chunk | undefined) => {
    if (!chunk || found.has(chunk)) return;
    found.add(chunk);
    for (const name of chunk.imports) visit(byName.get(name));
  };
  visit(chunks.find(({ isEntry }) => isEntry));
  return [...found];
}

/** Paths of modules of which the smallest program contains anything; not those that only pass on others. */
export async function coreModules(): Promise<ReadonlySet<string>> {
  const result = await build({
    root,
    configFile: false,
    logLevel: 'silent',
    plugins: [minifyWgsl()],
    resolve: { alias: { hornbeam: join(root, 'src/index.ts') } },
    build: { write: false, minify: false, target: 'es2022', rolldownOptions: { input: SMALLEST, external: EXTERNAL } },
  });
  if (!('output' in result)) throw new Error('vite gave no single output');
  const chunks = result.output.flatMap((each) => (each.type === 'chunk' ? [each] : []));
  const used = initial(chunks).flatMap(({ modules }) =>
    Object.entries(modules).flatMap(([id, { renderedLength }]) => (renderedLength > 0 ? [id] : [])),
  );
  return new Set(used.filter((id) => !id.startsWith('\0') && !id.endsWith('/index.ts') && id !== SMALLEST));
}
