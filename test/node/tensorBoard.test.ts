/** Event files: every byte is read back by a decoder of its own. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, deflateSync, inflateSync } from 'node:zlib';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { callbacks, layers, optimizers, sequential, setBackend, tensor } from '../../src/index.ts';
import { crc32c, maskedCrc32c } from '../../src/nn/callbacks/tensorBoard/checksum.ts';
import { histogramOf } from '../../src/nn/callbacks/tensorBoard/histogram.ts';
import { picturesOf } from '../../src/nn/callbacks/tensorBoard/pictures.ts';
import { pngOf } from '../../src/nn/callbacks/tensorBoard/png.ts';
import type { TensorBoardOptions } from '../../src/nn/callbacks/tensorBoard.ts';
import type { FitOptions } from '../../src/nn/models/options.ts';
import { column, line } from '../cases/training/model.ts';
import { crc32cBitwise, type DecodedEvent, decodeEvents } from '../eventFile.ts';

beforeAll(() => setBackend('cpu'));

const ascii = (text: string) => new TextEncoder().encode(text);

describe('CRC-32C', () => {
  // The check value of the CRC catalogue, and the test vectors of RFC 3720, appendix B.4.
  it.each([
    ['the digits 1 to 9', ascii('123456789'), 0xe3069283],
    ['32 zeros', new Uint8Array(32), 0x8a9136aa],
    ['32 ones', new Uint8Array(32).fill(0xff), 0x62a8ab43],
    ['0 to 31', Uint8Array.from({ length: 32 }, (_, index) => index), 0x46dd794e],
    ['31 to 0', Uint8Array.from({ length: 32 }, (_, index) => 31 - index), 0x113fdb5c],
    ['nothing', new Uint8Array(), 0],
  ])('of %s', (_, bytes, expected) => {
    expect(crc32c(bytes)).toBe(expected);
    expect(crc32cBitwise(bytes)).toBe(expected);
  });

  it('is masked by a rotation of 15 bits and a constant', () => {
    const rotated = ((0xe3069283 >>> 15) | (0xe3069283 << 17)) >>> 0;
    expect(maskedCrc32c(ascii('123456789'))).toBe((rotated + 0xa282ead8) % 2 ** 32);
  });
});

/** Files of a run by folder, decoded. */
type Written = Readonly<Record<string, DecodedEvent[]>>;

function decoded(files: Readonly<Record<string, Uint8Array>>): Written {
  return Object.fromEntries(Object.entries(files).map(([path, bytes]) => [path.split('/')[0], decodeEvents(bytes)]));
}

/** Trains a line for some epochs of three batches. */
async function written(options: TensorBoardOptions, fit: FitOptions = {}): Promise<Written> {
  const pieces: Record<string, Uint8Array> = {};
  const sink = (bytes: Uint8Array, path: string) => {
    pieces[path] = Uint8Array.from([...(pieces[path] ?? []), ...bytes]);
  };
  const m = line({ optimizer: optimizers.sgd({ learningRate: 0.25 }), metrics: ['mae'] });
  const x = column(1, 1, 1);
  await m.fit(x, x, {
    epochs: 2,
    batchSize: 1,
    verbose: 0,
    validationData: [x, column(2, 2, 2)],
    ...fit,
    callbacks: [callbacks.tensorBoard({ sink, ...options })],
  });
  return decoded(pieces);
}

/** `tag@step = value` of each scalar. */
function scalars(events: readonly DecodedEvent[] | undefined): string[] {
  return (events ?? []).flatMap(({ step, values }) =>
    values.flatMap(({ tag, simple }) => (simple === null ? [] : [`${tag}@${step} = ${simple}`])),
  );
}

describe('scalars', () => {
  it('of epochs, in train and validation', async () => {
    const before = Date.now() / 1000;
    const { train, validation } = await written({});
    for (const events of [train, validation]) {
      expect(events?.[0]).toMatchObject({ fileVersion: 'brain.Event:2', step: 0, values: [] });
      for (const { wallTime } of events ?? []) {
        expect(wallTime).toBeGreaterThanOrEqual(before - 0.001);
        expect(wallTime).toBeLessThanOrEqual(Date.now() / 1000);
      }
    }
    expect(scalars(train)).toEqual(
      [0, 1].flatMap((epoch) => [
        `epoch_loss@${epoch} = 0`,
        `epoch_mae@${epoch} = 0`,
        `epoch_learning_rate@${epoch} = 0.25`,
      ]),
    );
    const epoch = (step: number, updates: number) => [
      `evaluation_loss_vs_iterations@${updates} = 1`,
      `evaluation_mae_vs_iterations@${updates} = 1`,
      `epoch_loss@${step} = 1`,
      `epoch_mae@${step} = 1`,
    ];
    expect(scalars(validation)).toEqual([...epoch(0, 3), ...epoch(1, 6)]);
  });

  it('of batches, every one or every so many', async () => {
    const steps = (events: readonly DecodedEvent[] | undefined) =>
      scalars(events).flatMap((each) => /^batch_loss@(\d+)/.exec(each)?.[1] ?? []);
    expect(steps((await written({ updateFreq: 'batch' })).train)).toEqual(['1', '2', '3', '4', '5', '6']);
    expect(steps((await written({ updateFreq: 2 })).train)).toEqual(['2', '4', '6']);
    expect(steps((await written({ updateFreq: 'epoch' })).train)).toEqual([]);
  });

  it('of speed', async () => {
    const { train } = await written({ writeStepsPerSecond: true, updateFreq: 'batch' });
    const speeds = scalars(train).filter((each) => each.includes('steps_per_second'));
    expect(speeds.map((each) => each.split('@')[0])).toEqual([
      ...new Array(3).fill('batch_steps_per_second'),
      'epoch_steps_per_second',
      ...new Array(3).fill('batch_steps_per_second'),
      'epoch_steps_per_second',
    ]);
    for (const each of speeds) expect(Number(each.split(' = ')[1])).toBeGreaterThan(0);
  });

  it('of values that callbacks add, of evaluate, and of long names and large steps', async () => {
    const { train } = await written({}, { validationData: null, initialEpoch: 299, epochs: 300 });
    expect(scalars(train)[0]).toBe('epoch_loss@299 = 0');
    const board = callbacks.tensorBoard({ sink: null, logDir: mkdtempSync(join(tmpdir(), 'hornbeam-logs-')) });
    const m = line();
    await m.evaluate(column(1), column(3), { callbacks: board, verbose: 0 });
    const [file = ''] = readdirSync(join(board.logDir, 'validation'));
    const events = decodeEvents(readFileSync(join(board.logDir, 'validation', file)));
    expect(scalars(events)).toEqual(['evaluation_loss_vs_iterations@0 = 4']);
    rmSync(board.logDir, { recursive: true });
  });
});

describe('histograms', () => {
  it('of all weights, by their names', async () => {
    const pieces: Uint8Array[] = [];
    const m = sequential([
      layers.dense({ units: 8, inputShape: [16], name: 'wide', kernelInitializer: 'glorotUniform' }),
      layers.dense({ units: 1, name: 'last' }),
    ]);
    m.compile({ optimizer: optimizers.sgd({ learningRate: 0 }), loss: 'mse' });
    const sink = (bytes: Uint8Array) => void pieces.push(bytes);
    const x = tensor(new Float32Array(32).fill(1), [2, 16]);
    await m.fit(x, column(1, 1), {
      epochs: 3,
      verbose: 0,
      callbacks: callbacks.tensorBoard({ histogramFreq: 2, sink }),
    });
    const events = pieces.flatMap((bytes) => decodeEvents(bytes));
    const found = events.flatMap(({ step, values }) =>
      values.flatMap(({ tag, histogram }) => (histogram ? [{ step, tag, histogram }] : [])),
    );
    const tags = ['wide/kernel/histogram', 'wide/bias/histogram', 'last/kernel/histogram', 'last/bias/histogram'];
    expect(found.map(({ step, tag }) => `${tag}@${step}`)).toEqual(
      [0, 2].flatMap((step) => tags.map((tag) => `${tag}@${step}`)),
    );
    const [kernel] = await m.getWeights();
    const values = Array.from(kernel?.data ?? []);
    const histogram = found[0]?.histogram;
    expect(histogram?.num).toBe(128);
    expect(histogram?.min).toBe(Math.min(...values));
    expect(histogram?.max).toBe(Math.max(...values));
    expect(histogram?.sum).toBeCloseTo(
      values.reduce((sum, value) => sum + value, 0),
      9,
    );
    expect(histogram?.sumSquares).toBeCloseTo(
      values.reduce((sum, value) => sum + value * value, 0),
      9,
    );
    expect(histogram?.limits).toHaveLength(30);
    expect(histogram?.limits.at(-1)).toBe(histogram?.max);
    let from = -Infinity;
    for (const [index, limit] of (histogram?.limits ?? []).entries()) {
      // Values at a limit may fall on either side: width is computed, not exact.
      const inside = values.filter((value) => value > from && value <= limit).length;
      expect(Math.abs((histogram?.counts[index] ?? Number.NaN) - inside)).toBeLessThanOrEqual(1);
      from = limit;
    }
  });

  it('of equal values, of none, and of values that are not finite', () => {
    expect(histogramOf([2, 2])).toMatchObject({ min: 2, max: 2, count: 2, sum: 4, limits: [2], counts: [2] });
    expect(histogramOf([Number.NaN])).toMatchObject({ count: 0, counts: [0] });
    const { counts, count } = histogramOf([0, 1, 2, 3, Number.POSITIVE_INFINITY]);
    expect([count, counts[0], counts[10], counts[20], counts[29]]).toEqual([4, 1, 1, 1, 1]);
  });
});

/** A PNG file's size, colour type and pixels. @throws when a checksum is wrong. */
function decodedPng(file: Uint8Array): { readonly header: readonly number[]; readonly rows: readonly number[][] } {
  const view = new DataView(file.buffer, file.byteOffset, file.length);
  expect([...file.subarray(0, 8)]).toEqual([137, 80, 78, 71, 13, 10, 26, 10]);
  const chunks: Record<string, Uint8Array> = {};
  for (let at = 8; at < file.length; ) {
    const length = view.getUint32(at);
    const named = file.subarray(at + 4, at + 8 + length);
    expect(view.getUint32(at + 8 + length)).toBe(crc32(named));
    chunks[new TextDecoder().decode(named.subarray(0, 4))] = named.subarray(4);
    at += 12 + length;
  }
  const header = chunks['IHDR'] ?? new Uint8Array();
  const { buffer, byteOffset } = header;
  const [width = 0, height = 0] = [0, 4].map((at) => new DataView(buffer, byteOffset).getUint32(at));
  const data = [...inflateSync(chunks['IDAT'] ?? new Uint8Array())];
  const line = data.length / height;
  const rows = Array.from({ length: height }, (_, row) => data.slice(row * line, (row + 1) * line));
  for (const row of rows) expect(row.shift()).toBe(0); // the filter
  return { header: [width, height, ...header.subarray(8)], rows };
}

describe('pictures of weights', () => {
  it('as Keras turns them: vectors upright, matrices lying, volumes one by one', async () => {
    const shapes = (shape: number[]) =>
      picturesOf(tensor(new Float32Array(shape.reduce((a, b) => a * b, 1)), shape)).map(
        ({ height, width, channels }) => [height, width, channels],
      );
    expect(shapes([5])).toEqual([[5, 1, 1]]);
    expect(shapes([2, 3])).toEqual([[2, 3, 1]]);
    expect(shapes([3, 2])).toEqual([[2, 3, 1]]);
    expect(shapes([5, 1, 3, 2])).toEqual([
      [5, 3, 1],
      [5, 3, 1],
    ]);
    expect(shapes([3, 3, 8])).toEqual([
      [3, 3, 1],
      [3, 3, 1],
      [3, 3, 1],
    ]);
    expect(shapes([2, 4, 5, 3])).toEqual([
      [4, 5, 3],
      [4, 5, 3],
    ]);
    expect(shapes([2, 4, 5, 2])).toEqual([]);
    const [turned] = picturesOf(
      tensor([
        [0, 1],
        [0.5, -1],
        [2, Number.NaN],
      ]),
    );
    expect([...(turned?.pixels ?? [])]).toEqual([0, 127, 255, 255, 0, 0]);
    const [, second] = picturesOf(
      tensor([
        [
          [0, 1],
          [0, 0.1],
        ],
        [
          [0, 0.2],
          [0, 0.3],
        ],
      ]),
    );
    expect([...(second?.pixels ?? [])]).toEqual([255, 25, 51, 76]);
  });

  it('in event files, as PNG', async () => {
    const pieces: Uint8Array[] = [];
    const m = sequential([layers.dense({ units: 2, inputShape: [3], name: 'd', kernelInitializer: 'ones' })]);
    m.compile({ optimizer: optimizers.sgd({ learningRate: 0 }), loss: 'mse' });
    const sink = (bytes: Uint8Array) => void pieces.push(bytes);
    const board = callbacks.tensorBoard({ histogramFreq: 1, writeImages: true, sink });
    await m.fit(tensor([[1, 2, 3]]), tensor([[1, 2]]), { verbose: 0, callbacks: board });
    const found = pieces
      .flatMap((bytes) => decodeEvents(bytes))
      .flatMap(({ values }) => values.filter(({ plugin }) => plugin === 'images'));
    expect(found.map(({ tag }) => tag)).toEqual(['d/kernel/image', 'd/bias/image']);
    const [width, height, file] = found[0]?.strings ?? [];
    expect([width, height].map((each) => new TextDecoder().decode(each))).toEqual(['3', '2']);
    expect(decodedPng(file ?? new Uint8Array())).toEqual({
      header: [3, 2, 8, 0, 0, 0, 0],
      rows: [
        [255, 255, 255],
        [255, 255, 255],
      ],
    });
    const colours = { height: 1, width: 2, channels: 3, pixels: Uint8Array.of(1, 2, 3, 4, 5, 6) };
    expect(decodedPng(pngOf(colours, deflateSync))).toEqual({
      header: [2, 1, 8, 2, 0, 0, 0],
      rows: [[1, 2, 3, 4, 5, 6]],
    });
  });
});

describe('where the bytes go', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'hornbeam-logs-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('in Node: files below logDir, new ones for each run', async () => {
    const board = callbacks.tensorBoard(join(folder, 'run'));
    const m = line();
    for (let run = 0; run < 2; run++) {
      await m.fit(column(1), column(1), { epochs: 2, verbose: 0, callbacks: board });
    }
    const names = readdirSync(join(folder, 'run', 'train'));
    expect(names).toHaveLength(2);
    for (const name of names) {
      expect(name).toMatch(/^events\.out\.tfevents\.\d{10}\./);
      const events = decodeEvents(readFileSync(join(folder, 'run', 'train', name)));
      expect(events.map(({ step }) => step)).toEqual([0, 0, 1]);
    }
    expect(readdirSync(join(folder, 'run'))).toEqual(['train']);
  });

  it('a folder that the user has picked', async () => {
    const files: Record<string, Uint8Array> = {};
    const handle = (path: string) => ({
      getDirectoryHandle: async (name: string) => handle(`${path}${name}/`),
      getFileHandle: async (name: string) => ({
        getFile: async () => ({ size: files[path + name]?.length ?? 0 }),
        createWritable: async () => ({
          async write({ position, data }: { position: number; data: string | Uint8Array }) {
            const before = files[path + name] ?? new Uint8Array();
            expect(position).toBe(before.length);
            files[path + name] = Uint8Array.from([...before, ...(data as Uint8Array)]); // event files are bytes
          },
          close: async () => {},
        }),
      }),
    });
    const m = line();
    await m.fit(column(1), column(1), {
      epochs: 3,
      verbose: 0,
      callbacks: callbacks.tensorBoard({ sink: handle('') }),
    });
    expect(decoded(files)['train']?.map(({ step }) => step)).toEqual([0, 0, 1, 2]);
  });
});
