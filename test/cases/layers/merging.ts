/** Merging with masks, broadcasting and other axes. Values: Keras 3.15, torch backend. */
import { layers } from '../../../src/index.ts';
import type { LayerCase, LayerCases } from '../layers.ts';

const a = [
  [
    [1, 2],
    [3, 4],
    [5, 6],
  ],
];
const b = [
  [
    [6, 1],
    [2, 7],
    [0, 3],
  ],
];
const maskA = [[true, false, false]];
const maskB = [[true, true, false]];
const either = [[true, true, false]];

const both = { list: [a, b], masks: [maskA, maskB], mask: either } as const;
const first = { list: [a, b], masks: [maskA, null], mask: null } as const;
const second = { list: [a, b], masks: [null, maskB], mask: null } as const;

const sum: LayerCase['gives'] = [
  [
    [7, 3],
    [5, 11],
    [5, 9],
  ],
];

export const mergingLayers: LayerCases = {
  'Add: masks joined, values as they are': { make: () => layers.add(), ...both, gives: sum },
  'Add: no mask where one input has none': { make: () => layers.add(), ...first, gives: sum },
  'Add: missing axes come after the batch': {
    make: () => layers.add(),
    list: [a, [[10, 20]]],
    gives: [
      [
        [11, 22],
        [13, 24],
        [15, 26],
      ],
    ],
  },
  'Add: one input': { make: () => layers.add(), list: [a], gives: a },
  'Subtract with masks': {
    make: () => layers.subtract(),
    ...both,
    gives: [
      [
        [-5, 1],
        [1, -3],
        [5, 3],
      ],
    ],
  },
  'Average of three': {
    make: () => layers.average(),
    list: [[[1, 2]], [[3, 4]], [[8, 0]]],
    gives: [[4, 2]],
  },
  'Multiply: 1 where nothing counts, 0 where none does': {
    make: () => layers.multiply(),
    ...both,
    gives: [
      [
        [6, 2],
        [2, 7],
        [0, 0],
      ],
    ],
  },
  'Multiply: mask of the first': {
    make: () => layers.multiply(),
    ...first,
    gives: [
      [
        [6, 2],
        [2, 7],
        [0, 3],
      ],
    ],
  },
  'Multiply: mask of the second': {
    make: () => layers.multiply(),
    ...second,
    gives: [
      [
        [6, 2],
        [6, 28],
        [5, 6],
      ],
    ],
  },
  'Maximum of what counts': {
    make: () => layers.maximum(),
    ...both,
    gives: [
      [
        [6, 2],
        [2, 7],
        [5, 6],
      ],
    ],
  },
  'Maximum: mask of the first': {
    make: () => layers.maximum(),
    ...first,
    gives: [
      [
        [6, 2],
        [2, 7],
        [0, 3],
      ],
    ],
  },
  'Maximum: a mask with missing axes': {
    make: () => layers.maximum(),
    list: [a, [[10, 20]]],
    masks: [maskA, null],
    gives: [
      [
        [10, 20],
        [10, 20],
        [10, 20],
      ],
    ],
    mask: null,
  },
  'Minimum of what counts': {
    make: () => layers.minimum(),
    ...both,
    gives: [
      [
        [1, 1],
        [2, 7],
        [5, 6],
      ],
    ],
  },
  'Minimum: mask of the second': {
    make: () => layers.minimum(),
    ...second,
    gives: [
      [
        [1, 1],
        [2, 4],
        [5, 6],
      ],
    ],
  },
  'Concatenate: along channels a place counts where one does': {
    make: () => layers.concatenate(),
    ...both,
    gives: [
      [
        [1, 2, 6, 1],
        [3, 4, 2, 7],
        [5, 6, 0, 3],
      ],
    ],
    config: { axis: -1 },
  },
  'Concatenate: without a mask all counts': {
    make: () => layers.concatenate(),
    list: [a, b],
    masks: [maskA, null],
    mask: [[true, true, true]],
  },
  'Concatenate: along steps masks follow each other': {
    make: () => layers.concatenate({ axis: 1 }),
    list: [a, b],
    masks: [maskA, maskB],
    mask: [[true, false, false, true, true, false]],
    shape: [1, 6, 2],
    config: { axis: 1 },
  },
  'Concatenate: steps, one without a mask': {
    make: () => layers.concatenate({ axis: -2 }),
    list: [a, b],
    masks: [null, maskB],
    mask: [[true, true, true, true, true, false]],
  },
  'Dot: other axes, no mask': {
    make: () => layers.dot({ axes: [1, 2] }),
    list: [
      [
        [
          [0, 1, 2],
          [3, 4, 5],
        ],
      ],
      [
        [
          [0, 1],
          [2, 3],
          [4, 5],
          [6, 7],
        ],
      ],
    ],
    masks: [[[true, false]], [[true, true, true, false]]],
    gives: [
      [
        [3, 9, 15, 21],
        [4, 14, 24, 34],
        [5, 19, 33, 47],
      ],
    ],
    mask: null,
    config: { axes: [1, 2], normalize: false },
  },
  'Dot: a vector and a matrix': {
    make: () => layers.dot({ axes: 1 }),
    list: [
      [[0, 1, 2]],
      [
        [
          [0, 1],
          [2, 3],
          [4, 5],
        ],
      ],
    ],
    gives: [[10, 13]],
  },
  'Dot: four axes': {
    make: () => layers.dot({ axes: [3, 1] }),
    list: [
      [
        [
          [
            [0, 1],
            [2, 3],
          ],
          [
            [4, 5],
            [6, 7],
          ],
        ],
      ],
      [
        [
          [0, 1, 2],
          [3, 4, 5],
        ],
      ],
    ],
    gives: [
      [
        [
          [3, 4, 5],
          [9, 14, 19],
        ],
        [
          [15, 24, 33],
          [21, 34, 47],
        ],
      ],
    ],
  },
  'Dot: the cosine with zeros is 0': {
    make: () => layers.dot({ axes: -1, normalize: true }),
    list: [
      [
        [3, 4],
        [3, 4],
      ],
      [
        [0, 0],
        [4, 3],
      ],
    ],
    gives: [[0], [0.96]],
    config: { axes: -1, normalize: true },
  },
};
