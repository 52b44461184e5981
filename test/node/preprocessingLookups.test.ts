/** Vocabularies: learnt, given, saved; texts and integers looked up. */
import { beforeAll, describe, expect, it } from 'vitest';
import { input, layers, sequential, setBackend, type Tensor, tensor } from '../../src/index.ts';
import { byCodePoints } from '../../src/nn/layers/preprocessing/text/strings.ts';
import type { NestedArray } from '../../src/runtime/tensor.ts';
import { batchesOf, expectClose, laterBatches } from '../arrays.ts';

beforeAll(() => setBackend('cpu'));

describe('StringLookup', () => {
  type Options = NonNullable<Parameters<typeof layers.stringLookup>[0]>;
  const letters = ['a', 'b', 'c', 'd'];
  const weights = [0.25, 0.75, 0.6, 0.4];
  const samples = [
    ['a', 'c', 'd', 'd'],
    ['d', 'z', 'b', 'z'],
  ];
  const rows: Readonly<Record<string, readonly [Options, string | readonly unknown[], NestedArray | number]>> = {
    'unknown texts are 0': [
      { vocabulary: letters },
      samples,
      [
        [1, 3, 4, 4],
        [4, 0, 2, 0],
      ],
    ],
    'one text': [{ vocabulary: letters }, 'c', 3],
    'a list': [{ vocabulary: letters }, ['c', ''], [3, 0]],
    'two indices for unknown ones, by their hash': [
      { vocabulary: letters, numOovIndices: 2 },
      [
        ['a', 'c', 'd'],
        ['m', 'z', 'b'],
      ],
      [
        [2, 4, 5],
        [0, 1, 3],
      ],
    ],
    'a mask': [{ vocabulary: letters, maskToken: '' }, ['', 'a', 'q'], [0, 2, 1]],
    'special tokens in front of the vocabulary': [
      { vocabulary: ['', '[OOV]', 'one', 'two'], maskToken: '', oovToken: '[OOV]' },
      ['two', 'six', ''],
      [3, 1, 0],
    ],
    'one hot': [
      { vocabulary: ['a', 'b'], outputMode: 'oneHot' },
      [['a'], ['q']],
      [
        [0, 1, 0],
        [1, 0, 0],
      ],
    ],
    'one hot of a list': [
      { vocabulary: ['a'], outputMode: 'one_hot' },
      ['a', 'q'],
      [
        [0, 1],
        [1, 0],
      ],
    ],
    'multi hot': [
      { vocabulary: letters, outputMode: 'multiHot' },
      samples,
      [
        [0, 1, 0, 1, 1],
        [1, 0, 1, 0, 1],
      ],
    ],
    'multi hot of one sample': [{ vocabulary: letters, outputMode: 'multiHot' }, ['a', 'c'], [0, 1, 0, 1, 0]],
    count: [
      { vocabulary: letters, outputMode: 'count' },
      samples,
      [
        [0, 1, 0, 1, 2],
        [2, 0, 1, 0, 1],
      ],
    ],
    'a mask that is dropped': [{ vocabulary: ['a'], maskToken: '', outputMode: 'count' }, [['', 'a', '']], [[0, 1]]],
    'count up to maxTokens': [
      { vocabulary: ['a'], maxTokens: 4, padToMaxTokens: true, outputMode: 'count' },
      [['a', 'b']],
      [[1, 1, 0, 0]],
    ],
    'tf-idf': [
      { vocabulary: letters, idfWeights: weights, outputMode: 'tfIdf' },
      samples,
      [
        [0, 0.25, 0, 0.6, 0.8],
        [1, 0, 0.75, 0, 0.4],
      ],
    ],
    'tf-idf with a weight of unknown ones': [
      { vocabulary: ['[UNK]', ...letters], idfWeights: [0.9, ...weights], outputMode: 'tfIdf' },
      samples,
      [
        [0, 0.25, 0, 0.6, 0.8],
        [1.8, 0, 0.75, 0, 0.4],
      ],
    ],
    'no names of objects': [{ vocabulary: ['constructor'] }, ['__proto__', 'constructor'], [0, 1]],
  };
  it.each(Object.entries(rows))('%s', async (_, [options, texts, expected]) => {
    const layer = layers.stringLookup(options);
    const output = await layer.run(texts as string);
    expectClose(output, expected as NestedArray);
    expect(output.dtype).toBe((options.outputMode ?? 'int') === 'int' ? 'int32' : 'float32');
    expect(layer.transform(texts as string)).toEqual(output);
  });

  it('turns indices into texts', async () => {
    const layer = layers.stringLookup({ vocabulary: letters, maskToken: '', invert: true });
    const words = await layer.run([
      [2, 4, 5],
      [0, 1, 99],
    ]); // prettier-ignore
    expect(words).toEqual([
      ['a', 'c', 'd'],
      ['', '[UNK]', '[UNK]'],
    ]);
    expect(await layer.run(tensor(2))).toBe('a');
    expect(layer.transform(Int32Array.of(3, 1))).toEqual(['b', '[UNK]']);
  });

  it('learns the most frequent first, then the larger', async () => {
    const layer = layers.stringLookup();
    await layer.adapt([
      ['a', 'c', 'd'],
      ['d', 'z', 'b'],
    ]);
    expect(layer.getVocabulary()).toEqual(['[UNK]', 'd', 'z', 'c', 'b', 'a']);
    expect(layer.getVocabulary({ includeSpecialTokens: false })).toEqual(['d', 'z', 'c', 'b', 'a']);
    expect(layer.vocabularySize()).toBe(6);
    expect(layer.transform('z').item()).toBe(2);
  });

  it('learns at most maxTokens, special ones included, and none of the special ones', async () => {
    const layer = layers.stringLookup({ maxTokens: 4, maskToken: '' });
    const batches = batchesOf(['', 'one', 'one'], ['one', 'two', '[UNK]', '[UNK]', '[UNK]'], ['two', 'three', '', '']);
    await layer.adapt(batches);
    expect(layer.getVocabulary()).toEqual(['', '[UNK]', 'one', 'two']);
  });

  it('weighs documents: texts of a list, rows of a table, batches of one axis', async () => {
    const learnt = async (data: Parameters<InstanceType<typeof layers.StringLookup>['adapt']>[0]) => {
      const layer = layers.stringLookup({ outputMode: 'tfIdf' });
      await layer.adapt(data);
      return Array.from(layer.ownVariables()['idf_weights'] ?? []);
    };
    const log = (documents: number, counts: readonly number[]) => counts.map((n) => Math.log(1 + documents / (1 + n)));
    const withMean = (weights: readonly number[]) => [weights.reduce((a, b) => a + b) / weights.length, ...weights];
    const list = ['one', 'one', 'one', 'two', 'two', 'three'];
    expectClose(await learnt(list), withMean(log(6, [3, 2, 1])));
    expectClose(
      await learnt([
        ['one', 'one'],
        ['one', 'two'],
        ['two', 'three'],
      ]),
      withMean(log(3, [2, 2, 1])),
    );
    expectClose(await learnt(batchesOf(['one', 'one'], ['one', 'two'], ['two', 'three'])), withMean(log(3, [2, 2, 1])));
  });

  it('takes texts with labels, and batches that come later', async () => {
    const layer = layers.stringLookup();
    await layer.adapt(
      laterBatches(
        [
          ['a', 'b'],
          [0, 1],
        ],
        [['b', 'c'], tensor([1, 1])],
      ),
    );
    expect(layer.getVocabulary()).toEqual(['[UNK]', 'b', 'c', 'a']);
  });

  it('gives its vocabulary to a lookup back', async () => {
    const there = layers.stringLookup({ vocabulary: letters });
    const back = layers.stringLookup({ vocabulary: there.getVocabulary(), invert: true });
    expect(back.transform(there.transform(['d', 'a', 'q']))).toEqual(['d', 'a', '[UNK]']);
  });

  it('replaces its vocabulary, also in the configuration that had one', () => {
    const given = layers.stringLookup({ vocabulary: ['a'] });
    given.setVocabulary(['[UNK]', 'x', 'y']);
    expect(given.transform(['y', 'a']).toNested()).toEqual([2, 0]);
    expect(given.getConfig()).toMatchObject({ vocabulary: ['[UNK]', 'x', 'y'], vocabulary_size: 3 });
    const learnt = layers.stringLookup();
    learnt.setVocabulary(new Set(['x']));
    expect(learnt.getConfig()).toMatchObject({ vocabulary: null, vocabulary_size: 2 });
  });

  it('keeps what it had when a vocabulary does not fit', () => {
    const layer = layers.stringLookup({ vocabulary: ['a', 'b'] });
    expect(() => layer.setVocabulary(['x', 'x'])).toThrow('every token once');
    expect(layer.getVocabulary()).toEqual(['[UNK]', 'a', 'b']);
  });

  it('writes and reads the files of Keras', async () => {
    const options = { outputMode: 'tfIdf', maxTokens: 6, padToMaxTokens: true };
    const layer = layers.stringLookup(options);
    await layer.adapt([
      ['b', 'a'],
      ['b', 'c'],
    ]);
    expect(layer.assets()).toEqual({ 'vocabulary.txt': '[UNK]\nb\nc\na' });
    const again = layers.stringLookup(options);
    again.loadAssets({ 'vocabulary.txt': '[UNK]\nb\nc\na\n' }, layer.ownVariables());
    expect(again.transform([['b', 'q']])).toEqual(layer.transform([['b', 'q']]));
    expect(layers.stringLookup({ vocabulary: ['a'] }).assets()).toEqual({});
  });
});

describe('IntegerLookup', () => {
  type Options = Omit<NonNullable<Parameters<typeof layers.stringLookup>[0]>, 'oovToken' | 'vocabulary'>;
  const settings: readonly Options[] = [
    {},
    { numOovIndices: 3, oovMethod: 'farmhash' },
    { numOovIndices: 3, oovMethod: 'farmhash', salt: 5 },
    { maskToken: '7', outputMode: 'oneHot' },
    { maskToken: '7', outputMode: 'multiHot' },
    { maskToken: '7', outputMode: 'count', maxTokens: 20, padToMaxTokens: true },
    { maskToken: '7', outputMode: 'tfIdf', numOovIndices: 2, oovMethod: 'farmhash' },
  ];
  const learnt = [
    [5, 7, 5, -100],
    [12, 5, 7, 12],
    [99, 5, 1, 0],
  ];
  const asked = [
    [5, 7, 3, -100],
    [12, 12, 12, 123456],
  ];
  const texts = (table: readonly (readonly number[])[]) => table.map((row) => row.map(String));

  it.each(settings)('gives on the device what StringLookup gives of the digits: %o', async (options) => {
    const numbers = layers.integerLookup({ ...options, maskToken: options.maskToken ? 7 : null });
    const strings = layers.stringLookup(options);
    await numbers.adapt(learnt);
    await strings.adapt(texts(learnt));
    const order = numbers.getVocabulary({ includeSpecialTokens: false }); // equally frequent ones are in other orders
    if (options.outputMode !== 'tfIdf') strings.setVocabulary(order.map(String));
    else {
      const own = strings.getVocabulary();
      const weights = Array.from(strings.ownVariables()['idf_weights'] ?? []);
      const all = numbers.getVocabulary().map((token) => (token === -1 ? '[UNK]' : String(token)));
      strings.setVocabulary(
        all,
        all.map((token) => weights[own.indexOf(token)] ?? 0),
      );
    }
    expectClose((await numbers.run(asked)) as Tensor, strings.transform(texts(asked)).toNested());
  });

  it('tells large integers apart', async () => {
    const layer = layers.integerLookup({ vocabulary: [16777216, 16777217] });
    expect(((await layer.run([[16777217, 16777218]])) as Tensor).toNested()).toEqual([[2, 0]]);
  });

  it('is part of a model', async () => {
    const layer = layers.integerLookup({ vocabulary: [3, 9], outputMode: 'multiHot' });
    const m = sequential([input([2], { dtype: 'int32' }), layer]);
    expect(((await m.predict([[9, 4]])) as Tensor).toNested()).toEqual([[1, 0, 1]]);
  });
});

it('texts are ordered by code points, as their UTF-8 bytes are', () => {
  const texts = ['b', 'a', '', 'ab', 'é', '\uffee', '😀', '\ue000', 'a😀', 'a\uffee'];
  const bytes = (text: string) => Buffer.from(text, 'utf8');
  expect([...texts].sort(byCodePoints)).toEqual([...texts].sort((a, b) => Buffer.compare(bytes(a), bytes(b))));
});
