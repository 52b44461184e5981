/**
 * Starts one Vite server and one browser for each of vitest's workers. A browser's software adapter compiles one kernel at a
 * time, so that two browsers use two cores.
 */

import { createServer } from 'vite';
import type { TestProject } from 'vitest/node';
import { launch } from '../../scripts/browser.mjs';

declare module 'vitest' {
  export interface ProvidedContext {
    pageUrl: string;
    browserEndpoints: string[];
  }
}

/**
 * Workgroup memory is not filled with zeros: on the software adapter that makes kernels with much of it compile eight times as
 * fast, and no kernel may read there what it has not written.
 */
const FLAGS = ['--enable-dawn-features=disable_workgroup_init'];

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await createServer({
    server: { port: 0, host: '127.0.0.1', hmr: false, watch: null },
    logLevel: 'error',
  });
  await server.listen();
  const address = server.httpServer?.address();
  if (!address || typeof address === 'string') throw new Error('the test server has no port');
  const adapter = process.env['HORNBEAM_ADAPTER'] === 'gpu' ? 'gpu' : 'swiftshader';
  const workers = Array.from({ length: project.vitest.config.maxWorkers });
  const browsers = await Promise.all(workers.map(() => launch(adapter, FLAGS)));
  project.provide('pageUrl', `http://localhost:${address.port}/test/browser/page.html`);
  project.provide(
    'browserEndpoints',
    browsers.map((browser) => browser.wsEndpoint()),
  );
  return async () => {
    await Promise.all(browsers.map((browser) => browser.close()));
    await server.close();
  };
}
