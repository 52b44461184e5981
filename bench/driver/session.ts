import type { Browser, Page } from 'puppeteer';
import { preview } from 'vite';
import { launch } from '../../scripts/browser.mjs';
import type { Bench } from '../page/page.ts';
import type { AdapterChoice } from '../workloads/workload.ts';
import { benchFolder, distFolder } from './folders.ts';

/** One page of the benchmark, in front while it works: browsers slow hidden ones down. */
export class BenchPage {
  constructor(readonly page: Page) {}

  async call<Name extends keyof Bench>(
    name: Name,
    ...args: Parameters<Bench[Name]>
  ): Promise<Awaited<ReturnType<Bench[Name]>>> {
    await this.page.bringToFront();
    const result = await this.page.evaluate(
      (method, given) => (window.bench[method] as (...args: unknown[]) => unknown)(...given), // checked by this signature
      name,
      args as unknown[],
    );
    return result as Awaited<ReturnType<Bench[Name]>>;
  }

  async close(): Promise<void> {
    await this.page.close();
  }
}

/** A server of the built files and a browser. */
export class Session {
  private constructor(
    readonly url: string,
    readonly browser: Browser,
    readonly close: () => Promise<void>,
  ) {}

  static async open(adapter: AdapterChoice): Promise<Session> {
    const browser = await launch(adapter);
    const server = await preview({
      root: benchFolder,
      configFile: false,
      logLevel: 'error',
      build: { outDir: distFolder },
      preview: { port: 0, host: '127.0.0.1' },
    });
    const address = server.httpServer.address();
    if (!address || typeof address === 'string') throw new Error('the benchmark server has no port');
    return new Session(`http://localhost:${address.port}/`, browser, async () => {
      await browser.close();
      await server.close();
    });
  }

  async #open(newPage: () => Promise<Page>): Promise<BenchPage> {
    const page = await newPage();
    if (process.env['HORNBEAM_LOG']) page.on('console', (message) => console.log(`[page] ${message.text()}`));
    await page.goto(this.url);
    await page.waitForFunction(() => 'bench' in window);
    return new BenchPage(page);
  }

  openPage(): Promise<BenchPage> {
    return this.#open(() => this.browser.newPage());
  }

  /** Runs `work` in a page that shares no cache with any other. */
  async withFreshPage<Result>(work: (page: BenchPage) => Promise<Result>): Promise<Result> {
    const context = await this.browser.createBrowserContext();
    try {
      return await work(await this.#open(() => context.newPage()));
    } finally {
      await context.close();
    }
  }
}
