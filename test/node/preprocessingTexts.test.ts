/** Texts as sequences of words and as vectors. */
import { beforeAll, describe, expect, it } from 'vitest';
import { input, layers, sequential, setBackend, Tensor, tensor } from '../../src/index.ts';
import type { NestedArray } from '../../src/runtime/tensor.ts';
import { expectClose, laterBatches } from '../arrays.ts';

beforeAll(() => setBackend('cpu'));

describe('TextVectorization', () => {
  type Options = NonNullable<Parameters<typeof layers.textVectorization>[0]>;
  const foo = ['foo', 'bar', 'baz'];
  const hello = ['hello', 'world', 'this', 'is', 'nice', 'test'];
  const rows: Readonly<Record<string, readonly [Options, string | readonly unknown[], NestedArray]>> = {
    'words, filled up to the longest': [
      { vocabulary: foo },
      [['foo qux bar'], ['qux baz']],
      [
        [2, 1, 3],
        [1, 4, 0],
      ],
    ],
    'one text': [{ vocabulary: foo }, 'baz  foo', [4, 2]],
    'a fixed length': [
      { vocabulary: foo, outputSequenceLength: 2 },
      ['foo qux bar', 'baz', ''],
      [
        [2, 1],
        [4, 0],
        [0, 0],
      ],
    ],
    'lower case and no punctuation': [
      { vocabulary: hello },
      ['Hello, World!. This is just a nice test!'],
      [[2, 3, 4, 5, 1, 1, 6, 7]],
    ],
    'all punctuation, and nothing else': [
      { vocabulary: ['ab', 'é'] },
      ['a!"#$%&()*+,-./:;<=>?@[\\]^_`{|}~\'B', 'É «é»'],
      [
        [2, 0],
        [1, 1],
      ],
    ],
    'lower case alone': [
      { vocabulary: ['hello,', ...hello], standardize: 'lower' },
      ['Hello, World!. This is just a nice test!'],
      [[2, 1, 5, 6, 1, 1, 7, 1]],
    ],
    'no punctuation alone': [
      { vocabulary: ['Hello', 'World', 'Test'], standardize: 'stripPunctuation' },
      ['Hello, World! Test.'],
      [[2, 3, 4]],
    ],
    'as they are': [{ vocabulary: ['Hello', 'world'], standardize: null }, ['Hello hello'], [[2, 1]]],
    'white space of all kinds': [{ vocabulary: foo }, ['\t foo\n\nbar \r\fbaz\v'], [[2, 3, 4]]],
    characters: [{ vocabulary: ['a', '😀', 'c'], split: 'character' }, ['a😀cf'], [[2, 3, 4, 1]]],
    'texts that are tokens': [{ vocabulary: foo, split: null }, [['foo'], ['bar'], ['no']], [[2], [3], [1]]],
    'tokens in rows': [
      { vocabulary: foo, split: null },
      [
        ['foo', 'bar'],
        ['no', ''],
      ],
      [
        [2, 3],
        [1, 0],
      ],
    ],
    'tokens in rows of a fixed length': [
      { vocabulary: foo, split: null, outputSequenceLength: 3 },
      [['foo', 'bar']],
      [[2, 3, 0]],
    ],
    'a function that standardizes': [
      { vocabulary: foo, standardize: (text) => text.replaceAll('-', ' ') },
      ['foo-bar'],
      [[2, 3]],
    ],
    'a function that splits': [
      { vocabulary: ['foo', 'a b'], standardize: 'lower', split: (text) => text.split('|') },
      ['foo|A B'],
      [[2, 3]],
    ],
    'pairs of words': [
      { vocabulary: ['foo', 'foo bar', 'bar baz'], ngrams: 2 },
      ['foo bar baz', 'foo'],
      [
        [2, 1, 1, 3, 4],
        [2, 0, 0, 0, 0],
      ],
    ],
    'n-grams of some lengths': [
      { vocabulary: ['foo bar baz', 'baz'], ngrams: [3, 1] },
      ['foo bar baz'],
      [[2, 1, 1, 3]],
    ],
    'multi hot': [
      { vocabulary: foo, outputMode: 'multiHot' },
      [['foo bar'], ['baz foo foo']],
      [
        [0, 1, 1, 0],
        [0, 1, 0, 1],
      ],
    ],
    'multi hot up to maxTokens': [
      { vocabulary: ['foo'], outputMode: 'multiHot', maxTokens: 4, padToMaxTokens: true },
      ['foo bar', ''],
      [
        [1, 1, 0, 0],
        [0, 0, 0, 0],
      ],
    ],
    count: [
      { vocabulary: foo, outputMode: 'count' },
      ['foo bar', 'baz foo foo no'],
      [
        [0, 1, 1, 0],
        [1, 2, 0, 1],
      ],
    ],
    'tf-idf': [
      { vocabulary: foo, idfWeights: [0.3, 0.5, 0.2], outputMode: 'tf_idf' },
      ['foo bar', 'baz foo foo'],
      [
        [0, 0.3, 0.5, 0],
        [0, 0.6, 0, 0.2],
      ],
    ],
    'one hot': [
      { vocabulary: ['foo'], outputMode: 'oneHot' },
      ['foo no', 'foo'],
      [
        [
          [0, 1],
          [1, 0],
        ],
        [
          [0, 1],
          [0, 0],
        ],
      ],
    ],
    'texts in a table': [
      { vocabulary: foo },
      [[['foo bar'], ['baz']]],
      [
        [
          [2, 3],
          [4, 0],
        ],
      ],
    ],
  };
  it.each(Object.entries(rows))('%s', async (_, [options, texts, expected]) => {
    const layer = layers.textVectorization(options);
    const output = await layer.run(texts as string);
    expectClose(output, expected);
    expect(layer.transform(texts as string)).toEqual(output);
    const config = layer.getConfig();
    if (typeof options.standardize !== 'function' && typeof options.split !== 'function')
      expect(layers.deserialize(layers.serialize(layer)).getConfig()).toEqual(config);
  });

  it('gives no columns for texts without words', () => {
    const layer = layers.textVectorization({ vocabulary: ['a'] });
    expect(layer.transform(['', ' '])).toEqual(new Tensor([2, 0], 'int32', new Int32Array(0)));
  });

  it('learns the vocabulary', async () => {
    const layer = layers.textVectorization({ maxTokens: 5000, outputSequenceLength: 4 });
    await layer.adapt(['foo bar', 'bar baz', 'baz bada boom']);
    expect(layer.getVocabulary()).toEqual(['', '[UNK]', 'baz', 'bar', 'foo', 'boom', 'bada']);
    expect(layer.transform([['foo qux bar'], ['qux baz']]).toNested()).toEqual([
      [4, 1, 3, 0],
      [1, 2, 0, 0],
    ]);
  });

  it('learns n-grams, from batches with labels, at most maxTokens', async () => {
    const layer = layers.textVectorization({ maxTokens: 5, ngrams: [2], outputMode: 'multiHot' });
    await layer.adapt(
      laterBatches(
        [
          ['a b c', 'a b'],
          [0, 1],
        ],
        [['b c'], [1]],
      ),
    );
    expect(layer.getVocabulary()).toEqual(['[UNK]', 'b c', 'a b']);
  });

  it('weighs documents: every text is one', async () => {
    const layer = layers.textVectorization({ outputMode: 'tfIdf' });
    await layer.adapt(['foo bar foo', 'bar', 'bar baz']);
    expect(layer.getVocabulary()).toEqual(['[UNK]', 'bar', 'foo', 'baz']);
    const [bar, rare] = [Math.log(1 + 3 / 4), Math.log(1 + 3 / 2)];
    expectClose(layer.transform(['foo no']), [[(bar + 2 * rare) / 3, 0, rare, 0]]);
  });

  it('learns from texts that are tokens: each of a list is a document', async () => {
    const layer = layers.textVectorization({ outputMode: 'tfIdf', split: null, ngrams: 2 });
    await layer.adapt(['foo', 'bar', 'foo']);
    expect(layer.getVocabulary()).toEqual(['[UNK]', 'foo', 'bar']);
    expectClose(layer.transform([['bar']]), [[0, 0, Math.log(1 + 3 / 2)]]);
  });

  it('feeds a model, at once or batch by batch', async () => {
    const texts = ['good very good', 'bad', 'very bad', 'good'];
    const labels = [1, 0, 0, 1];
    const vectorize = layers.textVectorization({ outputMode: 'multiHot' });
    await vectorize.adapt(texts);
    const m = sequential([input([vectorize.vocabularySize()]), layers.dense({ units: 1, activation: 'sigmoid' })]);
    m.compile({ optimizer: { class_name: 'SGD', config: { learning_rate: 2 } }, loss: 'binary_crossentropy' });
    const x = await vectorize.run(texts);
    const { history } = await m.fit(x, labels, { epochs: 30, verbose: 0 });
    expect(history['loss']!.at(-1)!).toBeLessThan(0.2);
    function* batches() {
      for (let at = 0; at < 4; at += 2)
        yield [vectorize.transform(texts.slice(at, at + 2)), tensor(labels.slice(at, at + 2))] as const;
    }
    const { history: second } = await m.fit(batches(), { epochs: 1, verbose: 0 });
    expect(second['loss']!.at(-1)!).toBeLessThan(0.2);
    const unsure = (await m.predict(vectorize.transform(['good stuff', 'bad stuff']))) as Tensor;
    expect(unsure.data[0]! > 0.5 && unsure.data[1]! < 0.5).toBe(true);
  });
});
