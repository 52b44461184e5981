/** `random`: distributions, seeds, and where numbers are drawn anew. */
import { beforeAll, describe, expect, it } from 'vitest';
import {
  jit,
  Layer,
  layers,
  Model,
  ops,
  random,
  sequential,
  setBackend,
  setRandomSeed,
  Tensor,
} from '../../src/index.ts';

beforeAll(() => setBackend('cpu'));

type Draw = (seed: number | InstanceType<typeof random.SeedGenerator>) => random.Drawn;

interface Distribution {
  readonly draw: Draw;
  readonly mean: number;
  readonly stddev: number;
  readonly from: number;
  readonly to: number;
}

const COUNT = 20_000;
const CUT = 0.87962566103423978; // standard deviation of the normal distribution between -2 and 2

const distributions: Readonly<Record<string, Distribution>> = {
  normal: {
    draw: (seed) => random.normal([COUNT], { mean: 1, stddev: 2, seed }),
    mean: 1,
    stddev: 2,
    from: -11,
    to: 13,
  },
  truncatedNormal: {
    draw: (seed) => random.truncatedNormal([COUNT], { mean: 1, stddev: 2, seed }),
    mean: 1,
    stddev: 2 * CUT,
    from: -3,
    to: 5,
  },
  uniform: {
    draw: (seed) => random.uniform([COUNT], { minval: -1, maxval: 3, seed }),
    mean: 1,
    stddev: 4 / Math.sqrt(12),
    from: -1,
    to: 3,
  },
  randint: {
    draw: (seed) => random.randint([COUNT], -2, 5, { seed }),
    mean: 1,
    stddev: 2,
    from: -2,
    to: 4,
  },
  gamma: { draw: (seed) => random.gamma([COUNT], 3, { seed }), mean: 3, stddev: Math.sqrt(3), from: 0, to: 30 },
  'gamma of a parameter below 1': {
    draw: (seed) => random.gamma([COUNT], 0.3, { seed }),
    mean: 0.3,
    stddev: Math.sqrt(0.3),
    from: 0,
    to: 15,
  },
  beta: {
    draw: (seed) => random.beta([COUNT], 2, 6, { seed }),
    mean: 1 / 4,
    stddev: Math.sqrt(1 / 48),
    from: 0,
    to: 1,
  },
  binomial: {
    draw: (seed) => random.binomial([COUNT], 10, 0.3, { seed }),
    mean: 3,
    stddev: Math.sqrt(2.1),
    from: 0,
    to: 10,
  },
};

/** Values as numbers, whether they were drawn on the host or in a traced function. */
async function valuesOf(draw: () => random.Drawn, traced: boolean): Promise<number[]> {
  return Array.from((traced ? await jit(() => draw())() : draw()).data);
}

describe('distributions', () => {
  for (const [name, { draw, mean, stddev, from, to }] of Object.entries(distributions)) {
    for (const traced of [false, true]) {
      it(`${name}, ${traced ? 'in a traced function' : 'on the host'}`, async () => {
        const values = await valuesOf(() => draw(5), traced);
        const average = values.reduce((sum, value) => sum + value, 0) / COUNT;
        const variance = values.reduce((sum, value) => sum + (value - average) ** 2, 0) / COUNT;
        expect(Math.abs(average - mean)).toBeLessThan((5 * stddev) / Math.sqrt(COUNT)); // five standard errors
        expect(Math.abs(Math.sqrt(variance) / stddev - 1)).toBeLessThan(0.05);
        expect(Math.min(...values)).toBeGreaterThanOrEqual(from);
        expect(Math.max(...values)).toBeLessThanOrEqual(to);
      });
    }
  }

  it('parameters may differ from element to element', () => {
    const [small, large] = random.gamma([2, 5000], [[1], [9]], { seed: 1 }).toNested() as number[][];
    const average = (values: number[] = []) => values.reduce((sum, value) => sum + value, 0) / 5000;
    expect(average(small)).toBeCloseTo(1, 0);
    expect(average(large)).toBeCloseTo(9, 0);
    const tries = random.binomial([2, 3], [[1], [20]], [0, 0.5, 1], { seed: 1 }).toNested() as number[][];
    expect(tries[0]?.[0]).toBe(0);
    expect(tries[0]?.[2]).toBe(1);
    expect(tries[1]?.[2]).toBe(20);
  });

  it('randint gives every number equally often', () => {
    const counts = new Array<number>(7).fill(0);
    for (const value of random.randint([COUNT], 0, 7, { seed: 2 }).data) counts[value] = (counts[value] ?? 0) + 1;
    for (const count of counts) expect(Math.abs(count - COUNT / 7)).toBeLessThan(5 * Math.sqrt(COUNT / 7));
  });

  it('categorical draws classes by their probabilities', () => {
    const drawn = random.categorical([[Math.log(1), Math.log(3), -1e9]], COUNT, { seed: 3 });
    expect(drawn).toMatchObject({ shape: [1, COUNT], dtype: 'int32' });
    expect(drawn.data.filter((value) => value === 2)).toHaveLength(0);
    const share = drawn.data.filter((value) => value === 1).length / COUNT;
    expect(Math.abs(share - 0.75)).toBeLessThan(5 * Math.sqrt((0.75 * 0.25) / COUNT)); // five standard errors
  });
});

describe('seeds', () => {
  it('the same seed gives the same numbers, another one others', () => {
    expect(random.normal([4], { seed: 1 }).data).toEqual(random.normal([4], { seed: 1 }).data);
    expect(random.normal([4], { seed: 1 }).data).not.toEqual(random.normal([4], { seed: 2 }).data);
  });

  it('a generator gives other numbers at every use, and the same sequence again', () => {
    const sequence = () => {
      const seed = new random.SeedGenerator(9);
      return [random.uniform([3], { seed }), random.uniform([3], { seed }), random.shuffle([1, 2, 3, 4, 5], { seed })];
    };
    const [first, second] = [sequence(), sequence()];
    expect(first.map(({ data }) => data)).toEqual(second.map(({ data }) => data));
    expect(first[0]?.data).not.toEqual(first[1]?.data);
  });

  it('setRandomSeed makes calls without a seed repeatable', () => {
    const run = () => {
      setRandomSeed(4);
      return [random.normal([3]).data, random.normal([3]).data];
    };
    const [a, b] = run();
    expect(run()).toEqual([a, b]);
    expect(a).not.toEqual(b);
  });

  it('a traced function draws anew at every run, and a generator anew at every call in it', async () => {
    const seed = new random.SeedGenerator(1);
    const f = jit(() => [random.normal([3], { seed }), random.normal([3], { seed }), random.normal([3], { seed: 8 })]);
    const [first, second] = [await f(), await f()];
    expect(first[0]?.data).not.toEqual(second[0]?.data);
    expect(first[0]?.data).not.toEqual(first[1]?.data);
    expect(first[2]?.data).not.toEqual(second[2]?.data);
  });
});

describe('shuffle and dropout', () => {
  it('shuffle keeps the parts along an axis whole', async () => {
    const x = Array.from({ length: 50 }, (_, row) => [row, row + 100]);
    for (const shuffled of [random.shuffle(x, { seed: 1 }), await jit((a) => random.shuffle(a, { seed: 1 }))(x)]) {
      const rows = shuffled.toNested() as number[][];
      expect(rows).not.toEqual(x);
      expect([...rows].sort(([a = 0], [b = 0]) => a - b)).toEqual(x);
    }
    const columns = random.shuffle([[1, 2, 3]], { axis: 1, seed: 2 }).data;
    expect([...columns].sort()).toEqual([1, 2, 3]);
  });

  it('dropout scales what it keeps', () => {
    const values = random.dropout(new Float32Array(COUNT).fill(1), 0.25, { seed: 1 }).data;
    expect(new Set(values)).toEqual(new Set([0, Math.fround(1 / 0.75)]));
    expect(values.filter((value) => value === 0).length / COUNT).toBeCloseTo(0.25, 1);
    const rows = random.dropout(new Tensor([2, 3], 'float32', new Float32Array(6).fill(1)), 0.5, {
      noiseShape: [null, 1],
      seed: 4,
    });
    for (const row of rows.toNested() as number[][]) expect(new Set(row).size).toBe(1);
  });
});

it('a layer of one’s own draws other numbers for every batch', async () => {
  class Jitter extends Layer {
    static override readonly className = 'Jitter';
    override call(x: Parameters<Layer['call']>[0]) {
      const node = x as random.Drawn; // one input
      return ops.add(node, random.normal(node.shape, { seed: 3 }));
    }
  }
  const model = sequential([new Jitter({ inputShape: [2] })]);
  const x = new Tensor([4, 2], 'float32', new Float32Array(8));
  const predict = async () => (await model.predict(x, { batchSize: 2 })) as Tensor; // one output
  const [first, second] = [await predict(), await predict()];
  expect(first.shape).toEqual([4, 2]);
  expect(new Set(first.data).size).toBe(8);
  expect(second.data).not.toEqual(first.data);
});

it('dropout that a model always applies differs from prediction to prediction (Gal and Ghahramani, 2016)', async () => {
  class Uncertain extends Model {
    readonly dropout = layers.dropout({ rate: 0.5 });
    override call(x: Parameters<Layer['call']>[0]) {
      return this.dropout.apply(x, { training: true });
    }
  }
  const ones = new Tensor([1, 100], 'float32', new Float32Array(100).fill(1));
  const uncertain = new Uncertain();
  const [first, second] = [await uncertain.predict(ones), await uncertain.predict(ones)] as Tensor[];
  expect(first?.data.filter((value) => value === 0).length).toBeGreaterThan(20);
  expect(second?.data).not.toEqual(first?.data);
});
