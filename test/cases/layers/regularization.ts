/** Noise and dropout: statistics, the same numbers on both executors, new ones at every step. */
import { layers } from '../../../src/index.ts';
import type { LayerCases } from '../layers.ts';

/** 64 samples of 3 steps and 16 channels, all 1. */
const ones = new Array(64).fill(new Array(3).fill(new Array(16).fill(1)));
const images = new Array(64).fill([new Array(3).fill(new Array(16).fill(1))]);
const volumes = new Array(64).fill([[new Array(3).fill(new Array(16).fill(1))]]);

function statistics(values: Float32Array): { mean: number; deviation: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return { mean, deviation: Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length) };
}

/** Mean and standard deviation of the output, within some standard errors of 3072 values. */
function has(mean: number, deviation: number, within = 0.06) {
  return (values: Float32Array): string | null => {
    const own = statistics(values);
    const far = Math.abs(own.mean - mean) > within || Math.abs(own.deviation - deviation) > within;
    return far ? `mean ${own.mean} and deviation ${own.deviation}, expected ${mean} and ${deviation}` : null;
  };
}

/** Every sample has the same value at all places of a channel, and some channels are dropped. */
function dropsChannels(places: number, channelsFirst = false) {
  return (values: Float32Array): string | null => {
    const stride = channelsFirst ? 1 : 16;
    for (let start = 0; start < values.length; start += 16 * places) {
      for (let channel = 0; channel < 16; channel++) {
        const first = start + (channelsFirst ? channel * places : channel);
        for (let place = 1; place < places; place++)
          if (values[first + place * stride] !== values[first]) return `channel ${channel} is not dropped as a whole`;
      }
    }
    return has(1, 0.5, 0.1)(values);
  };
}

const random = { training: true, random: true } as const;

export const regularizationLayers: LayerCases = {
  'Dropout: some elements dropped, the others scaled': {
    make: () => layers.dropout({ rate: 0.25 }),
    x: ones,
    ...random,
    holds: (values) => {
      const other = values.find((value) => value !== 0 && Math.abs(value - 4 / 3) > 1e-6);
      return other === undefined ? has(1, Math.sqrt(1 / 3))(values) : `${other} is neither 0 nor 4/3`;
    },
    config: { rate: 0.25, seed: null, noise_shape: null },
  },
  'Dropout with a mask of its own shape': {
    make: () => layers.dropout({ rate: 0.2, noiseShape: [null, 1, null], seed: 3 }),
    x: ones,
    ...random,
    holds: dropsChannels(3),
    config: { noise_shape: [null, 1, null], seed: 3 },
  },
  'Dropout of everything': {
    make: () => layers.dropout({ rate: 1 }),
    x: [[1, 2]],
    training: true,
    gives: [[0, 0]],
  },
  'Dropout keeps the mask': {
    make: () => layers.dropout({ rate: 0.5 }),
    x: [[[1], [2]]],
    masks: [[[true, false]]],
    gives: [[[1], [2]]],
    mask: [[true, false]],
  },
  'SpatialDropout1D: whole channels': {
    make: () => layers.spatialDropout1d({ rate: 0.2, seed: 1 }),
    x: ones,
    ...random,
    holds: dropsChannels(3),
    config: { rate: 0.2, seed: 1, trainable: undefined, data_format: undefined },
  },
  'SpatialDropout2D: whole channels': {
    make: () => layers.spatialDropout2d({ rate: 0.2 }),
    x: images,
    ...random,
    holds: dropsChannels(3),
    config: { data_format: 'channels_last' },
  },
  'SpatialDropout2D, channels first': {
    make: () => layers.spatialDropout2d({ rate: 0.2, dataFormat: 'channelsFirst' }),
    x: new Array(64).fill(new Array(16).fill([[1, 1, 1]])),
    ...random,
    holds: dropsChannels(3, true),
    config: { data_format: 'channels_first' },
  },
  'SpatialDropout3D: whole channels': {
    make: () => layers.spatialDropout3d({ rate: 0.2 }),
    x: volumes,
    ...random,
    holds: dropsChannels(3),
  },
  'GaussianNoise in training': {
    make: () => layers.gaussianNoise({ stddev: 0.5 }),
    x: ones,
    ...random,
    holds: has(1, 0.5),
    config: { stddev: 0.5, seed: null },
  },
  'GaussianNoise with a seed': {
    make: () => layers.gaussianNoise({ stddev: 1, seed: 11 }),
    x: ones,
    ...random,
    holds: has(1, 1),
  },
  'GaussianDropout in training': {
    make: () => layers.gaussianDropout({ rate: 0.2 }),
    x: ones,
    ...random,
    holds: has(1, 0.5),
    config: { rate: 0.2, seed: null },
  },
  'AlphaDropout keeps mean and deviation of normal numbers': {
    make: () => layers.alphaDropout({ rate: 0.3 }),
    x: ones.map((sample: number[][], n) => sample.map((step, s) => step.map((_, c) => normal((n * 3 + s) * 16 + c)))),
    ...random,
    holds: has(0, 1, 0.1),
    config: { rate: 0.3, seed: null, noise_shape: null },
  },
  'AlphaDropout: the value of what is dropped': {
    make: () => layers.alphaDropout({ rate: 0.5, noiseShape: [null, 1, 1] }),
    x: ones,
    ...random,
    holds: (values) => {
      const low = -1.6732632423543772 * 1.0507009873554805;
      const a = (0.5 * (1 + 0.5 * low ** 2)) ** -0.5;
      const allowed = [a - a * low * 0.5, a * low - a * low * 0.5];
      const other = values.find((value) => allowed.every((each) => Math.abs(each - value) > 1e-5));
      return other === undefined ? null : `${other} is none of ${allowed}`;
    },
  },
  'AlphaDropout outside of training': {
    make: () => layers.alphaDropout({ rate: 0.5 }),
    x: [[1, -2]],
    gives: [[1, -2]],
  },
  'ActivityRegularization keeps values and masks': {
    make: () => layers.activityRegularization({ l1: 0.1, l2: 0.2 }),
    x: [[[1], [2]]],
    masks: [[[false, true]]],
    gives: [[[1], [2]]],
    mask: [[false, true]],
    config: { l1: 0.1, l2: 0.2, activity_regularizer: undefined },
  },
  'an activity regularizer is part of the configuration': {
    make: () => layers.activation({ activation: 'relu', activityRegularizer: 'l2' }),
    x: [[1, -2]],
    gives: [[1, 0]],
    config: {
      activity_regularizer: {
        module: 'keras.regularizers',
        class_name: 'L2',
        config: { l2: 0.01 },
        registered_name: null,
      },
    },
  },
};

/** Repeatable normal numbers (Box and Muller). */
function normal(place: number): number {
  const [u, v] = [1, 2].map((k) => (Math.abs(Math.sin((place + 1) * 12.9898 * k) * 43758.5453) % 1) + 1e-9);
  return Math.sqrt(-2 * Math.log(Math.min(1, u!))) * Math.cos(2 * Math.PI * v!); // two numbers
}
