/** MNIST's files in a folder of the user's, and how the page gets them. */
import { createReadStream, existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Plugin } from 'vite';
import { IDX_NAMES, type IdxRole } from '../../demo/pictures/idxNames.ts';

/** Paths or URLs by role. */
export type ByRole = Readonly<Record<IdxRole, string>>;

const ROLES = Object.keys(IDX_NAMES) as IdxRole[]; // its own keys

/** Where the server of the page has the files. */
const ROUTE = '/idx/';

/** Finds the four files. @throws Error that names those that are missing. */
export function findIdxFiles(folder: string): ByRole {
  const from = resolve(process.env['INIT_CWD'] ?? '.', folder); // INIT_CWD: where npm was called
  if (!existsSync(from)) throw new Error(`--data: there is no folder ${from}.`);
  const names = readdirSync(from).sort();
  const found = ROLES.map((role) => [role, names.find((name) => IDX_NAMES[role].test(name))] as const);
  const missing = found.filter(([, name]) => name === undefined).map(([role]) => IDX_NAMES[role].source.slice(1));
  if (missing.length > 0) throw new Error(`--data: ${from} has no file named ${missing.join(', ')}.`);
  return Object.fromEntries(found.map(([role, name]) => [role, join(from, name ?? '')])) as ByRole; // none is missing
}

/** What the page asks for. */
export const IDX_URLS = Object.fromEntries(ROLES.map((role) => [role, ROUTE + role])) as ByRole; // every role

/** A Vite plugin whose server hands the files to the page. */
export function serveIdx(files: ByRole): Plugin {
  return {
    name: 'hornbeam:idx',
    configureServer(server) {
      server.middlewares.use(ROUTE, (request, response, next) => {
        const path = files[(request.url ?? '').replace(/^\//, '') as IdxRole];
        if (!path) return next();
        response.setHeader('content-type', 'application/octet-stream');
        createReadStream(path).pipe(response);
      });
    },
  };
}
