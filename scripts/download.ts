/** What a page downloads to run a program: the program is built as its users would, run in a browser, and watched. */
import { gzipSync } from 'node:zlib';
import type { HTTPRequest, Page } from 'puppeteer';
import { build } from 'vite';
import { launch } from './browser.mjs';

/** Browsers offer WebGPU to pages from here. Nothing listens: requests are answered below. */
const ORIGIN = 'http://localhost:4198';

const MINUTES = 10;

/** The scripts of a built program, by path. */
interface Built {
  readonly entry: string;
  readonly scripts: ReadonlyMap<string, string>;
}

/** A script that was asked for. */
export interface Download {
  readonly path: string;
  readonly code: string;
  readonly gzipped: number;
}

async function built(program: string, root: string, alias: Readonly<Record<string, string>>): Promise<Built> {
  const result = await build({
    root,
    configFile: false,
    logLevel: 'silent',
    resolve: { alias },
    build: { write: false, target: 'es2022', modulePreload: false, rolldownOptions: { input: program } },
  });
  if (!('output' in result)) throw new Error('vite gave no single output');
  const chunks = result.output.flatMap((each) => (each.type === 'chunk' ? [each] : []));
  const entry = chunks.find(({ isEntry }) => isEntry);
  if (!entry) throw new Error(`${program} gave no entry`);
  return { entry: entry.fileName, scripts: new Map(chunks.map(({ fileName, code }) => [fileName, code])) };
}

function answer(request: HTTPRequest, { entry, scripts }: Built): Promise<void> {
  const path = new URL(request.url()).pathname.slice(1);
  const code = scripts.get(path);
  if (code !== undefined) return request.respond({ contentType: 'text/javascript', body: code });
  if (path !== '') return request.respond({ status: 404, body: '' });
  return request.respond({
    contentType: 'text/html',
    body: `<!doctype html><script type="module" src="/${entry}"></script>`,
  });
}

/** Resolves when the program prints its result. */
function ending(page: Page): Promise<void> {
  return new Promise((resolve, reject) => {
    page.on('console', (message) => {
      if (message.type() === 'log') resolve();
    });
    page.on('pageerror', (error) => reject(error));
    setTimeout(() => reject(new Error(`the program printed nothing for ${MINUTES} minutes`)), MINUTES * 60_000).unref();
  });
}

/**
 * The scripts that a program has asked for when it prints its result.
 *
 * @param program - Path of its file; it must end with `console.log`.
 * @param alias - Where packages are that the program imports.
 */
export async function downloadsOf(
  program: string,
  root: string,
  alias: Readonly<Record<string, string>> = {},
): Promise<Download[]> {
  const files = await built(program, root, alias);
  const asked = new Set<string>();
  const browser = await launch();
  try {
    const page = await browser.newPage();
    await page.setRequestInterception(true);
    page.on('request', (request) => {
      asked.add(new URL(request.url()).pathname.slice(1));
      void answer(request, files);
    });
    const ended = ending(page);
    await Promise.all([page.goto(`${ORIGIN}/`), ended]);
  } finally {
    await browser.close();
  }
  return [...files.scripts]
    .filter(([path]) => asked.has(path))
    .map(([path, code]) => ({ path, code, gzipped: gzipSync(code, { level: 9 }).length }));
}
