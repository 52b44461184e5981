/** What callbacks write: tables, messages to servers, progress. Behaviour that needs no files is in test/cases/training. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { callbacks, setBackend } from '../../src/index.ts';
import type { Logs } from '../../src/nn/callbacks/callback.ts';
import { durationText, ProgressLine, perStepText, valueText } from '../../src/nn/callbacks/progressLine.ts';
import { column, line } from '../cases/training/model.ts';

beforeAll(() => setBackend('cpu'));
afterEach(() => vi.restoreAllMocks());

/** A fit whose logs are those given, epoch by epoch. */
async function told(callback: InstanceType<typeof callbacks.Callback>, ...epochs: readonly Logs[]): Promise<void> {
  callback.setModel(line());
  callback.setParams({ epochs: epochs.length, steps: 2, verbose: 1 });
  await callback.onTrainBegin({});
  for (const [epoch, logs] of epochs.entries()) {
    await callback.onEpochBegin(epoch, {});
    await callback.onEpochEnd(epoch, logs);
  }
  await callback.onTrainEnd({});
}

describe('CSVLogger', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hornbeam-csv-'));
  const file = (name: string) => join(folder, name);
  afterAll(() => rmSync(folder, { recursive: true }));

  it('keeps the text, with the names of the first epoch in order and NA for what is missing', async () => {
    const csv = callbacks.csvLogger();
    await told(csv, { loss: 0.5, acc: 1e-7 }, { loss: 0.25, val_loss: 1 }, { acc: Number.NaN });
    expect(csv.text).toBe('epoch,acc,loss\r\n0,1e-7,0.5\r\n1,NA,0.25\r\n2,NaN,NA\r\n');
    await told(csv, { loss: 1 });
    expect(csv.text).toBe('epoch,loss\r\n0,1\r\n');
  });

  it('quotes names with the separator in them', async () => {
    const csv = callbacks.csvLogger({ separator: ';' });
    await told(csv, { 'a;b': 1, 'c"d': 2, 'e,f': 3 });
    expect(csv.text).toBe('epoch;"a;b";"c""d";e,f\r\n0;1;2;3\r\n');
  });

  it('writes a file in Node, anew or behind what is there', async () => {
    const path = file('deep/er/log.csv');
    await told(callbacks.csvLogger(path), { loss: 1 }, { loss: 2 });
    expect(readFileSync(path, 'utf8')).toBe('epoch,loss\r\n0,1\r\n1,2\r\n');
    await told(callbacks.csvLogger({ filename: path }), { loss: 3 });
    expect(readFileSync(path, 'utf8')).toBe('epoch,loss\r\n0,3\r\n');
    await told(callbacks.csvLogger({ filename: path, append: true }), { loss: 4 });
    expect(readFileSync(path, 'utf8')).toBe('epoch,loss\r\n0,3\r\n0,4\r\n');
    const fresh = file('fresh.csv');
    const appending = callbacks.csvLogger({ filename: fresh, append: true });
    await told(appending, { loss: 5 });
    await told(appending, { loss: 6 });
    expect(readFileSync(fresh, 'utf8')).toBe('epoch,loss\r\n0,5\r\n0,6\r\n');
    expect(appending.text).toBe('epoch,loss\r\n0,5\r\n0,6\r\n');
  });

  it('writes to a function and to a stream, which is closed at the end', async () => {
    const lines: string[] = [];
    await told(callbacks.csvLogger({ sink: async (text) => void lines.push(text) }), { loss: 1 }, { loss: 2 });
    expect(lines).toEqual(['epoch,loss\r\n0,1\r\n', '1,2\r\n']);
    const pieces: string[] = [];
    const stream = new WritableStream<string>({
      write: (text) => void pieces.push(text),
      close: () => void pieces.push('closed'),
    });
    await told(callbacks.csvLogger({ sink: stream }), { loss: 1 });
    expect(pieces).toEqual(['epoch,loss\r\n0,1\r\n', 'closed']);
  });

  it('has what a fit tells, learning rates too', async () => {
    const csv = callbacks.csvLogger();
    const rate = callbacks.learningRateScheduler(() => 0.5);
    await line().fit(column(1), column(1), { epochs: 2, verbose: 0, callbacks: [rate, csv] });
    expect(csv.text).toBe('epoch,learning_rate,loss\r\n0,0.5,0\r\n1,0.5,0\r\n');
  });
});

describe('RemoteMonitor', () => {
  const requests: { readonly url: string; readonly type: string; readonly own: string; readonly body: string }[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (piece) => {
      body += String(piece);
    });
    request.on('end', () => {
      const { 'content-type': type = '', 'x-own': own = '' } = request.headers;
      requests.push({ url: `${request.method} ${request.url}`, type, own: String(own), body });
      response.end();
    });
  });
  let root = '';
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    root = `http://127.0.0.1:${(server.address() as AddressInfo).port}`; // it listens on a port
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  it('posts a form field, or JSON', async () => {
    await told(callbacks.remoteMonitor({ root }), { loss: 0.5 });
    const headers = { 'x-own': 'yes' };
    await told(callbacks.remoteMonitor({ root, path: '/here', headers, sendAsJson: true }), { loss: 1 }, { loss: 2 });
    expect(requests.map(({ url }) => url)).toEqual(['POST /publish/epoch/end/', 'POST /here', 'POST /here']);
    expect(requests[0]?.type).toContain('application/x-www-form-urlencoded');
    expect(new URLSearchParams(requests[0]?.body).get('data')).toBe('{"epoch":0,"loss":0.5}');
    expect(requests[2]).toMatchObject({ type: 'application/json', own: 'yes', body: '{"epoch":1,"loss":2}' });
  });

  it('gives one warning when the server cannot be reached', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    await told(callbacks.remoteMonitor({ root: 'http://127.0.0.1:1' }), { loss: 1 }, { loss: 2 });
    expect(warn.mock.calls).toEqual([['Could not reach RemoteMonitor root server at http://127.0.0.1:1']]);
  });
});

describe('the text of the progress bar', () => {
  it.each([
    [0.9339, '0.9339'],
    [-0.5, '-0.5000'],
    [0.001, '1.0000e-03'],
    [0.00101, '0.0010'],
    [1.234e-5, '1.2340e-05'],
    [0, '0.0000e+00'],
    [1e-120, '1.0000e-120'],
    [1234.5, '1234.5000'],
    [Number.NaN, 'nan'],
    [Number.NEGATIVE_INFINITY, '-inf'],
  ])('shows %d as %s', (value, text) => expect(valueText(value)).toBe(text));

  it.each([
    [0.9, '0s'],
    [59.9, '59s'],
    [60, '60s'],
    [60.5, '1:00'],
    [3600, '60:00'],
    [3725, '1:02:05'],
  ])('shows %d seconds that are left as %s', (seconds, text) => expect(durationText(seconds)).toBe(text));

  it.each([
    [0, '0s/step'],
    [2.4, '2s/step'],
    [0.0254, '25ms/step'],
    [0.00031, '310us/step'],
  ])('shows %d seconds per step as %s', (seconds, text) => expect(perStepText(seconds)).toBe(text));

  it('is that of Keras, with and without colours', () => {
    let now = 100;
    const clock = () => now;
    const bar = new ProgressLine({ total: 30, bar: true, clock });
    now = 100.5;
    expect(bar.text(1, { loss: 2 }).plain).toBe(' 1/30 ──────────────────── 14s 500ms/step - loss: 2.0000');
    now = 101.5; // the first step does not count: 1 s for 4 steps
    const { plain, coloured } = bar.text(5, { loss: 0.5, mae: 1e-4 });
    expect(plain).toBe(' 5/30 ━━━───────────────── 6s 250ms/step - loss: 0.5000 - mae: 1.0000e-04');
    expect(coloured).toBe(
      '\u001b[1m 5/30\u001b[0m \u001b[32m━━━\u001b[0m\u001b[37m━━━━━━━━━━━━━━━━━\u001b[0m \u001b[1m6s\u001b[0m 250ms/step - loss: 0.5000 - mae: 1.0000e-04',
    );
    now = 103.4;
    expect(bar.finalText(30, { loss: 0.25 }).plain).toBe('30/30 ━━━━━━━━━━━━━━━━━━━━ 3s 100ms/step - loss: 0.2500');
    const unknown = new ProgressLine({ total: null, bar: true, clock });
    now = 105.4;
    expect(unknown.text(4, {}).coloured).toBe('      4/Unknown \u001b[1m2s\u001b[0m 500ms/step');
    const short = new ProgressLine({ total: 2, bar: false, clock });
    expect(short.finalText(2, { loss: 0.9053 }).plain).toBe('2/2 - 0s - 0s/step - loss: 0.9053');
  });
});

/** What a run sends to the terminal. */
async function shown(run: (bar: InstanceType<typeof callbacks.ProgbarLogger>) => Promise<unknown>): Promise<string> {
  const pieces: string[] = [];
  await run(callbacks.progbarLogger({ write: (piece) => void pieces.push(piece) }));
  return pieces
    .join('')
    .replace(/\d+(\.\d+)?(s|ms|us)\b/g, '#$2')
    .replace(/#(s|ms|us)\/step/g, '#/step');
}

describe('ProgbarLogger', () => {
  const [x, y] = [column(1, 1, 1), column(1, 1, 1)];
  const full = '\u001b[32m━━━━━━━━━━━━━━━━━━━━\u001b[0m\u001b[37m\u001b[0m';
  const last = (count: string) => `\r\u001b[1m${count}\u001b[0m ${full} \u001b[1m#s\u001b[0m #/step`;

  it('shows a line per epoch, with validation', async () => {
    const text = await shown((bar) =>
      line().fit(x, y, { epochs: 2, batchSize: 2, validationData: [x, y], callbacks: [bar], verbose: 1 }),
    );
    const epoch = (number: number) => `Epoch ${number}/2\n${last('2/2')} - loss: 0.0000e+00 - val_loss: 0.0000e+00\n`;
    expect(text).toBe(epoch(1) + epoch(2));
  });

  it('finds out how long a stream is', async () => {
    const stream = () => [[x, y] as const, [x, y] as const][Symbol.iterator]();
    const text = await shown((bar) => line().fit(stream, { callbacks: [bar], verbose: 1 }));
    expect(text).toBe(`${last('2/2')} - loss: 0.0000e+00\n`);
  });

  it('shows evaluate and predict, without values for the latter', async () => {
    const m = line();
    const options = (bar: InstanceType<typeof callbacks.ProgbarLogger>) =>
      ({ batchSize: 1, callbacks: bar, verbose: 1 }) as const;
    expect(await shown((bar) => m.evaluate(x, y, options(bar)))).toBe(`${last('3/3')} - loss: 0.0000e+00\n`);
    expect(await shown((bar) => m.predict(x, options(bar)))).toBe(`${last('3/3')}\n`);
  });

  it('writes over the line before, and wipes what was longer', async () => {
    const pieces: string[] = [];
    const bar = callbacks.progbarLogger({ write: (piece) => void pieces.push(piece) });
    bar.setParams({ epochs: 1, steps: 4, verbose: 1 });
    bar.onTrainBegin();
    bar.onEpochBegin(0);
    bar.onProgress(2, { loss: 100 });
    bar.onEpochEnd(0, {});
    const plain = (text: string) =>
      text
        .split('\u001b')
        .map((part) => part.replace(/^\[\d+m/, ''))
        .join('');
    const width = plain(pieces[0] ?? '').length - 1; // a carriage return comes first
    expect(pieces[1]?.startsWith('\b'.repeat(width))).toBe(true);
    expect(
      plain(pieces[1] ?? '')
        .replaceAll('\b', '')
        .trimEnd().length,
    ).toBeLessThan(width);
    expect(plain(pieces[1] ?? '').replaceAll('\b', '')).toHaveLength(1 + width + 1);
  });

  it('with verbose 2: one line per epoch, without a bar', async () => {
    const text = await shown((bar) => line().fit(x, y, { epochs: 2, batchSize: 2, callbacks: [bar], verbose: 2 }));
    expect(text).toBe(
      'Epoch 1/2\n2/2 - #s - #/step - loss: 0.0000e+00\nEpoch 2/2\n2/2 - #s - #/step - loss: 0.0000e+00\n',
    );
  });

  it('shows the same in an element, without colours', async () => {
    const element = { textContent: '' as string | null };
    await line().fit(x, y, { epochs: 2, callbacks: callbacks.progbarLogger({ element }), verbose: 1 });
    expect(element.textContent).toMatch(/^Epoch 2\/2\n1\/1 ━{20} \d+s \d+(s|ms|us)\/step - loss: 0.0000e\+00$/);
  });

  it('is added by verbose, once, and prints finished lines where there is no terminal', async () => {
    const log = vi.spyOn(console, 'log').mockImplementation(() => {});
    const options = { epochs: 2, validationData: [x, y] } as const;
    await line().fit(x, y, { ...options, verbose: 1 });
    expect(log.mock.calls.map(([text]) => String(text).slice(0, 9))).toEqual([
      'Epoch 1/2',
      '1/1 ━━━━━',
      'Epoch 2/2',
      '1/1 ━━━━━',
    ]);
    log.mockClear();
    await line().fit(x, y, { ...options, verbose: 0 });
    await line().fit(x, y, { ...options, verbose: 'auto' });
    expect(log).not.toHaveBeenCalled();
    await line().evaluate(x, y, { verbose: 2 });
    await line().predict(x, { verbose: true });
    expect(log.mock.calls.map(([text]) => String(text).slice(0, 5))).toEqual(['1/1 -', '1/1 ━']);
  });
});
