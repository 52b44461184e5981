/** Numbers and categories prepared inside of models. Values: Keras 3.16's documentation and tests, or worked out. */
import { layers } from '../../../src/index.ts';
import type { LayerCases } from '../layers.ts';
import { adapted } from './adapted.ts';

const columns = [
  [0, 7, 4],
  [2, 9, 6],
  [0, 7, 4],
  [2, 9, 6],
];

/** 2 samples of 2 rows and 2 columns. */
const squares = [
  [
    [1, 2],
    [3, 4],
  ],
  [
    [5, 2],
    [3, 8],
  ],
];

const numbers: LayerCases = {
  'Rescaling: a factor and an offset for each channel': {
    make: () => layers.rescaling({ scale: [1, 10], offset: Float32Array.of(0.5, 0) }),
    x: squares,
    gives: [
      [
        [1.5, 20],
        [3.5, 40],
      ],
      [
        [5.5, 20],
        [3.5, 80],
      ],
    ],
    config: { scale: [1, 10], offset: [0.5, 0] },
  },
  'Rescaling: nested factors, of integers': {
    make: () => layers.rescaling({ scale: [[1], [0.5]] }),
    x: squares,
    dtype: 'int32',
    gives: [
      [
        [1, 2],
        [1.5, 2],
      ],
      [
        [5, 2],
        [1.5, 4],
      ],
    ],
    config: { scale: [[1], [0.5]], offset: 0 },
  },
  'Rescaling keeps the mask': {
    make: () => layers.rescaling({ scale: 2 }),
    x: [[[1], [2]]],
    masks: [[[true, false]]],
    gives: [[[2], [4]]],
    mask: [[true, false]],
  },
  'Normalization: given numbers for all': {
    make: () => layers.normalization({ mean: 3, variance: 2 }),
    x: [[1], [2], [3]],
    gives: [[-Math.SQRT2], [-Math.SQRT1_2], [0]],
    config: { axis: [-1], mean: 3, variance: 2, invert: false },
  },
  'Normalization: learnt for each column': {
    make: () => adapted(layers.normalization(), columns),
    x: [[0, 7, 4]],
    gives: [[-1, -1, -1]],
    config: { axis: [-1], mean: null, variance: null },
  },
  'Normalization: learnt and inverted': {
    make: () => adapted(layers.normalization({ invert: true }), columns),
    x: [[1, 2, 3]],
    gives: [[2, 10, 8]],
    config: { invert: true },
  },
  'Normalization: one mean for everything': {
    make: () => adapted(layers.normalization({ axis: null }), [1, 2, 3, 4, 5]),
    x: [1, 2, 3],
    gives: [-Math.SQRT2, -Math.SQRT1_2, 0],
    config: { axis: [] },
  },
  'Normalization: learnt for each row, another axis than the last': {
    make: () => adapted(layers.normalization({ axis: 1 }), squares),
    x: [
      [
        [2.5, 4],
        [4.5, 6.5615528],
      ],
    ],
    gives: [
      [
        [0, 1],
        [0, 1],
      ],
    ],
  },
  'Normalization: learnt for each place of two axes': {
    make: () => adapted(layers.normalization({ axis: [2, -2] }), squares),
    x: squares,
    gives: [
      [
        [-1, 0],
        [0, -1],
      ],
      [
        [1, 0],
        [0, 1],
      ],
    ],
    config: { axis: [2, -2] },
  },
  'Normalization: given numbers broadcast to the last of two axes': {
    make: () => layers.normalization({ axis: [1, 2], mean: [1, 2], variance: [4, 1] }),
    x: squares,
    gives: [
      [
        [0, 0],
        [1, 2],
      ],
      [
        [2, 0],
        [1, 6],
      ],
    ],
    config: { mean: [1, 2], variance: [4, 1] },
  },
  'Normalization: more axes than it was learnt with': {
    make: () => adapted(layers.normalization({ axis: 1 }), columns),
    x: [
      [
        [0, 7, 4],
        [2, 9, 6],
      ],
    ],
    gives: [
      [
        [-1, -1, -1],
        [1, 1, 1],
      ],
    ],
  },
  'Normalization: no variance': {
    make: () => layers.normalization({ mean: [1], variance: [0] }),
    x: [[1], [1.5]],
    gives: [[0], [5e6]],
  },
  'Normalization keeps the mask': {
    make: () => layers.normalization({ mean: 1, variance: 1 }),
    x: [[[1], [2]]],
    masks: [[[true, false]]],
    gives: [[[0], [1]]],
    mask: [[true, false]],
  },
};

const boundaries = [0, 0.5, 1];

/** Two samples of two rows and three columns. */
const matrices = [
  [
    [-1, 0.7, 0.7],
    [0.2, 0.8, 5],
  ],
  [
    [0, 0.5, 1],
    [0, 0, 1],
  ],
];

const bins: LayerCases = {
  'CategoryEncoding: one category a sample': {
    make: () => layers.categoryEncoding({ numTokens: 3, outputMode: 'oneHot' }),
    x: [[2], [0]],
    gives: [
      [0, 0, 1],
      [1, 0, 0],
    ],
    config: { num_tokens: 3, output_mode: 'one_hot', sparse: false },
  },
  'CategoryEncoding: indices that are no category': {
    make: () => layers.categoryEncoding({ numTokens: 2, outputMode: 'count' }),
    x: [[-1, 2, 1, 1]],
    gives: [[0, 2]],
  },
  'CategoryEncoding: the older name of multiHot, three axes': {
    make: () => layers.categoryEncoding({ numTokens: 3, outputMode: 'binary' }),
    x: [
      [
        [0, 1],
        [0, 2],
      ],
    ],
    gives: [
      [
        [1, 0, 0],
        [0, 1, 1],
      ],
    ],
    config: { output_mode: 'multi_hot' },
  },
  'Discretization: at and between boundaries': {
    make: () => layers.discretization({ binBoundaries: boundaries }),
    x: [[-1, 0, 0.1, 0.8, 1.2, 1, 0.5]],
    gives: [[0, 1, 1, 2, 3, 3, 2]],
    config: { bin_boundaries: boundaries, num_bins: null, epsilon: 0.01, output_mode: 'int', trainable: undefined },
  },
  'Discretization: a vector for each': {
    make: () => layers.discretization({ binBoundaries: boundaries, outputMode: 'one_hot' }),
    x: [0.1, 0.8],
    gives: [
      [0, 1, 0, 0],
      [0, 0, 1, 0],
    ],
  },
  'Discretization: multiHot of three axes': {
    make: () => layers.discretization({ binBoundaries: boundaries, outputMode: 'multiHot' }),
    x: matrices,
    gives: [
      [
        [1, 1, 0, 0],
        [0, 0, 1, 0],
        [0, 0, 1, 1],
      ],
      [
        [0, 1, 0, 0],
        [0, 1, 1, 0],
        [0, 0, 0, 1],
      ],
    ],
  },
  'Discretization: counts': {
    make: () => layers.discretization({ binBoundaries: boundaries, outputMode: 'count' }),
    x: [[0.1, 0.8, 0.9]],
    gives: [[0, 1, 2, 0]],
  },
  'Discretization: learnt boundaries': {
    make: () =>
      adapted(layers.discretization({ numBins: 4 }), [
        [-1.5, 1, 3.4, 0.5],
        [0, 3, 1.3, 0],
      ]),
    x: [
      [-1.5, 1, 3.4, 0.5],
      [0, 3, 1.3, 0],
    ],
    gives: [
      [0, 2, 3, 2],
      [1, 3, 3, 1],
    ],
    config: { num_bins: 4, bin_boundaries: [0, 0.5, 1.2999999523162842] },
  },
  'Discretization: a single bin': {
    make: () => adapted(layers.discretization({ numBins: 1, outputMode: 'oneHot' }), [1, 2, 3]),
    x: [[-5], [5]],
    gives: [[1], [1]],
    config: { bin_boundaries: [] },
  },
};

export const preprocessingLayers: LayerCases = { ...numbers, ...bins };
