/** The work of `npm start`, once the packages are installed. */
import { join } from 'node:path';
import { createServer, type ViteDevServer } from 'vite';
import type { Job } from '../../demo/terminal.ts';
import { ensureBrowser } from '../browser.mjs';
import { root } from '../setup/command.mjs';
import { type ByRole, findIdxFiles, IDX_URLS, serveIdx } from './idxFolder.ts';
import { openPage } from './openPage.ts';
import { HELP, readOptions, type StartOptions } from './options.ts';
import { durationText, type ProgressState, showProgress } from './progress.ts';

/** A server of the demo's folder. */
async function serve(files: ByRole | null, port: number): Promise<ViteDevServer> {
  const server = await createServer({
    configFile: join(root, 'demo/vite.config.ts'),
    logLevel: 'warn',
    plugins: files ? [serveIdx(files)] : [],
    server: { port, host: 'localhost', hmr: false, watch: null },
  });
  return server.listen();
}

async function train(options: StartOptions, files: ByRole | null, url: string): Promise<void> {
  const { browser, page } = await openPage(options, url);
  page.on('console', (message) => {
    if (['warn', 'error'].includes(message.type())) console.warn(message.text());
  });
  try {
    await page.exposeFunction('say', (text: string) => console.log(text));
    await page.exposeFunction('progress', (state: ProgressState) => showProgress(process.stdout, state));
    const { backend, model, epochs, batch } = options;
    const job: Job = { backend, model, epochs, batch, files: files ? IDX_URLS : null };
    const result = await page.evaluate((given) => window.train?.(given), job);
    if (!result) throw new Error('The page did not train.');
    const accuracy = `${(100 * result.accuracy).toFixed(2)} %`;
    console.log(`\nTrained in ${durationText(result.seconds)}.`);
    console.log(
      `Test accuracy ${accuracy} (loss ${result.loss.toFixed(4)}) on ${result.count} pictures never seen before.`,
    );
  } finally {
    await browser.close();
  }
}

/** Trains, then serves the demo until it is interrupted. */
export async function main(args: readonly string[]): Promise<void> {
  const options = readOptions(args);
  if (options.help) {
    console.log(HELP);
    return;
  }
  const files = options.mnist ? findIdxFiles(options.mnist) : null;
  await ensureBrowser();
  const server = await serve(files, options.port);
  const url = server.resolvedUrls?.local[0] ?? `http://localhost:${options.port}/`;
  try {
    await train(options, files, `${url}terminal.html`);
  } catch (error) {
    await server.close();
    throw error;
  }
  if (options.once) {
    await server.close();
    return;
  }
  console.log(`\nThe demo is at ${url}\nIt trains in your browser and reads the digits that you draw. Ctrl+C ends it.`);
}
