/** Layers on numbers and categories that learn from data. What runs on devices is in test/cases/layers/preprocessing.ts. */
import { beforeAll, describe, expect, it } from 'vitest';
import { input, layers, model, sequential, setBackend, type Tensor, tensor } from '../../src/index.ts';
import { batchesOf, expectClose, laterBatches } from '../arrays.ts';
import layerRows from '../golden/layers.json';

beforeAll(() => setBackend('cpu'));

describe('adapt', () => {
  const rows = [
    [1, 200, -3],
    [4, 100, 3],
    [2, 300, 0],
    [9, 400, 8],
    [4, 0, 1],
  ];
  const normalized = async (learn: (layer: InstanceType<typeof layers.Normalization>) => Promise<void>) => {
    const layer = layers.normalization();
    await learn(layer);
    return (await layer.getWeights()).slice(0, 2).map((weight) => weight.toNested());
  };
  const halves = [tensor(rows.slice(0, 2)), tensor(rows.slice(2))] as const;
  const expected = normalized((layer) => layer.adapt(rows));

  it('learns means and variances', async () => {
    const [mean, variance] = await expected;
    expectClose(mean!, [4, 200, 1.8]);
    expectClose(variance!, [7.6, 20000, 13.36]);
  });

  const ways: Readonly<Record<string, (layer: InstanceType<typeof layers.Normalization>) => Promise<void>>> = {
    'a Tensor': (layer) => layer.adapt(tensor(rows)),
    'a list of batches': (layer) => layer.adapt(halves),
    'a generator': (layer) => layer.adapt(batchesOf(...halves)),
    'batches that come later': (layer) => layer.adapt(laterBatches(...halves)),
    'batches with targets': (layer) => layer.adapt(batchesOf(...halves.map((x) => [x, tensor([1])] as const))),
    'as many steps as are asked for': (layer) => layer.adapt(batchesOf(...halves, tensor([[9, 9, 9]])), { steps: 2 }),
    'a layer that is built': (layer) => {
      sequential([input([3]), layer]);
      return layer.adapt(rows);
    },
    'twice: what was learnt before is forgotten': async (layer) => {
      await layer.adapt([[7, 7, 7]]);
      await layer.adapt(rows);
    },
  };
  it.each(Object.entries(ways))('from %s', async (_, learn) => {
    const [mean, variance] = await normalized(learn);
    expectClose(mean!, (await expected)[0]!);
    expectClose(variance!, (await expected)[1]!);
  });

  it('has learnt when adapt returns, unless data comes later', async () => {
    const layer = layers.normalization();
    const done = layer.adapt(rows);
    expectClose((await layer.run([[4, 200, 1.8]])) as Tensor, [[0, 0, 0]]);
    await done;
  });

  it('is used by a model that was compiled before', async () => {
    const layer = layers.normalization();
    const m = sequential([input([3]), layer]);
    expectClose((await m.predict([[4, 200, 1.8]])) as Tensor, [[4, 200, 1.8]]);
    await layer.adapt(rows);
    expectClose((await m.predict([[4, 200, 1.8]])) as Tensor, [[0, 0, 0]]);
  });

  it('keeps exact means of large numbers', async () => {
    const layer = layers.normalization({ axis: null });
    await layer.adapt(batchesOf(...Array.from({ length: 10 }, () => tensor([16777212, 16777214, 16777216], [3, 1]))));
    const [mean, variance] = await layer.getWeights();
    expect([mean!.item(), variance!.item()]).toEqual([16777214, Math.fround(8 / 3)]); // two weights
  });

  it('finds boundaries of equally many values, also in batches', async () => {
    const values = Array.from({ length: 4000 }, (_, index) => ((index * 1237) % 4000) / 4000);
    const whole = layers.discretization({ numBins: 4 });
    await whole.adapt(values);
    const batched = layers.discretization({ numBins: 4 });
    await batched.adapt(
      batchesOf(...Array.from({ length: 8 }, (_, at) => tensor(values.slice(at * 500, at * 500 + 500)))),
    );
    for (const { binBoundaries } of [whole, batched]) {
      expect(binBoundaries).toHaveLength(3);
      binBoundaries?.forEach((boundary, index) => expect(Math.abs(boundary - (index + 1) / 4)).toBeLessThan(0.02));
    }
    const again = layers.deserialize(layers.serialize(whole)) as typeof whole;
    expect(again.binBoundaries).toEqual(whole.binBoundaries);
  });

  it('replaces boundaries that a call has used', async () => {
    const layer = layers.discretization({ numBins: 2 });
    await layer.adapt([0, 1, 2, 3]);
    const before = await layer.run([2.5]);
    await layer.adapt([10, 11, 12, 13]);
    expect([(before as Tensor).item(), ((await layer.run([2.5])) as Tensor).item()]).toEqual([1, 0]);
  });
});

describe('CategoryEncoding', () => {
  it('adds up weights', async () => {
    const layer = layers.categoryEncoding({ numTokens: 4, outputMode: 'count' });
    const countWeights = [
      [0.1, 0.2],
      [0.1, 0.1],
      [0.2, 0.3],
      [0.4, 0.2],
    ];
    const output = await layer.run(
      [
        [0, 1],
        [0, 0],
        [1, 2],
        [3, 1],
      ],
      { countWeights },
    );
    expectClose(output as Tensor, [
      [0.1, 0.2, 0, 0],
      [0.2, 0, 0, 0],
      [0, 0.2, 0.3, 0],
      [0, 0.2, 0, 0.4],
    ]);
  });

  it('takes weights as an input of a model', async () => {
    const [x, weights] = [input([2]), input([2])];
    const counts = layers.categoryEncoding({ numTokens: 3, outputMode: 'count' }).apply(x, { countWeights: weights });
    const m = model({ inputs: [x, weights], outputs: counts });
    expectClose((await m.predict([tensor([[1, 1]]), tensor([[0.5, 2]])])) as Tensor, [[0, 2.5, 0]]);
  });

  it('takes a list as one sample, and a number', async () => {
    const layer = (outputMode: string) => layers.categoryEncoding({ numTokens: 3, outputMode });
    expectClose((await layer('count').run([1, 2, 1])) as Tensor, [0, 2, 1]);
    expectClose((await layer('multiHot').run(2)) as Tensor, [0, 0, 1]);
    expectClose((await layer('oneHot').run([2])) as Tensor, [[0, 0, 1]]);
  });
});

describe('configurations', () => {
  const golden = (
    layerRows as unknown as { cases: { layer?: { class_name: string; config: Record<string, unknown> } }[] }
  ).cases
    .flatMap(({ layer }) => (layer ? [layer] : []))
    .filter(({ class_name }) =>
      ['Rescaling', 'Normalization', 'CategoryEncoding', 'Discretization'].includes(class_name),
    );

  it.each(golden)('$class_name says what Keras wrote', ({ class_name, config }) => {
    const own = layers.deserialize({ class_name, config }).getConfig();
    expect({ ...own, dtype: null }).toEqual({ ...config, dtype: null }); // Keras may write an object there
  });

  const lookup =
    'name trainable dtype invert max_tokens num_oov_indices oov_token mask_token output_mode sparse ' +
    'pad_to_max_tokens idf_weights vocabulary vocabulary_size oov_method salt';
  const keys: readonly (readonly [layer: InstanceType<typeof layers.Layer>, keys: string])[] = [
    [layers.hashing({ numBins: 2 }), 'name trainable dtype num_bins salt mask_value output_mode sparse'],
    [layers.hashedCrossing({ numBins: 2 }), 'name dtype num_bins output_mode sparse'],
    [layers.stringLookup({ vocabulary: ['a'] }), `${lookup} encoding`],
    [layers.integerLookup({ vocabulary: [1] }), `${lookup} vocabulary_dtype`],
    [
      layers.textVectorization({ vocabulary: ['a'], standardize: null, ngrams: [1, 2] }),
      'name trainable dtype max_tokens standardize split ngrams output_mode output_sequence_length pad_to_max_tokens ' +
        'sparse ragged vocabulary idf_weights encoding vocabulary_size',
    ],
  ];
  it.each(keys)('$className has the keys of Keras', (layer, expected) => {
    const config = layer.getConfig();
    expect(Object.keys(config).sort()).toEqual(expected.split(' ').sort());
    expect(layers.deserialize(layers.serialize(layer)).getConfig()).toEqual(config);
  });

  it('names of functions, which must be given again', () => {
    const shout = (text: string) => text.toUpperCase();
    const layer = layers.textVectorization({ vocabulary: ['A'], standardize: shout });
    expect(layer.getConfig()['standardize']).toBe('shout');
    expect(() => layers.deserialize(layers.serialize(layer))).toThrow('Functions are no part of configurations');
  });
});
