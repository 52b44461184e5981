/** `data.digits` and `data.fitDigit`: repeatable, balanced, separable, and like real digits. */
import { describe, expect, it } from 'vitest';
import { digits, fitDigit, idx, rescale } from '../../src/nn/data/index.ts';
import { type Tensor, tensor } from '../../src/runtime/tensor.ts';
import { describeWithData } from './sharedData.ts';

const PIXELS = 28 * 28;

const picture = (x: Tensor, index: number) => x.data.subarray(index * PIXELS, (index + 1) * PIXELS);

function distance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let pixel = 0; pixel < PIXELS; pixel++) sum += ((a[pixel] ?? 0) - (b[pixel] ?? 0)) ** 2;
  return sum;
}

/** The share of pictures whose nearest known picture shows the same digit. */
function nearestNeighbour(known: { x: Tensor; y: Tensor }, asked: { x: Tensor; y: Tensor }, count: number): number {
  let right = 0;
  for (let index = 0; index < count; index++) {
    let [best, least] = [-1, Number.POSITIVE_INFINITY];
    for (let other = 0; other < known.y.size; other++) {
      const far = distance(picture(asked.x, index), picture(known.x, other));
      if (far < least) [best, least] = [known.y.data[other] ?? -1, far];
    }
    if (best === asked.y.data[index]) right++;
  }
  return right / count;
}

describe('digits', () => {
  it('gives the same pictures for the same seed, whatever the count and the start', () => {
    const { x, y } = digits({ count: 50, seed: 7 });
    expect(x).toMatchObject({ shape: [50, 28, 28], dtype: 'float32' });
    expect(y).toMatchObject({ shape: [50], dtype: 'int32' });
    expect(digits({ count: 50, seed: 7 }).x.data).toEqual(x.data);
    const later = digits({ count: 12, seed: 7, start: 25 });
    expect(later.x.data).toEqual(x.data.slice(25 * PIXELS, 37 * PIXELS));
    expect(later.y.data).toEqual(y.data.slice(25, 37));
    expect(digits({ count: 50, seed: 8 }).x.data).not.toEqual(x.data);
  });

  it('has not changed', () => {
    let hash = 0x811c9dc5; // FNV-1a over all bytes; update it with every deliberate change of the drawings
    for (const value of digits({ count: 100, seed: 1 }).x.data)
      hash = Math.imul(hash ^ Math.round(value * 255), 0x01000193);
    expect(hash >>> 0).toBe(4277305769);
  });

  it('holds every digit equally often, in random order', () => {
    const { y } = digits({ count: 1000, seed: 3 });
    for (let digit = 0; digit < 10; digit++) expect(y.data.filter((one) => one === digit)).toHaveLength(100);
    expect(y.data.slice(0, 10)).not.toEqual(y.data.slice(10, 20));
  });

  it('draws bright ink on black, in the middle, never touching the edge', () => {
    const { x } = digits({ count: 1000, seed: 5 });
    for (let index = 0; index < 1000; index++) {
      const one = picture(x, index);
      let ink = 0;
      for (const value of one) ink += value;
      expect(one.every((value: number) => value >= 0 && value <= 1)).toBe(true);
      expect(Math.max(...one)).toBeGreaterThan(0.6);
      expect(ink).toBeGreaterThan(15);
      expect(ink).toBeLessThan(300);
    }
  });

  it('can be told apart', () => {
    expect(nearestNeighbour(digits({ count: 3000, seed: 1 }), digits({ count: 300, seed: 2 }), 300)).toBeGreaterThan(
      0.8, // 0.89 when written
    );
  });

  it('refuses what is no count', () => {
    expect(() => digits({ count: 0 })).toThrow('count must be a whole number of at least 1, received 0');
    expect(() => digits({ start: -1 })).toThrow('start must be a whole number of at least 0');
  });
});

describe('fitDigit', () => {
  it('finds the same picture in a drawing of another size, place and scale', () => {
    const { x } = digits({ count: 20, seed: 9 });
    for (let index = 0; index < 20; index++) {
      const one = picture(x, index);
      const large = new Float32Array(400 * 360);
      for (let row = 0; row < 280; row++) {
        for (let column = 0; column < 280; column++) {
          const source = Math.floor(row / 10) * 28 + Math.floor(column / 10);
          large[(row + 100) * 360 + column + 20] = 200 * (one[source] ?? 0);
        }
      }
      const small = fitDigit(tensor(one, [28, 28]));
      expect(distance(fitDigit(tensor(large, [400, 360])).data, small.data)).toBeLessThan(1e-6);
      const reached = small.data.filter((value) => value > 0).length;
      expect(reached).toBeGreaterThan(15);
    }
  });

  it('scales the longer side to 20 pixels and centres the ink', () => {
    const line = new Float32Array(100 * 100);
    for (let row = 10; row < 90; row++) line.fill(1, row * 100 + 3, row * 100 + 11);
    const fitted = fitDigit(tensor(line, [100, 100, 1]));
    const inked = Array.from(fitted.data.entries()).flatMap(([pixel, value]) => (value > 0 ? [pixel] : []));
    expect(inked).toHaveLength(20 * 2);
    expect(inked[0]).toBe(5 * 28 + 14);
    expect(fitted.data[inked[0] ?? 0]).toBeCloseTo(1, 6);
  });

  it('refuses an empty drawing and other shapes', () => {
    expect(() => fitDigit([[0, 0]])).toThrow('some ink');
    expect(() => fitDigit([1, 2])).toThrow('a drawing of shape [height, width], received [2]');
    expect(() => fitDigit([[[1, 2, 3, 4]]])).toThrow('received [1, 1, 4]');
    expect(() => fitDigit([[Number.NaN]])).toThrow('finite');
  });
});

describeWithData('mnist/t10k-images-first3000-idx3-ubyte.gz', (path) => {
  it('is read by the nearest of 5000 drawn digits', async () => {
    const x = rescale(await idx(path));
    const y = await idx(path.replace('images-first3000-idx3', 'labels-first3000-idx1'));
    const right = nearestNeighbour(digits({ count: 5000, seed: 1 }), { x, y }, 200);
    expect(right).toBeGreaterThan(0.85); // 0.91 when written; a trained model reads about 0.94
  });
});
