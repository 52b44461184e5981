/** Reshaping layers: forms of options, channels first, interpolations. Values: Keras 3.15, torch backend; lanczos: JAX. */
import { layers } from '../../../src/index.ts';
import type { LayerCases } from '../layers.ts';

const square = [
  [
    [[0], [1]],
    [[2], [3]],
  ],
];
const first = [
  [
    [
      [0, 1],
      [2, 3],
    ],
  ],
];
const masked = { masks: [[[true, false]]], mask: null } as const;

export const reshapingLayers: LayerCases = {
  'Permute drops the mask': {
    make: () => layers.permute({ dims: [2, 1] }),
    x: [
      [
        [1, 2, 3],
        [4, 5, 6],
      ],
    ],
    ...masked,
    gives: [
      [
        [1, 4],
        [2, 5],
        [3, 6],
      ],
    ],
    config: { dims: [2, 1] },
  },
  'RepeatVector: a copy per step': {
    make: () => layers.repeatVector({ n: 2 }),
    x: [
      [1, 2],
      [3, 4],
    ],
    gives: [
      [
        [1, 2],
        [1, 2],
      ],
      [
        [3, 4],
        [3, 4],
      ],
    ],
    config: { n: 2 },
  },
  'Cropping1D: one number': { make: () => layers.cropping1d(), x: [[[1], [2], [3]]], gives: [[[2]]] },
  'Cropping1D: before and after': {
    make: () => layers.cropping1d({ cropping: [2, 0] }),
    x: [[[1], [2], [3]]],
    gives: [[[3]]],
    config: { cropping: [2, 0], data_format: undefined },
  },
  'Cropping2D crops nothing by default': {
    make: () => layers.cropping2d(),
    x: square,
    gives: square,
    config: {
      cropping: [
        [0, 0],
        [0, 0],
      ],
      data_format: 'channels_last',
    },
  },
  'Cropping2D, channels first': {
    make: () =>
      layers.cropping2d({
        cropping: [
          [0, 1],
          [1, 0],
        ],
        dataFormat: 'channelsFirst',
      }),
    x: [
      [
        [
          [0, 1, 2],
          [3, 4, 5],
          [6, 7, 8],
        ],
      ],
    ],
    gives: [
      [
        [
          [1, 2],
          [4, 5],
        ],
      ],
    ],
    config: { data_format: 'channels_first' },
  },
  'Cropping2D: a number per axis': {
    make: () => layers.cropping2d({ cropping: [1, 0] }),
    x: [[[[1]], [[2]], [[3]]]],
    gives: [[[[2]]]],
    config: {
      cropping: [
        [1, 1],
        [0, 0],
      ],
    },
  },
  'Cropping3D: 1 by default': {
    make: () => layers.cropping3d(),
    x: [new Array(3).fill(new Array(3).fill([[1], [2], [3]]))],
    gives: [[[[[2]]]]],
  },
  'ZeroPadding1D, channels first': {
    make: () => layers.zeroPadding1d({ padding: [1, 2], dataFormat: 'channels_first' }),
    x: [[[1], [1]]],
    gives: [
      [
        [0, 1, 0, 0],
        [0, 1, 0, 0],
      ],
    ],
    config: { padding: [1, 2], data_format: 'channels_first' },
  },
  'ZeroPadding2D: pairs': {
    make: () =>
      layers.zeroPadding2d({
        padding: [
          [1, 0],
          [0, 2],
        ],
      }),
    x: [[[[5]]]],
    gives: [
      [
        [[0], [0], [0]],
        [[5], [0], [0]],
      ],
    ],
  },
  'ZeroPadding2D, channels first': {
    make: () => layers.zeroPadding2d({ padding: [0, 1], dataFormat: 'channelsFirst' }),
    x: first,
    gives: [
      [
        [
          [0, 0, 1, 0],
          [0, 2, 3, 0],
        ],
      ],
    ],
  },
  'ZeroPadding3D: 1 on every side by default': {
    make: () => layers.zeroPadding3d(),
    x: [[[[[5]]]]],
    shape: [1, 3, 3, 3, 1],
    config: {
      padding: [
        [1, 1],
        [1, 1],
        [1, 1],
      ],
    },
  },
  'UpSampling1D three times': {
    make: () => layers.upSampling1d({ size: 3 }),
    x: [[[1], [2]]],
    gives: [[[1], [1], [1], [2], [2], [2]]],
    config: { size: 3, data_format: undefined },
  },
  'UpSampling2D, channels first': {
    make: () => layers.upSampling2d({ size: [1, 2], dataFormat: 'channelsFirst' }),
    x: first,
    gives: [
      [
        [
          [0, 0, 1, 1],
          [2, 2, 3, 3],
        ],
      ],
    ],
    config: { size: [1, 2], data_format: 'channels_first', interpolation: 'nearest' },
  },
  'UpSampling2D bilinear, channels first': {
    make: () => layers.upSampling2d({ size: [1, 3], interpolation: 'bilinear', dataFormat: 'channelsFirst' }),
    x: first,
    gives: [
      [
        [
          [0, 0, 1 / 3, 2 / 3, 1, 1],
          [2, 2, 7 / 3, 8 / 3, 3, 3],
        ],
      ],
    ],
    config: { interpolation: 'bilinear' },
  },
  'UpSampling2D bicubic': {
    make: () => layers.upSampling2d({ interpolation: 'bicubic' }),
    x: square,
    gives: [
      [
        [[-0.31640625], [0.015625], [0.5625], [0.89453125]],
        [[0.34765625], [0.6796875], [1.2265625], [1.55859375]],
        [[1.44140625], [1.7734375], [2.3203125], [2.65234375]],
        [[2.10546875], [2.4375], [2.984375], [3.31640625]],
      ],
    ],
  },
  'UpSampling2D lanczos3': {
    make: () => layers.upSampling2d({ size: [1, 2], interpolation: 'lanczos3' }),
    x: [[[[0], [1]]]],
    gives: [[[[-0.17547776], [0.2328707], [0.76712936], [1.17547774]]]],
  },
  'UpSampling2D lanczos5': {
    make: () => layers.upSampling2d({ size: [1, 2], interpolation: 'lanczos5' }),
    x: [[[[0], [1]]]],
    gives: [[[[-0.2207119], [0.24383173], [0.75616819], [1.22071183]]]],
  },
  'UpSampling3D: a factor per axis': {
    make: () => layers.upSampling3d({ size: [1, 2, 1] }),
    x: [[[[[1], [2]]]]],
    gives: [
      [
        [
          [[1], [2]],
          [[1], [2]],
        ],
      ],
    ],
    config: { size: [1, 2, 1] },
  },
};
