/** Runs a module's exported function inside the browser of this worker, and gives back what it returns. */
import puppeteer, { type Browser, type Page } from 'puppeteer';
import { inject } from 'vitest';

/** What page.html defines. */
interface PageWindow {
  callExport(path: string, name: string, args: unknown[]): Promise<unknown>;
}

let browser: Promise<Browser> | null = null;

/** Workers are numbered from 1. */
function ownEndpoint(): string {
  const endpoints = inject('browserEndpoints');
  return endpoints[(Number(process.env['VITEST_POOL_ID']) - 1) % endpoints.length]!; // one at least
}

/** A fresh page of the test server. Console errors of the page are collected. */
export async function openPage(path?: string): Promise<{ page: Page; errors: string[] }> {
  browser ??= puppeteer.connect({ browserWSEndpoint: ownEndpoint(), protocolTimeout: 30 * 60 * 1000 });
  const page = await (await browser).newPage();
  const errors: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
    if (process.env['HORNBEAM_LOG']) console.log(`[page] ${message.text()}`);
  });
  page.on('pageerror', (error) => errors.push(String(error)));
  await page.goto(path ? new URL(path, inject('pageUrl')).href : inject('pageUrl'));
  return { page, errors };
}

/**
 * Imports a module in a page, calls one of its exports and returns the (JSON) result.
 *
 * @param module - Path from the project's root, for example `/test/browser/suites/ops.ts`.
 */
export async function inPage<Result>(module: string, name: string, ...args: unknown[]): Promise<Result> {
  const { page, errors } = await openPage();
  try {
    const result = await page.evaluate(
      (path, exported, given) => (window as unknown as PageWindow).callExport(path, exported, given),
      module,
      name,
      args,
    );
    return result as Result;
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : String(error)}\n${errors.join('\n')}`);
  } finally {
    await page.close();
  }
}
