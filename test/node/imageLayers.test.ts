/** Image layers over many steps: distributions, choices, and where layers are active. */
import { beforeAll, describe, expect, it } from 'vitest';
import {
  input,
  jit,
  type Layer,
  layers,
  modelFromConfig,
  ops,
  optimizers,
  sequential,
  setBackend,
  setRandomSeed,
  type Tensor,
  tensor,
  valueAndGrad,
} from '../../src/index.ts';
import { randomSource } from '../../src/kernels/random.ts';
import { randomBeta, randomDirichlet } from '../../src/kernels/randomGamma.ts';
import { Draws } from '../../src/nn/layers/image/draws.ts';
import { cosineAndSine } from '../../src/nn/layers/image/turns.ts';
import { pictures, speckles } from '../cases/layers/image/pictures.ts';

beforeAll(() => setBackend('cpu'));

const image = tensor(pictures([1, 6, 7, 3], speckles));

/** What a layer gives in training, at several steps. */
async function steps(layer: Layer, x: Tensor, count: number): Promise<Tensor[]> {
  const results: Tensor[] = [];
  for (let step = 0; step < count; step++) results.push((await layer.run(x)) as Tensor); // one output
  return results;
}

/** Numbers that are drawn inside of a trace. */
async function drawn(draw: () => ReturnType<typeof randomBeta>): Promise<Float32Array> {
  setRandomSeed(11);
  return (await jit(draw)()).data as Float32Array; // floats
}

describe('distributions', () => {
  const COUNT = 20000;
  /** Five standard errors of a share. */
  const within = (share: number) => 5 * Math.sqrt((share * (1 - share)) / COUNT) + 1e-4;

  /** Shares below 0.001, 0.05 and 0.3: scipy.stats.beta.cdf. */
  const beta: Readonly<Record<string, readonly [number, number, number]>> = {
    0.05: [0.355349, 0.433102, 0.480218],
    0.2: [0.132201, 0.291025, 0.433204],
    0.5: [0.020135, 0.143566, 0.36901],
    1: [0.001, 0.05, 0.3],
    4: [0, 0.000194, 0.126036],
  };
  it.each(Object.entries(beta))('beta with parameter %s', async (parameter, shares) => {
    const values = await drawn(() => randomBeta(randomSource({}), [COUNT], Number(parameter)));
    [0.001, 0.05, 0.3].forEach((limit, index) => {
      const expected = shares[index]!; // three limits
      for (const share of [values.filter((v) => v < limit), values.filter((v) => v > 1 - limit)])
        expect(Math.abs(share.length / COUNT - expected), `below ${limit}`).toBeLessThan(within(expected));
    });
  });

  it('Dirichlet: shares that add up to 1, uniform over the triangle for parameter 1', async () => {
    setRandomSeed(3);
    const who = {};
    const draw = jit(() => randomDirichlet(randomSource(who), 3, 1));
    const firsts: number[] = [];
    for (let step = 0; step < 2000; step++) {
      const shares = Array.from((await draw()).data);
      expect(shares.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 5);
      firsts.push(shares[0]!); // three shares
    }
    // The first share has the density 2 (1 - s): a quarter of them is above one half.
    const above = firsts.filter((share) => share > 0.5).length / firsts.length;
    expect(Math.abs(above - 0.25)).toBeLessThan(5 * Math.sqrt(0.1875 / firsts.length));
  });

  it('orders: each equally likely', async () => {
    setRandomSeed(5);
    const who = {};
    const draw = jit(() => new Draws(who, null).order(4));
    const counts = new Map<string, number>();
    for (let step = 0; step < 2400; step++) {
      const order = Array.from((await draw()).data);
      expect([...order].sort()).toEqual([0, 1, 2, 3]);
      counts.set(String(order), (counts.get(String(order)) ?? 0) + 1);
    }
    expect(counts.size).toBe(24);
    const chi = [...counts.values()].reduce((sum, count) => sum + (count - 100) ** 2 / 100, 0);
    expect(chi).toBeLessThan(23 + 5 * Math.sqrt(2 * 23)); // 23 degrees of freedom
  });
});

it('cosines and sines are exact at quarters, and good to float32 between', async () => {
  const turns = Array.from({ length: 401 }, (_, place) => (place - 200) / 100);
  const [cosines, sines] = await jit((x) => [...cosineAndSine(x!)])(turns); // called with one tensor
  turns.forEach((turn, place) => {
    const [cosine, sine] = [cosines!.data[place]!, sines!.data[place]!]; // two results
    if (Number.isInteger(turn * 4)) expect([Math.abs(cosine), Math.abs(sine)].sort()).toEqual([0, 1]);
    expect(Math.abs(cosine - Math.cos(2 * Math.PI * turn))).toBeLessThan(1e-6); // a turn of 2 is known to 1e-7
    expect(Math.abs(sine - Math.sin(2 * Math.PI * turn))).toBeLessThan(1e-6);
  });
});

it('RandomCrop: every place equally likely', async () => {
  setRandomSeed(1);
  const layer = layers.randomCrop({ height: 2, width: 4 });
  const x = tensor(pictures([1, 4, 5, 1], (_, row, column) => row * 5 + column));
  const places = (await steps(layer, x, 600)).map(({ data }) => data[0]!); // not empty
  const counts = [0, 1, 5, 6, 10, 11].map((place) => places.filter((each) => each === place).length);
  expect(counts.reduce((a, b) => a + b)).toBe(600);
  for (const count of counts) expect(Math.abs(count - 100)).toBeLessThan(5 * Math.sqrt((600 * 5) / 36));
});

describe('policies', () => {
  const unit = { valueRange: [0, 1] } as const;
  const factor = [0.3, 0.3] as const;

  /** What each of the choices can do to the image. */
  async function candidates(): Promise<Readonly<Record<string, readonly Tensor[]>>> {
    const each = {
      shear: layers.randomShear({ xFactor: factor, yFactor: factor }),
      translation: layers.randomTranslation({ heightFactor: factor, widthFactor: factor }),
      rotation: layers.randomRotation({ factor }),
      posterization: layers.randomPosterization({ factor: 2, ...unit }),
      solarization: layers.solarization({ additionFactor: factor, thresholdFactor: factor, ...unit }),
      autoContrast: layers.autoContrast({ ...unit }),
      equalization: layers.equalization({ ...unit }),
      brightness: layers.randomBrightness({ factor, ...unit }),
      degeneration: layers.randomColorDegeneration({ factor, ...unit }),
      contrast: layers.randomContrast({ factor: [0.3, 0.3], ...unit }),
      sharpness: layers.randomSharpness({ factor, ...unit }),
    };
    const results = Object.entries(each).map(async ([name, layer]) => [name, await steps(layer, image, 8)] as const);
    return Object.fromEntries(await Promise.all(results));
  }

  /** The largest difference between two results. */
  const far = (a: Tensor, b: ArrayLike<number>) =>
    Math.max(...Array.from(a.data, (value, place) => Math.abs(value - b[place]!))); // equal shapes

  it('RandAugment does one of eleven things, each of them at some time', async () => {
    setRandomSeed(2);
    const known = await candidates();
    // Contrast draws its number; its range is as wide as that of the layer.
    const layer = layers.randAugment({ numOps: 1, factor, ...unit });
    const seen = new Map<string, number>();
    for (const result of await steps(layer, image, 160)) {
      const found = Object.entries(known).find(([, some]) => some.some(({ data }) => far(result, data) < 1e-5));
      const name = found?.[0] ?? 'contrast';
      if (!found) expect(isContrast(result)).toBe(true);
      seen.set(name, (seen.get(name) ?? 0) + 1);
    }
    expect([...seen.keys()].sort()).toEqual(Object.keys(known).sort());
    for (const count of seen.values()) expect(Math.abs(count - 160 / 11)).toBeLessThan(5 * Math.sqrt(160 / 11));
  });

  /** Whether every channel is its mean plus the same multiple of its differences, where it is not limited. */
  function isContrast({ data }: Tensor): boolean {
    const x = Array.from(image.data);
    const means = [0, 1, 2].map((c) => x.filter((_, place) => place % 3 === c).reduce((sum, v) => sum + v, 0) / 42);
    const ratios = Array.from(data).flatMap((value, place) => {
      const [mean, own] = [means[place % 3]!, x[place]!]; // three channels, equal shapes
      const limited = value < 1e-6 || value > 1 - 1e-6 || Math.abs(own - mean) < 0.05;
      return limited ? [] : [(value - mean) / (own - mean)];
    });
    return ratios.every((ratio) => Math.abs(ratio - ratios[0]!) < 1e-3 && ratio > 0.69 && ratio < 1.31); // not empty
  }

  it('AugMix blends the image with one of its choices', async () => {
    setRandomSeed(4);
    const known = Object.values(await candidates()).flat();
    const layer = layers.augMix({ numChains: 1, chainDepth: 1, factor, ...unit });
    let blends = 0;
    for (const { data } of await steps(layer, image, 60)) {
      const change = Array.from(data, (value, place) => value - image.data[place]!); // equal shapes
      const isBlend = known.some(({ data: other }) => {
        const whole = Array.from(other, (value, place) => value - image.data[place]!); // likewise
        const square = whole.reduce((sum, v) => sum + v * v, 0);
        const share = whole.reduce((sum, v, place) => sum + v * change[place]!, 0) / square; // likewise
        return (
          share > -1e-6 && share < 1 + 1e-6 && change.every((v, place) => Math.abs(v - share * whole[place]!) < 1e-4)
        );
      });
      if (isBlend) blends++;
    }
    expect(blends).toBeGreaterThan(48); // all but those of contrast, whose number is drawn
  });
});

describe('where layers are active', () => {
  it('alone they train, unless told otherwise', async () => {
    const layer = layers.randomInvert({ factor: [1, 1] });
    const [trained, told] = [await layer.run(image), await layer.run(image, { training: false })] as [Tensor, Tensor]; // one output
    expect(trained.data[0]).toBeCloseTo(255 - image.data[0]!, 4); // not empty
    expect(told.data).toEqual(image.data);
  });

  it('in a model they train in training only', async () => {
    const model = sequential([
      input([6, 7, 3]),
      layers.randomInvert({ factor: [1, 1], valueRange: [0, 1] }),
      layers.dense({ units: 3, useBias: false, kernelInitializer: 'identity' }),
    ]);
    model.compile({ optimizer: 'sgd', loss: 'mse' });
    const same = (await model.predict(image)) as Tensor; // one output
    expect(same.data).toEqual(image.data);
    const { loss } = await model.testOnBatch(image, image);
    expect(loss).toBe(0);
    const expected = Array.from(image.data).reduce((sum, value) => sum + (1 - 2 * value) ** 2, 0) / image.size;
    const trained = await model.trainOnBatch(image, image);
    expect(trained['loss']).toBeCloseTo(expected, 5);
  });

  it('a model with a pipeline learns', async () => {
    setRandomSeed(1);
    const model = sequential([
      input([6, 7, 3]),
      layers.pipeline({ layers: [layers.randomFlip({ seed: 1 }), layers.randomZoom({ heightFactor: 0.2 })] }),
      layers.conv2d({ filters: 4, kernelSize: 3, activation: 'tanh' }),
      layers.globalAveragePooling2d(),
      layers.dense({ units: 1 }),
    ]);
    model.compile({ optimizer: optimizers.adam({ learningRate: 0.03 }), loss: 'mse' });
    const x = tensor(pictures([32, 6, 7, 3], (n, y, c, d) => 0.2 * speckles(n, y, c, d) + 0.8 * (n % 2)));
    const y = tensor(Array.from({ length: 32 }, (_, n) => [n % 2]));
    const { history } = await model.fit(x, y, { epochs: 12, batchSize: 8, verbose: 0 });
    expect(history['loss']!.at(-1)!).toBeLessThan(history['loss']![0]! / 2); // twelve epochs
  });

  it('a pipeline in a model is read from its configuration', () => {
    const steps = layers.pipeline({
      layers: [layers.randomFlip({ seed: 1 }), layers.randomZoom({ heightFactor: 0.2 })],
    });
    const config = layers.serialize(steps);
    const model = modelFromConfig({ class_name: 'Sequential', config: { name: 'm', layers: [config] } });
    expect(model.layers.map(layers.serialize)).toEqual([config]);
  });

  it('gradients flow through them', async () => {
    const layer = layers.randomTranslation({ heightFactor: 0, widthFactor: [1 / 7, 1 / 7], fillMode: 'constant' });
    const [, [gradient]] = await valueAndGrad((x) => ops.sum(layer.apply(x!, { training: true })))(image); // one argument
    gradient!.data.forEach((value, place) => {
      expect(value).toBeCloseTo(Math.floor(place / 3) % 7 === 6 ? 0 : 1, 5); // the last column moves out
    });
  });
});
