/** Core layers: masks, options and configurations that golden vectors leave out. */
import { layers, tensor } from '../../../src/index.ts';
import type { LayerCases } from '../layers.ts';

const steps = [[[-1], [2], [-3]]];
const mask = [[true, false, true]];
const masks = [mask];
const table = [
  tensor([
    [0, 1],
    [2, 3],
    [4, 5],
  ]),
];

/** A kernel of these numbers, without a bias. */
function kernel(value: number, units = 1) {
  return { units, useBias: false, kernelInitializer: { class_name: 'Constant', config: { value } } };
}

export const coreLayers: LayerCases = {
  'Dense keeps the mask, works on the last of three axes': {
    make: () => layers.dense(kernel(2)),
    x: steps,
    masks,
    gives: [[[-2], [4], [-6]]],
    mask,
    config: { units: 1, activation: 'linear', use_bias: false, kernel_regularizer: null, bias_constraint: null },
  },
  'Dense with bias and activation': {
    make: () => layers.dense({ units: 2, kernelInitializer: 'ones', biasInitializer: 'ones', activation: 'relu' }),
    x: [
      [1, 2],
      [-3, 1],
    ],
    gives: [
      [4, 4],
      [0, 0],
    ],
    config: { activation: 'relu', use_bias: true },
  },
  'Dense with an activity regularizer': {
    make: () =>
      layers.dense({ ...kernel(1), activityRegularizer: { class_name: 'L2', config: { l2: 0.5 } }, name: 'd' }),
    x: [[3]],
    gives: [[3]],
    config: {
      activity_regularizer: {
        module: 'keras.regularizers',
        class_name: 'L2',
        config: { l2: 0.5 },
        registered_name: null,
      },
    },
  },
  'EinsumDense drops the mask': {
    make: () =>
      layers.einsumDense({
        equation: 'abc,cd->abd',
        outputShape: [null, 1],
        kernelInitializer: 'ones',
        biasAxes: 'd',
        biasInitializer: 'ones',
      }),
    x: steps,
    masks,
    gives: [[[0], [3], [-2]]],
    mask: null,
    config: { equation: 'abc,cd->abd', output_shape: [null, 1], bias_axes: 'd' },
  },
  'Embedding from a table, fractions cut off, zeros outside': {
    make: () => layers.embedding({ inputDim: 3, outputDim: 2, weights: table }),
    x: [[2, 0.9, 1.2, 3]],
    gives: [
      [
        [4, 5],
        [0, 1],
        [2, 3],
        [0, 0],
      ],
    ],
    mask: null,
    config: { input_dim: 3, output_dim: 2, mask_zero: false, embeddings_regularizer: null },
  },
  'Embedding with a mask': {
    make: () => layers.embedding({ inputDim: 3, outputDim: 2, weights: table, maskZero: true }),
    x: [[2, 0, 1]],
    gives: [
      [
        [4, 5],
        [0, 1],
        [2, 3],
      ],
    ],
    mask: [[true, false, true]],
    config: { mask_zero: true },
  },
  'ReversibleEmbedding is an embedding': {
    make: () => layers.reversibleEmbedding({ inputDim: 3, outputDim: 2, weights: table, maskZero: true }),
    x: [[2, 0, 1]],
    gives: [
      [
        [4, 5],
        [0, 1],
        [2, 3],
      ],
    ],
    mask: [[true, false, true]],
    config: { tie_weights: true, reverse_dtype: null, logit_soft_cap: null },
  },
  'ReversibleEmbedding goes back by the same table': {
    make: () => layers.reversibleEmbedding({ inputDim: 3, outputDim: 2, weights: table, maskZero: true }),
    args: { reverse: true },
    x: [
      [
        [1, 1],
        [2, 0],
      ],
    ],
    gives: [
      [
        [1, 5, 9],
        [0, 4, 8],
      ],
    ],
    mask: null,
  },
  'ReversibleEmbedding with a cap': {
    make: () => layers.reversibleEmbedding({ inputDim: 3, outputDim: 2, weights: table, logitSoftCap: 4 }),
    args: { reverse: true },
    x: [[1, 1]],
    gives: [[4 * Math.tanh(1 / 4), 4 * Math.tanh(5 / 4), 4 * Math.tanh(9 / 4)]],
    config: { logit_soft_cap: 4 },
  },
  'ReversibleEmbedding with weights of its own for the way back': {
    make: () =>
      layers.reversibleEmbedding({ inputDim: 3, outputDim: 2, embeddingsInitializer: 'ones', tieWeights: false }),
    args: { reverse: true },
    x: [[1, 3]],
    gives: [[4, 4, 4]],
    config: { tie_weights: false },
  },
  'Masking: steps of which all features have the value': {
    make: () => layers.masking({ maskValue: 2 }),
    x: [
      [
        [1, 2],
        [2, 2],
        [2, 3],
      ],
    ],
    gives: [
      [
        [1, 2],
        [0, 0],
        [2, 3],
      ],
    ],
    mask: [[true, false, true]],
    config: { mask_value: 2 },
  },
  'Identity keeps the mask': { make: () => layers.identity(), x: steps, masks, gives: steps, mask },
  'Wrapper does what its layer does': {
    make: () => layers.wrapper({ layer: layers.dense({ ...kernel(3), name: 'inner' }) }),
    x: [[1, 2]],
    gives: [[9]],
  },
  'TimeDistributed drops the mask': {
    make: () => layers.timeDistributed({ layer: layers.dense({ ...kernel(2), name: 'inner' }) }),
    x: steps,
    masks,
    gives: [[[-2], [4], [-6]]],
    mask: null,
  },
  'TimeDistributed: further axes, and a layer that takes fewer': {
    make: () => layers.timeDistributed({ layer: layers.flatten({ name: 'inner' }) }),
    x: [
      [
        [
          [1, 2],
          [3, 4],
        ],
        [
          [5, 6],
          [7, 8],
        ],
      ],
    ],
    gives: [
      [
        [1, 2, 3, 4],
        [5, 6, 7, 8],
      ],
    ],
  },
  // Each step has its own statistics: the values of a step are normalized among themselves.
  'TimeDistributed: batch normalization in training': {
    make: () => layers.timeDistributed({ layer: layers.batchNormalization({ epsilon: 0, name: 'inner' }) }),
    training: true,
    x: [
      [[1], [10]],
      [[3], [30]],
    ],
    gives: [
      [[-1], [-1]],
      [[1], [1]],
    ],
  },
};
