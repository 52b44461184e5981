/** Integers hashed inside of models. Values: Keras 3.16's tests. */
import { layers } from '../../../src/index.ts';
import type { LayerCases } from '../layers.ts';

const column = [[0], [1], [2], [3], [4]];

export const hashingLayers: LayerCases = {
  'Hashing of integers': {
    make: () => layers.hashing({ numBins: 3 }),
    x: column,
    gives: [[1], [0], [1], [0], [2]],
    config: { num_bins: 3, salt: null, mask_value: null, output_mode: 'int', sparse: false, dtype: 'int64' },
  },
  'Hashing with a salt': {
    make: () => layers.hashing({ numBins: 3, salt: [133, 137] }),
    x: column,
    dtype: 'int32',
    gives: [[1], [1], [2], [0], [1]],
    config: { salt: [133, 137] },
  },
  'Hashing with a mask: bin 0 is its own': {
    make: () => layers.hashing({ numBins: 4, maskValue: 1 }),
    x: column,
    gives: [[2], [0], [2], [1], [3]],
    config: { mask_value: 1 },
  },
  'Hashing into one bin, with a mask': {
    make: () => layers.hashing({ numBins: 1, maskValue: 1 }),
    x: [[0, 1]],
    gives: [[0, 0]],
  },
  'Hashing: a vector for each': {
    make: () => layers.hashing({ numBins: 3, outputMode: 'oneHot', salt: 5 }),
    x: column,
    shape: [5, 3],
    holds: (values) => (values.reduce((sum, value) => sum + value, 0) === 5 ? null : 'not one bin for each'),
    config: { salt: [5, 5], dtype: 'float32' },
  },
  'Hashing: multiHot': {
    make: () => layers.hashing({ numBins: 3, outputMode: 'multi_hot' }),
    x: [[0, 2, 4]],
    gives: [[0, 1, 1]],
  },
  'Hashing: counts': {
    make: () => layers.hashing({ numBins: 3, outputMode: 'count' }),
    x: [[0, 1, 2, 3, 4]],
    gives: [[2, 2, 1]],
  },
  'HashedCrossing of integers': {
    make: () => layers.hashedCrossing({ numBins: 1000 }),
    list: [
      [[1], [2], [-3]],
      [[101], [101], [102]],
    ],
    dtype: 'int32',
    shape: [3, 1],
    config: { num_bins: 1000, output_mode: 'int', sparse: false, dtype: 'int64', trainable: undefined },
  },
  'HashedCrossing: a vector for each': {
    make: () => layers.hashedCrossing({ numBins: 4, outputMode: 'oneHot' }),
    list: [
      [1, 2],
      [4, 5],
      [7, 7],
    ],
    dtype: 'int32',
    shape: [2, 4],
    config: { dtype: 'float32' },
  },
};
