/** The demo page, used as a visitor uses it. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { ElementHandle, Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { data, type Tensor } from '../../src/index.ts';
import { openPage } from './inPage.ts';

/** Digits as a person would draw them: lines through points, from 0 to 1 across the area. */
const DRAWN: Readonly<Record<number, readonly (readonly [number, number])[]>> = {
  0: Array.from({ length: 25 }, (_, step) => [
    0.5 - 0.2 * Math.sin((step / 24) * 2 * Math.PI),
    0.5 - 0.32 * Math.cos((step / 24) * 2 * Math.PI),
  ]),
  1: [
    [0.52, 0.15],
    [0.5, 0.5],
    [0.48, 0.85],
  ],
  7: [
    [0.3, 0.22],
    [0.7, 0.2],
    [0.58, 0.5],
    [0.47, 0.85],
  ],
};

class Demo {
  readonly page: Page;
  readonly errors: readonly string[];

  private constructor(page: Page, errors: readonly string[]) {
    this.page = page;
    this.errors = errors;
  }

  static async open(before?: () => void): Promise<Demo> {
    const { page, errors } = await openPage();
    if (before) await page.evaluateOnNewDocument(before);
    await page.setViewport({ width: 1300, height: 1200 });
    await page.goto(new URL('/demo/index.html', page.url()).href);
    const demo = new Demo(page, errors);
    await demo.until(() => document.querySelector<HTMLElement>('#device')?.dataset['kind'] !== undefined);
    return demo;
  }

  text(selector: string): Promise<string> {
    return this.page.$eval(selector, (found) => found.textContent ?? '');
  }

  async until(condition: (given: string) => boolean, given = ''): Promise<void> {
    await this.page.waitForFunction(condition, { timeout: 100_000 }, given);
  }

  phase(words: string): Promise<void> {
    return this.until((wanted) => document.querySelector('#phase')?.textContent?.includes(wanted) === true, words);
  }

  async choose(name: string, value: string): Promise<void> {
    await this.page.$eval(`[name="${name}"][value="${value}"]`, (radio) => (radio as HTMLInputElement).click());
  }

  async set(selector: string, value: string): Promise<void> {
    await this.page.$eval(
      selector,
      (field, wanted) => {
        (field as HTMLInputElement).value = wanted;
      },
      value,
    );
  }

  async train(count: number, epochs: number): Promise<void> {
    await this.set('#count', String(count));
    await this.set('#epochs', String(epochs));
    await this.page.click('#start');
    await this.phase('Training on');
  }

  /** What both charts show, as bytes of their pictures. */
  charts(): Promise<string[]> {
    return this.page.$$eval('.plot canvas', (found) =>
      found.map((canvas) => (canvas as HTMLCanvasElement).toDataURL()),
    );
  }

  answered(): Promise<void> {
    return this.until(() => document.querySelector('#answer')?.getAttribute('aria-busy') === 'false');
  }

  async draw(digit: number): Promise<string> {
    const { mouse } = this.page;
    await this.page.click('#clear');
    const pad = (await this.page.$('#pad')) as ElementHandle;
    const box = (await pad.boundingBox())!; // the page shows it
    const [first = [0, 0], ...rest] = (DRAWN[digit] ?? []).map(([x, y]) => [
      box.x + x * box.width,
      box.y + y * box.height,
    ]);
    await mouse.move(first[0]!, first[1]!); // two numbers each
    await mouse.down();
    for (const [x, y] of rest) await mouse.move(x!, y!, { steps: 3 });
    await mouse.up();
    await this.answered();
    return this.text('#verdict');
  }
}

describe('the demo on WebGPU', () => {
  let demo: Demo;
  beforeAll(async () => {
    demo = await Demo.open();
  });
  afterAll(() => demo.page.close());

  it('says what it runs on and shows pictures', async () => {
    expect(await demo.text('#device')).toMatch(/^WebGPU · \S/);
    expect(await demo.page.$$('#samples canvas')).toHaveLength(24);
    expect(await demo.text('#verdict-text')).toBe('Train first, then draw.');
  });

  it('trains, and its curves move', async () => {
    const before = await demo.charts();
    await demo.train(12_000, 4);
    await demo.until(() => Number.parseFloat(document.querySelector('#read-accuracy')?.textContent ?? '') > 0);
    const early = await demo.charts();
    await demo.phase('Done.');
    const late = await demo.charts();
    for (const chart of [0, 1]) expect(new Set([before[chart], early[chart], late[chart]]).size).toBe(3);
    expect(await demo.page.$$('#epoch-rows tr')).toHaveLength(4);
    expect(await demo.text('#read-epoch')).toBe('4 / 4');
    expect(Number(((await demo.text('#read-speed')) || '').replace(/,/g, ''))).toBeGreaterThan(0);
    expect(Number.parseFloat(await demo.text('#read-test'))).toBeGreaterThan(60);
    const label = await demo.page.$eval('#chart-loss .plot', (plot) => plot.getAttribute('aria-label'));
    expect(label).toMatch(/^Loss: after epoch 4: training [\d.]+, validation [\d.]+$/);
  });

  it.each([0, 1, 7])('reads a %i that is drawn', async (digit) => {
    expect(await demo.draw(digit)).toBe(String(digit));
    const shares = await demo.page.$$eval('#bars .percent', (found) =>
      found.map((each) => Number.parseInt(each.textContent ?? '', 10)),
    );
    expect(shares).toHaveLength(10);
    expect(shares.indexOf(Math.max(...shares))).toBe(digit);
  });

  it('can be drawn on with the keyboard', async () => {
    await demo.page.click('#clear');
    await demo.page.focus('#pad');
    for (const key of ['ArrowUp', 'ArrowUp', 'ArrowUp', 'ArrowUp', 'ArrowUp', 'ArrowUp', 'Space'] as const)
      await demo.page.keyboard.press(key);
    for (let step = 0; step < 12; step++) await demo.page.keyboard.press('ArrowDown');
    await demo.answered();
    expect(await demo.text('#verdict')).toBe('1');
    await demo.page.keyboard.press('Delete');
    await demo.until(() => document.querySelector('#verdict')?.textContent === '?');
  });

  it('pauses, goes on and stops', async () => {
    await demo.train(12_000, 50);
    await demo.until(() => Number.parseInt(document.querySelector('#read-epoch')?.textContent ?? '0', 10) >= 2);
    await demo.page.click('#pause');
    await demo.phase('Paused.');
    await new Promise((resolve) => setTimeout(resolve, 1500)); // steps under way end
    const [epoch, charts] = [await demo.text('#read-epoch'), await demo.charts()];
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect(await demo.text('#read-epoch')).toBe(epoch);
    expect(await demo.charts()).toEqual(charts);
    expect(await demo.draw(1)).not.toBe('?');
    await demo.page.click('#pause');
    await demo.until((was) => document.querySelector('#read-epoch')?.textContent !== was, epoch);
    await demo.page.click('#stop');
    await demo.phase('Done.');
    expect(Number.parseInt(await demo.text('#read-epoch'), 10)).toBeLessThan(50);
    expect(await demo.page.$eval('#start', (button) => (button as HTMLButtonElement).disabled)).toBe(false);
  });

  it('switches to the CPU, keeps what it has learned, and trains there', async () => {
    const verdict = await demo.draw(0);
    await demo.choose('backend', 'cpu');
    await demo.until(() => document.querySelector<HTMLElement>('#device')?.dataset['kind'] === 'cpu');
    expect(await demo.draw(0)).toBe(verdict);
    await demo.train(2000, 1);
    await demo.phase('Done.');
    expect(Number.parseFloat(await demo.text('#read-test'))).toBeGreaterThan(20);
  });

  it('trains on idx files of the visitor', async () => {
    await demo.choose('backend', 'webgpu');
    await demo.until(() => document.querySelector<HTMLElement>('#device')?.dataset['kind'] === 'webgpu');
    await demo.choose('data', 'idx');
    const input = (await demo.page.$('#files')) as ElementHandle<HTMLInputElement>;
    const files = idxFiles(600, 100);
    await input.uploadFile(...files.slice(1));
    await demo.until(() => document.querySelector('#notice-text')?.textContent?.includes('train-images') === true);
    await input.uploadFile(...files);
    await demo.until(() => document.querySelector('#files-status')?.textContent?.startsWith('Found all four') === true);
    await demo.set('#epochs', '1');
    await demo.page.click('#start');
    await demo.phase('of 100 pictures it has never seen');
  });

  it('logs no error', () => expect(demo.errors).toEqual([]));
});

it('says so and runs on the CPU where WebGPU is missing', async () => {
  const demo = await Demo.open(() => Object.defineProperty(Navigator.prototype, 'gpu', { get: () => undefined }));
  expect(await demo.text('#device')).toMatch(/^CPU/);
  expect(await demo.text('#notice-text')).toMatch(/runs on the CPU, which is slower.*no WebGPU/);
  const radios = await demo.page.$$eval('[name="backend"]', (found) =>
    found.map((radio) => [(radio as HTMLInputElement).checked, (radio as HTMLInputElement).disabled]),
  );
  expect(radios).toEqual([
    [false, true],
    [true, false],
  ]);
  await demo.train(2000, 1);
  await demo.phase('Done.');
  expect(demo.errors).toEqual([]);
  await demo.page.close();
});

/** MNIST's four files with generated digits; two of them gzipped. */
function idxFiles(train: number, test: number): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'hornbeam-demo-'));
  const write = (name: string, bytes: Uint8Array) => {
    writeFileSync(join(folder, name), name.endsWith('.gz') ? gzipSync(bytes) : bytes);
    return join(folder, name);
  };
  const [learned, unseen] = [data.digits({ count: train, seed: 5 }), data.digits({ count: test, seed: 6 })];
  return [
    write('train-images-idx3-ubyte.gz', idxBytes(learned.x, 255)),
    write('train-labels-idx1-ubyte', idxBytes(learned.y, 1)),
    write('t10k-images-idx3-ubyte', idxBytes(unseen.x, 255)),
    write('t10k-labels-idx1-ubyte.gz', idxBytes(unseen.y, 1)),
  ];
}

/** A tensor in the idx format: two zero bytes, the type, the rank, the sizes, the bytes. */
function idxBytes({ shape, data: values }: Tensor, scale: number): Uint8Array {
  const header = new DataView(new ArrayBuffer(4 + 4 * shape.length));
  header.setUint8(2, 8); // unsigned bytes
  header.setUint8(3, shape.length);
  shape.forEach((size, axis) => header.setUint32(4 + 4 * axis, size));
  return Buffer.concat([new Uint8Array(header.buffer), Uint8Array.from(values, (value) => Math.round(value * scale))]);
}
