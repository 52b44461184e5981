/** The browser that `npm start` trains in: on the machine's GPU if it has one. */
import type { Browser, Page } from 'puppeteer';
import { type AdapterChoice, launch } from '../browser.mjs';
import type { StartOptions } from './options.ts';

export interface OpenPage {
  readonly browser: Browser;
  readonly page: Page;
  readonly kind: 'gpu' | 'software' | 'none';
}

/** Time for the browser to say what adapter it has: a broken driver may never answer. */
const ADAPTER_MS = 30_000;

/** A promise, or a value when it takes too long. */
async function within<Value>(promise: Promise<Value>, milliseconds: number, late: Value): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const waited = new Promise<Value>((resolve) => {
    timer = setTimeout(() => resolve(late), milliseconds);
  });
  return Promise.race([promise, waited]).finally(() => clearTimeout(timer));
}

/** Loads the page. @throws Error with what the page complained about. */
async function load(page: Page, url: string): Promise<void> {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  try {
    await page.goto(url, { waitUntil: 'load' });
    await page.waitForFunction('window.train');
  } catch (error) {
    throw new Error(`The page at ${url} does not load: ${[...complaints, error].join('; ')}`);
  }
}

async function open(adapter: AdapterChoice, url: string): Promise<OpenPage> {
  const browser = await launch(adapter);
  try {
    const page = await browser.newPage();
    await load(page, url);
    const asked = page.evaluate(() => window.adapterKind?.() ?? 'none').catch(() => 'none' as const); // the GPU process broke
    return { browser, page, kind: await within(asked, ADAPTER_MS, 'none') };
  } catch (error) {
    await browser.close();
    throw error;
  }
}

/** Opens the page with the adapter that the options ask for. */
export async function openPage({ adapter, backend }: StartOptions, url: string): Promise<OpenPage> {
  if (backend === 'cpu') return open('swiftshader', url);
  if (adapter !== 'swiftshader') {
    const first = await open('gpu', url);
    if (first.kind === 'gpu') return first;
    await first.browser.close();
    if (adapter === 'gpu') throw new Error('This machine gives the browser no GPU. Try --adapter swiftshader.');
    console.log('No GPU for the browser: using its software adapter.');
  }
  const second = await open('swiftshader', url);
  if (second.kind !== 'none') return second;
  await second.browser.close();
  throw new Error('This browser has no WebGPU adapter. Update it, or try --backend cpu.');
}
