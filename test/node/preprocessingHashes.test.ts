/** Hashes against their reference implementations, and the layers that put categories into bins by them. */
import { beforeAll, describe, expect, it } from 'vitest';
import { jit, layers, setBackend, tensor } from '../../src/index.ts';
import { bucketOf, crossBucketOf } from '../../src/kernels/hash/buckets.ts';
import { fingerprint64 } from '../../src/kernels/hash/farmhash.ts';
import { sipHash } from '../../src/kernels/hash/siphash.ts';

beforeAll(() => setBackend('cpu'));

describe('hashes', () => {
  /** Made with the reference implementations; the salt is 133, 137. */
  const vectors: readonly (readonly [text: string, farm: bigint, sip: bigint])[] = [
    ['', 11160318154034397263n, 4928313950774450900n],
    ['a', 12917804110809363939n, 7077939996121841354n],
    ['omar', 3378277989609990986n, 5875459476041468674n],
    ['hello', 13009744463427800296n, 1067426241479190957n],
    ['12345678', 3430003927990384362n, 15427980309853178492n],
    ['sixteen bytes...', 8440945061191916900n, 2161972531613335650n],
    ['seventeen bytes..', 4001694697275872722n, 3567518024568020004n],
    ['x'.repeat(32), 12901576723999808517n, 814092544179586341n],
    ['x'.repeat(33), 12270365409943098935n, 7959349581776540777n],
    ['x'.repeat(64), 6916188127298655160n, 8261463781227458993n],
    ['x'.repeat(65), 4935023790501551929n, 3290820704696412478n],
    ['x'.repeat(128), 5868382771906808855n, 18315805339845094785n],
    ['x'.repeat(200), 13938988265971950527n, 8987807524559419806n],
    ['naïve café ☕', 4713406401824005722n, 16308235069586648874n],
  ];
  it.each(vectors)('%s', (text, farm, sip) => {
    expect(fingerprint64(text)).toBe(farm);
    expect(sipHash(text, [133, 137])).toBe(sip);
  });

  it('SipHash of the paper: key 0 to 15, text 0 to 14', () => {
    const text = String.fromCharCode(...Array.from({ length: 15 }, (_, byte) => byte));
    expect(sipHash(text, [0x0706050403020100n, 0x0f0e0d0c0b0a0908n])).toBe(0xa129ca6149be45e5n);
  });

  it('buckets of Keras', () => {
    const letters = ['A', 'B', 'C', 'D', 'E'];
    const names = ['omar', 'stringer', 'marlo', 'wire', 'skywalker'];
    expect(letters.map((each) => bucketOf(each, 3, null))).toEqual([1, 0, 1, 1, 2]);
    expect(letters.map((each) => bucketOf(each, 3, [133, 137]))).toEqual([1, 2, 1, 0, 2]);
    expect(letters.map((each) => bucketOf(each, 3, [133, 133]))).toEqual([0, 0, 2, 1, 0]);
    expect(names.map((each) => bucketOf(each, 2, null))).toEqual([0, 0, 1, 0, 0]);
    expect(names.map((each) => bucketOf(each, 2, [211, 137]))).toEqual([1, 0, 1, 0, 1]);
    expect(crossBucketOf(['A', 101], 10)).toBe(1);
  });
});

describe('hashing layers', () => {
  it('Hashing: a mask, texts', async () => {
    const layer = layers.hashing({ numBins: 3, maskValue: '' });
    const bins = await layer.run([['A'], ['B'], [''], ['C'], ['D']]);
    expect(bins.toNested()).toEqual([[1], [1], [0], [2], [2]]);
    expect(layer.transform('').item()).toBe(0);
  });

  it('Hashing: all output modes of texts', () => {
    const output = (outputMode: string) =>
      layers.hashing({ numBins: 3, outputMode }).transform([['A', 'B', 'C', 'D', 'E']]);
    expect(output('int').toNested()).toEqual([[1, 0, 1, 1, 2]]);
    expect(output('multiHot').toNested()).toEqual([[1, 1, 1]]);
    expect(output('count').toNested()).toEqual([[1, 3, 1]]);
    expect(output('oneHot').shape).toEqual([1, 5, 3]);
  });

  const integers = tensor(
    [
      [0, -5, 123456789],
      [2147483647, 3, -2147483648],
    ],
    undefined,
    'int32',
  );
  const hashings: readonly Parameters<typeof layers.hashing>[0][] = [
    { numBins: 1000 },
    { numBins: 7, maskValue: -5 },
    { numBins: 7, maskValue: 3, salt: [1, 2], outputMode: 'count' },
    { numBins: 5, outputMode: 'oneHot' },
    { numBins: 5, outputMode: 'multiHot' },
  ];
  it.each(hashings)('Hashing of integers is the same on the host and on the device: %o', async (options) => {
    const layer = layers.hashing(options);
    const onDevice = await jit((x) => layer.apply(x))(integers);
    expect(await layer.run(integers)).toEqual(onDevice);
  });

  it('Hashing of integers with more than 32 bits', () => {
    const bins = layers.hashing({ numBins: 1000 }).transform([2 ** 53 - 1, -5000000000]);
    expect(Array.from(bins.data)).toEqual(
      ['9007199254740991', '-5000000000'].map((each) => bucketOf(each, 1000, null)),
    );
  });

  it('Hashing cuts fractions off', async () => {
    const layer = layers.hashing({ numBins: 100 });
    expect(layer.transform([1.9, -1.9])).toEqual(layer.transform(Int32Array.of(1, -1)));
    expect(await jit((x) => layer.apply(x))([1.9, -1.9])).toEqual(layer.transform([1, -1]));
  });

  it('HashedCrossing of texts and integers', async () => {
    const letters = ['A', 'B', 'A', 'B', 'A'];
    const numbers = [101, 101, 101, 102, 102];
    const layer = layers.hashedCrossing({ numBins: 5 });
    expect((await layer.run([letters, numbers])).toNested()).toEqual([1, 4, 1, 1, 3]);
    const columns = [letters.map((each) => [each]), numbers.map((each) => [each])];
    expect(layer.transform(columns).toNested()).toEqual([[1], [4], [1], [1], [3]]);
    const oneHot = layers.hashedCrossing({ numBins: 5, outputMode: 'oneHot' });
    expect(oneHot.transform(columns)).toEqual(await oneHot.run([letters, numbers]));
    expect(
      layers
        .hashedCrossing({ numBins: 10 })
        .transform(['A', tensor(101)])
        .item(),
    ).toBe(1);
  });

  it('HashedCrossing of integers is the same on the host and on the device', async () => {
    const features = [integers, tensor(integers, [6]), tensor([7, 7, 1, 0, -1, -1])].map((each) =>
      tensor(each, [6, 1], 'int32'),
    );
    const layer = layers.hashedCrossing({ numBins: 100000 });
    expect(layer.transform(features)).toEqual(await jit((...x) => layer.apply(x))(...features));
  });
});
