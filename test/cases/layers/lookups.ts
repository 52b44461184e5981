/** Integers looked up inside of models. Values: Keras 3.16's documentation and tests, or worked out. */
import { layers } from '../../../src/index.ts';
import type { NestedArray } from '../../../src/runtime/tensor.ts';
import type { LayerCase, LayerCases } from '../layers.ts';
import { adapted } from './adapted.ts';

const tokens = [12, 36, 1138, 42];
const weights = [0.25, 0.75, 0.6, 0.4];
const known = [
  [12, 1138, 42, 42],
  [42, 7, 36, 7],
];

/** Rows of IntegerLookup: options, input, output. */
const lookups: Readonly<
  Record<string, readonly [layers: Parameters<typeof layers.integerLookup>[0], NestedArray, NestedArray]>
> = {
  'unknown integers are 0': [
    { vocabulary: tokens },
    [
      [12, 1138, 42],
      [42, 1000, 36],
    ],
    [
      [1, 3, 4],
      [4, 0, 2],
    ],
  ],
  'two indices for unknown ones': [
    { vocabulary: tokens, numOovIndices: 2 },
    [
      [12, 1138, 42],
      [37, 1000, -3],
    ],
    [
      [2, 4, 5],
      [1, 0, 1],
    ],
  ],
  'no index for unknown ones': [{ vocabulary: tokens, numOovIndices: 0 }, [[12, 5, 42]], [[0, -1, 3]]],
  'unknown ones by their hash': [
    { vocabulary: [9], numOovIndices: 3, oovMethod: 'farmhash' },
    [[0, 1, 2, 3, 4, 9]],
    [[1, 0, 1, 0, 2, 3]],
  ],
  'unknown ones by their hash with a salt': [
    { vocabulary: [9], numOovIndices: 3, oovMethod: 'farmhash', salt: [133, 137] },
    [[0, 1, 2, 3, 4, 9]],
    [[1, 1, 2, 0, 1, 3]],
  ],
  'a mask': [{ vocabulary: [1, 2], maskToken: 5, numOovIndices: 2 }, [[5, 1, 2, 8, 7]], [[0, 3, 4, 1, 2]]],
  'a mask that is dropped': [{ vocabulary: [1, 2], maskToken: 5, outputMode: 'count' }, [[5, 5, 1, 9]], [[1, 1, 0]]],
  'one hot': [
    { vocabulary: tokens, outputMode: 'oneHot' },
    [[12], [7]],
    [
      [0, 1, 0, 0, 0],
      [1, 0, 0, 0, 0],
    ],
  ],
  'multi hot': [
    { vocabulary: tokens, outputMode: 'multiHot' },
    known,
    [
      [0, 1, 0, 1, 1],
      [1, 0, 1, 0, 1],
    ],
  ],
  'multi hot up to maxTokens': [
    { vocabulary: [1, 2], maxTokens: 5, padToMaxTokens: true, outputMode: 'multiHot' },
    [[1, 2]],
    [[0, 1, 1, 0, 0]],
  ],
  count: [
    { vocabulary: tokens, outputMode: 'count' },
    known,
    [
      [0, 1, 0, 1, 2],
      [2, 0, 1, 0, 1],
    ],
  ],
  'tf-idf': [
    { vocabulary: tokens, idfWeights: weights, outputMode: 'tf-idf' },
    known,
    [
      [0, 0.25, 0, 0.6, 0.8],
      [1, 0, 0.75, 0, 0.4],
    ],
  ],
  'tf-idf with a weight of unknown ones': [
    { vocabulary: [-1, ...tokens], idfWeights: [0.9, ...weights], outputMode: 'tfIdf' },
    known,
    [
      [0, 0.25, 0, 0.6, 0.8],
      [1.8, 0, 0.75, 0, 0.4],
    ],
  ],
  'tf-idf up to maxTokens': [
    { vocabulary: [3, 4], idfWeights: [1, 2], outputMode: 'tfIdf', maxTokens: 4, padToMaxTokens: true },
    [[3, 4, 4, 9]],
    [[1.5, 1, 4, 0]],
  ],
  inverted: [
    { vocabulary: tokens, invert: true },
    [
      [1, 3, 4],
      [4, 0, 9],
    ],
    [
      [12, 1138, 42],
      [42, -1, -1],
    ],
  ],
  'inverted, with a mask and another unknown one': [
    { vocabulary: tokens, invert: true, maskToken: 0, oovToken: -7 },
    [[0, 1, 2, 5, 6]],
    [[0, -7, 12, 42, -7]],
  ],
  'a vocabulary of one': [{ vocabulary: Int32Array.of(-2147483648) }, [[-2147483648, 0]], [[1, 0]]],
};

const integerLookups = Object.entries(lookups).map(([why, [options, x, gives]]): [string, LayerCase] => [
  `IntegerLookup: ${why}`,
  { make: () => layers.integerLookup(options), x, gives, dtype: 'int32' },
]);

export const lookupLayers: LayerCases = {
  ...Object.fromEntries(integerLookups),
  'IntegerLookup: learnt, the most frequent first': {
    make: () =>
      adapted(layers.integerLookup({ maxTokens: 4, maskToken: 0 }), [
        [12, 1138, 42, 0],
        [42, 1000, 36, 0],
      ]),
    x: [[42, 1138, 1000, 0]],
    gives: [[2, 3, 1, 0]],
    config: {
      vocabulary: null,
      vocabulary_size: 4,
      max_tokens: 4,
      mask_token: 0,
      oov_token: -1,
      vocabulary_dtype: 'int64',
    },
  },
};
