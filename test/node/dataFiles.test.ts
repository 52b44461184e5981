/** `data.npy`, `data.npz`, `data.idx`, `data.read`: golden files, and what broken ones are told. */
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { idx, npy, npz, read } from '../../src/nn/data/index.ts';
import { FileFormatError, InvalidArgumentError } from '../../src/runtime/errors.ts';
import golden from '../golden/numpyFiles.json' with { type: 'json' }; // made by test/golden/numpyFiles.py

const file = (name: keyof typeof golden): Uint8Array => Uint8Array.from(Buffer.from(golden[name], 'base64'));

describe('npy', () => {
  it('reads Fortran order', async () => {
    const x = await npy(file('float64Fortran'));
    expect(x).toMatchObject({ shape: [2, 3, 4], dtype: 'float32' });
    expect(Array.from(x.data)).toEqual(Array.from({ length: 24 }, (_, i) => i / 2));
  });

  it.each([
    ['int16Big', [2, 2], 'int32', [-2, 300, 4, -32768]],
    ['int64', [3], 'int32', [1, -(2 ** 31), 2 ** 31 - 1]],
    ['half', [6], 'float32', [1, -0.5, 65504, 2 ** -24, Number.POSITIVE_INFINITY, Number.NaN]],
    ['bool', [2, 1], 'bool', [1, 0]],
    ['scalar', [], 'float32', [2.5]],
    ['uint8', [2], 'int32', [0, 255]],
    ['version2', [2], 'float32', [7, 8]],
    ['empty', [0, 3], 'float32', []],
  ] as const)('reads %s', async (name, shape, dtype, values) => {
    const x = await npy(file(name));
    expect(x.shape).toEqual(shape);
    expect(x.dtype).toBe(dtype);
    expect(Array.from(x.data)).toEqual(values);
  });

  it('converts to the dtype asked for', async () => {
    expect(await npy(file('uint8'), { dtype: 'float32' })).toMatchObject({ data: Float32Array.of(0, 255) });
    expect(await npy(file('uint8'), { dtype: 'bool' })).toMatchObject({ data: Uint8Array.of(0, 1) });
    expect(await npy(file('int64Large'), { dtype: 'float32' })).toMatchObject({ data: Float32Array.of(1, 2 ** 31) });
  });

  it.each([
    ['int64Large', /fit int32 \(element 1.*2147483648.*float32/],
    ['objects', /Python objects \(a pickle\).*Pickles are never run/],
    ['text', /<U2/],
    ['structured', /\('a', '<f4'\)/],
    ['stored', /a NumPy .npy file, received "bytes 50 4b/],
  ] as const)('refuses %s', async (name, message) => {
    await expect(npy(file(name))).rejects.toThrow(message);
    await expect(npy(file(name))).rejects.toThrow(FileFormatError);
  });

  it.each([3, 9, 40, 130])('says when only %i bytes came', async (length) => {
    await expect(npy(file('int64').subarray(0, length))).rejects.toThrow(FileFormatError);
  });
});

describe('npz', () => {
  it('reads stored and deflated entries by name', async () => {
    const stored = await npz(file('stored'));
    expect(Object.keys(stored).sort()).toEqual(['arr_0', 'named']);
    expect(stored['arr_0']?.toNested()).toEqual([1, 2]);
    const deflated = await npz(new Blob([file('deflated') as Uint8Array<ArrayBuffer>])); // Buffer's bytes are not shared
    expect(deflated['x']?.shape).toEqual([100]);
    expect(deflated['y']?.dtype).toBe('bool');
  });

  it('reads only the arrays asked for, and says which are not there', async () => {
    expect(Object.keys(await npz(file('stored'), { names: ['named'] }))).toEqual(['named']);
    await expect(npz(file('stored'), { names: ['x'] })).rejects.toThrow('no x');
  });

  it('refuses what is no zip or not a whole one', async () => {
    await expect(npz(file('uint8'))).rejects.toThrow('a NumPy .npz file');
    await expect(npz(file('deflated').subarray(0, 200))).rejects.toThrow(FileFormatError);
  });
});

const IDX = {
  ubyte: [[0, 0, 8, 2, 0, 0, 0, 1, 0, 0, 0, 2, 7, 255], [7, 255], 'int32'],
  sbyte: [[0, 0, 9, 1, 0, 0, 0, 1, 255], [-1], 'int32'],
  short: [[0, 0, 11, 1, 0, 0, 0, 1, 255, 254], [-2], 'int32'],
  int: [[0, 0, 12, 1, 0, 0, 0, 1, 0, 1, 0, 0], [65536], 'int32'],
  float: [[0, 0, 13, 1, 0, 0, 0, 1, 0x3f, 0x80, 0, 0], [1], 'float32'],
  double: [[0, 0, 14, 1, 0, 0, 0, 1, 0xc0, 0, 0, 0, 0, 0, 0, 0], [-2], 'float32'],
} as const;

describe('idx', () => {
  it.each(Object.entries(IDX))('reads %s, gzipped or not', async (_, [bytes, values, dtype]) => {
    for (const source of [Uint8Array.from(bytes), gzipSync(Uint8Array.from(bytes))]) {
      const x = await idx(source);
      expect(x.dtype).toBe(dtype);
      expect(Array.from(x.data)).toEqual(values);
    }
  });

  it.each([
    ['<!doctype html>', /received "<!doctype html>".*web page/],
    [Uint8Array.of(0, 0, 7, 1, 0, 0, 0, 1, 1), /element type of 8, 9, 11, 12, 13 or 14/],
    [Uint8Array.of(0, 0, 8, 3, 0, 0), /16 header bytes for 3 axes/],
    [Uint8Array.of(0, 0, 8, 1, 0, 0, 0, 9, 1), /9 bytes of numbers for shape \[9\], received 1/],
    [Uint8Array.of(), /no bytes at all/],
    [Uint8Array.of(0x1f, 0x8b, 8, 0), /a whole gzip file/],
  ])('refuses %s', async (source, message) => {
    await expect(idx(new Blob([source]))).rejects.toThrow(message);
  });
});

describe('read', () => {
  it('takes buffers, views, blobs, data URLs, paths and file URLs', async () => {
    const bytes = Uint8Array.of(9, 1, 2, 3);
    const path = join(tmpdir(), `hornbeam-read-${process.pid}`);
    await writeFile(path, bytes.subarray(1));
    const blob = new Blob([bytes.subarray(1)]);
    const dataUrl = 'data:application/octet-stream;base64,AQID';
    const url = pathToFileURL(path);
    for (const source of [
      bytes.buffer.slice(1),
      bytes.subarray(1),
      blob,
      dataUrl,
      new URL(dataUrl),
      path,
      url,
      url.href,
    ]) {
      expect(Array.from(await read(source))).toEqual([1, 2, 3]);
    }
  });

  it('says what it cannot read', async () => {
    await expect(read('/no/such/file')).rejects.toThrow('a file that can be read, received "/no/such/file"');
    await expect(read('a,b\n1,2')).rejects.toThrow(InvalidArgumentError);
    await expect(read('')).rejects.toThrow(InvalidArgumentError);
    await expect(read('http://127.0.0.1:1/')).rejects.toThrow('a URL that answers');
  });
});
