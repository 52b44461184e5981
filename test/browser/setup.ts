/** Starts one Vite server and one browser for all browser tests. */

import { createServer } from 'vite';
import type { TestProject } from 'vitest/node';
import { launch } from '../../scripts/browser.mjs';

declare module 'vitest' {
  export interface ProvidedContext {
    pageUrl: string;
    browserEndpoint: string;
  }
}

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await createServer({
    server: { port: 0, host: '127.0.0.1', hmr: false, watch: null },
    logLevel: 'error',
  });
  await server.listen();
  const address = server.httpServer?.address();
  if (!address || typeof address === 'string') throw new Error('the test server has no port');
  const browser = await launch(process.env['HORNBEAM_ADAPTER'] === 'gpu' ? 'gpu' : 'swiftshader');
  project.provide('pageUrl', `http://localhost:${address.port}/test/browser/page.html`);
  project.provide('browserEndpoint', browser.wsEndpoint());
  return async () => {
    await browser.close();
    await server.close();
  };
}
