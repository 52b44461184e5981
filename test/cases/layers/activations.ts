/** Activation layers: masks and options that golden vectors leave out. */
import { layers } from '../../../src/index.ts';
import type { LayerCases } from '../layers.ts';

const steps = [[[-1], [2], [-3]]];
const mask = [[true, false, true]];
const masks = [mask];

export const activationLayers: LayerCases = {
  'Activation keeps the mask': {
    make: () => layers.activation({ activation: 'relu' }),
    x: steps,
    masks,
    gives: [[[0], [2], [0]]],
    mask,
    config: { activation: 'relu' },
  },
  'ReLU with limit, slope and threshold': {
    make: () => layers.reLU({ maxValue: 8, negativeSlope: 0.5, threshold: 5 }),
    x: [[6, 7, 3, 5, 10]],
    gives: [[6, 7, -1, 0, 8]],
    config: { max_value: 8, negative_slope: 0.5, threshold: 5 },
  },
  'ReLU keeps the mask': { make: () => layers.reLU(), x: steps, masks, gives: [[[0], [2], [0]]], mask },
  'LeakyReLU has slope 0.3': {
    make: () => layers.leakyReLU(),
    x: [[-10, 5]],
    gives: [[-3, 5]],
    config: { negative_slope: 0.3 },
  },
  'LeakyReLU: the older name of the slope': {
    make: () => layers.leakyReLU({ alpha: 0.1 }),
    x: [[-10, 5]],
    gives: [[-1, 5]],
    config: { negative_slope: 0.1 },
  },
  'ELU with alpha': {
    make: () => layers.elu({ alpha: 2 }),
    x: [[-1, 1]],
    gives: [[2 * Math.expm1(-1), 1]],
    config: { alpha: 2 },
  },
  'PReLU: one slope per channel': {
    make: () => layers.prelu({ sharedAxes: [1], alphaInitializer: 'ones' }),
    x: [
      [
        [-2, 4],
        [1, -1],
      ],
    ],
    masks: [[[true, false]]],
    gives: [
      [
        [-2, 4],
        [1, -1],
      ],
    ],
    mask: [[true, false]],
    config: { shared_axes: [1] },
  },
  'Softmax: what a mask leaves out is 0, also where nothing counts': {
    make: () => layers.softmax(),
    x: [
      [1, 2, 1],
      [3, 1, 2],
    ],
    masks: [
      [
        [true, false, true],
        [false, false, false],
      ],
    ],
    gives: [
      [0.5, 0, 0.5],
      [0, 0, 0],
    ],
    config: { axis: -1 },
  },
  'Softmax over two axes': {
    make: () => layers.softmax({ axis: [1, 2] }),
    x: [
      [
        [1, 2],
        [3, 4],
        [5, 6],
      ],
    ],
    gives: [
      [
        [0.0042697778, 0.0116064595],
        [0.0315496288, 0.0857607797],
        [0.2331219763, 0.6336912513],
      ],
    ],
    config: { axis: [1, 2] },
  },
  'Softmax over two axes, large numbers': {
    make: () => layers.softmax({ axis: [-2, -1] }),
    x: [[[1e4, -1e4]]],
    gives: [[[1, 0]]],
  },
};
