/** Rows of `ops.image`: gradients, and what is refused. Values: the golden rows of images.json. */
import { ops as api } from '../../../src/index.ts';
import { InvalidArgumentError, ShapeError } from '../../../src/runtime/errors.ts';
import { constant } from '../../../src/runtime/graph.ts';
import type { OpCase } from '../opCase.ts';

const { image } = api;

/** A rotation with a little of everything. */
const turned = () => constant([0.8, -0.45, 1.3, 0.4, 0.9, -1.7, 0.01, 0.02], [8]);
const corners = () => constant([0, 0, 4, 0, 0, 3, 4, 3], [4, 2]);
const moved = () => constant([0.4, -0.6, 3.5, 0.7, -0.5, 2.8, 4.6, 2.4], [4, 2]);

const photos = { shapes: [[2, 4, 5, 3]] } as const;
const one = { shapes: [[4, 5, 3]] } as const;
const first = { shapes: [[2, 3, 4, 5]] } as const;
const channelsFirst = { dataFormat: 'channelsFirst' } as const;

const resizes: readonly OpCase[] = [
  { ...photos, call: (x) => image.resize(x, [3, 8]), shape: [2, 3, 8, 3] },
  { ...one, call: (x) => image.resize(x, [6, 4], { interpolation: 'lanczos3' }), shape: [6, 4, 3], why: 'one image' },
  { ...first, call: (x) => image.resize(x, [2, 2], { ...channelsFirst, antialias: true }), shape: [2, 3, 2, 2] },
  { ...photos, call: (x) => image.resize(x, [4, 2], { cropToAspectRatio: true }), why: 'a middle part' },
  { ...photos, call: (x) => image.resize(x, [9, 2], { padToAspectRatio: true, fillValue: 1 }), why: 'padded' },
  {
    values: [[[[1], [4]]]],
    dtypes: ['int32'],
    call: (x) => image.resize(x, [1, 3]),
    gives: [[[1], [2], [4]]],
    gradient: 'none',
    kind: 'exact',
    why: 'integers are rounded, halves to even',
  },
  { shapes: [[4, 5]], call: (x) => image.resize(x, [2, 2]), throws: ShapeError },
  { ...photos, call: (x) => image.resize(x, [0, 2]), throws: InvalidArgumentError },
  { ...photos, call: (x) => image.resize(x, [2, 2], { interpolation: 'area' }), throws: InvalidArgumentError },
  { ...photos, call: (x) => image.resize(x, [2, 2], { fillMode: 'reflect' }), throws: InvalidArgumentError },
  {
    ...photos,
    call: (x) => image.resize(x, [2, 2], { cropToAspectRatio: true, padToAspectRatio: true }),
    throws: InvalidArgumentError,
  },
];

const affine: readonly OpCase[] = [
  ...(['constant', 'nearest', 'wrap', 'mirror', 'reflect'] as const).map(
    (fillMode): OpCase => ({ ...photos, call: (x) => image.affineTransform(x, turned(), { fillMode }), why: fillMode }),
  ),
  {
    ...first,
    call: (x) => image.affineTransform(x, turned(), { ...channelsFirst, interpolation: 'nearest' }),
    shape: [2, 3, 4, 5],
    kind: 'exact',
    backward: 'arithmetic',
  },
  {
    shapes: [
      [2, 4, 5, 1],
      [2, 8],
    ],
    range: [
      [-2, 2],
      [0.1, 0.3],
    ],
    call: (x, transform) => image.affineTransform(x, transform),
    kind: 'division',
    gradient: 'rough',
    why: 'a transform for each image, and its gradient',
  },
  { ...photos, call: (x) => image.affineTransform(x, constant(1, [3, 8])), throws: ShapeError },
  { ...photos, call: (x) => image.affineTransform(x, turned(), { fillMode: 'fill' }), throws: InvalidArgumentError },
  {
    ...photos,
    call: (x) => image.affineTransform(x, turned(), { interpolation: 'bicubic' }),
    throws: InvalidArgumentError,
  },
  {
    ...photos,
    call: (x) => image.affineTransform(x, turned(), { fillValue: Number.NaN }),
    throws: InvalidArgumentError,
  },
];

const perspective: readonly OpCase[] = [
  { ...photos, call: (x) => image.perspectiveTransform(x, corners(), moved()), kind: 'division' },
  {
    ...first,
    call: (x) => image.perspectiveTransform(x, corners(), moved(), { ...channelsFirst, fillValue: 3 }),
    kind: 'division',
  },
  {
    values: [
      [
        [[1], [2]],
        [[3], [4]],
      ],
    ],
    call: (x) =>
      image.perspectiveTransform(
        x,
        constant([0, 0, 1, 0, 0, 1, 1, 1], [4, 2]),
        constant([1, 0, 0, 0, 1, 1, 0, 1], [4, 2]),
      ),
    gives: [
      [[2], [1]],
      [[4], [3]],
    ],
    why: 'flipped',
  },
  { ...photos, call: (x) => image.perspectiveTransform(x, corners(), constant(1, [4, 3])), throws: ShapeError },
];

const blurs: readonly OpCase[] = [
  { ...photos, call: (x) => image.gaussianBlur(x, { kernelSize: [5, 3], sigma: [0.7, 1.5] }) },
  { ...one, call: (x) => image.gaussianBlur(x), shape: [4, 5, 3] },
  {
    values: [[[[0], [1], [0]]]],
    call: (x) => image.gaussianBlur(x, { kernelSize: [3, 1], sigma: 1 / Math.sqrt(2 * Math.LN2) }),
    gives: [[[0.25], [0.5], [0.25]]],
    why: 'kernelSize is width, then height',
  },
  { ...photos, call: (x) => image.gaussianBlur(x, { kernelSize: 4 }), throws: InvalidArgumentError },
  { ...photos, call: (x) => image.gaussianBlur(x, { sigma: 0 }), throws: InvalidArgumentError },
];

/** Values apart from each other, so that no step of finite differences changes their order. */
const apart = {
  values: [
    [
      [
        [0.9, 0.5, 0.1],
        [0.2, 0.8, 0.4],
        [0.3, 0.6, 0.95],
      ],
    ],
  ],
} as const;

const colours = {
  'image.rgbToGrayscale': [
    { ...photos, call: (x) => image.rgbToGrayscale(x), shape: [2, 4, 5, 1] },
    { shapes: [[4, 5, 1]], call: (x) => image.rgbToGrayscale(x), shape: [4, 5, 1], why: 'grey already' },
    { shapes: [[4, 5, 2]], call: (x) => image.rgbToGrayscale(x), throws: ShapeError },
  ],
  'image.rgbToHsv': [
    { ...apart, call: (x) => image.rgbToHsv(x), kind: 'division' },
    {
      values: [[[[0.5, 0.5, 0.5]]]],
      call: (x) => image.rgbToHsv(x),
      gives: [[[0, 0, 0.5]]],
      gradient: 'rough',
      why: 'grey',
    },
    { shapes: [[4, 5, 1]], call: (x) => image.rgbToHsv(x), throws: ShapeError },
  ],
  'image.hsvToRgb': [
    { ...apart, call: (x) => image.hsvToRgb(x) },
    {
      ...apart,
      call: (x) => image.hsvToRgb(image.rgbToHsv(x)),
      gives: apart.values[0],
      kind: 'division',
      why: 'there and back',
    },
    { shapes: [[4, 5, 4]], call: (x) => image.hsvToRgb(x), throws: ShapeError },
  ],
} satisfies Record<string, readonly OpCase[]>;

export const imageFunctionCases: Readonly<Record<string, readonly OpCase[]>> = {
  'image.resize': resizes,
  'image.affineTransform': affine,
  'image.perspectiveTransform': perspective,
  'image.gaussianBlur': blurs,
  ...colours,
};
