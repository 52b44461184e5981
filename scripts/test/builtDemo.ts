/** The demo as it was built, shaders shrunk: it must train in a browser without a complaint. */
import { join } from 'node:path';
import { preview } from 'vite';
import { launch } from '../browser.mjs';
import { root } from '../setup/command.mjs';
import type { Outcome, Step } from './step.ts';

const TIMEOUT_MS = 120_000;

/** Opens the page, trains one epoch; returns what went wrong. */
async function complaints(url: string): Promise<string[]> {
  const found: string[] = [];
  const browser = await launch();
  try {
    const page = await browser.newPage();
    page.on('console', (message) => {
      if (message.type() === 'error') found.push(message.text());
    });
    page.on('pageerror', (error) => found.push(String(error)));
    await page.goto(url);
    await page.waitForSelector('#device[data-kind="webgpu"]', { timeout: TIMEOUT_MS });
    await page.select('#count', '2000');
    await page.$eval('#epochs', (field) => {
      if (field instanceof HTMLInputElement) field.value = '1';
    });
    await page.click('#start');
    const ended = () => /Done|error/.test(document.querySelector('#phase')?.textContent ?? '');
    await page.waitForFunction(ended, { timeout: TIMEOUT_MS });
    const phase = await page.$eval('#phase', (line) => line.textContent ?? '');
    if (!phase.startsWith('Done')) found.push(phase);
  } finally {
    await browser.close();
  }
  return found;
}

async function work(): Promise<Outcome> {
  const server = await preview({
    configFile: join(root, 'demo/vite.config.ts'),
    logLevel: 'error',
    preview: { port: 4199, host: 'localhost', open: false },
  });
  try {
    const found = await complaints(server.resolvedUrls?.local[0] ?? 'http://localhost:4199/');
    return { ok: found.length === 0, output: found.join('\n') };
  } catch (error) {
    return { ok: false, output: String(error) };
  } finally {
    await server.close();
  }
}

export const builtDemoStep: Step = { name: 'The built demo trains in a browser', work };
