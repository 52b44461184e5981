/** Images rotated, moved, zoomed, sheared, seen from other sides, distorted. */
import { type Layer, layers } from '../../../../src/index.ts';
import type { NestedArray } from '../../../../src/runtime/tensor.ts';
import type { LayerCases } from '../../layers.ts';
import {
  COUNT,
  channelsFirst,
  classes,
  columns,
  few,
  greys,
  lines,
  notLikely,
  notUniform,
  perImage,
  pictures,
  random,
  speckles,
  unit,
} from './pictures.ts';

/** Layers that take channels first give the same as with channels last, moved. */
function firstAndLast(name: string, make: (dataFormat: string) => Layer, gives: NestedArray): LayerCases {
  return {
    [`${name}, channels first`]: {
      make: () => make('channelsFirst'),
      x: channelsFirst(few),
      training: true,
      gives,
      config: { data_format: 'channels_first' },
    },
  };
}

export const places: LayerCases = {
  'RandomTranslation: sideways': {
    make: () => layers.randomTranslation({ heightFactor: 0, widthFactor: 0.3, fillMode: 'nearest' }),
    x: columns,
    ...random,
    holds: (values) =>
      notUniform(
        'moves to the right',
        perImage(values, COUNT).map((image) => 2 - image[7]!), // the middle
        -1.5,
        1.5,
      ),
    config: { height_factor: 0, width_factor: 0.3, fill_mode: 'nearest', fill_value: 0, seed: null },
  },
  'RandomTranslation: down': {
    make: () => layers.randomTranslation({ heightFactor: [-0.1, 0.3], widthFactor: 0 }),
    x: lines,
    ...random,
    holds: (values) =>
      notUniform(
        'moves down',
        perImage(values, COUNT).map((image) => 2 - image[7]!), // the middle
        -0.5,
        1.5,
      ),
    config: { height_factor: [-0.1, 0.3], interpolation: 'bilinear', fill_mode: 'reflect' },
  },
  'RandomRotation: angles': {
    make: () => layers.randomRotation({ factor: 0.05 }),
    x: pictures([COUNT, 5, 5, 1], (_, y) => y),
    ...random,
    holds: (values) =>
      notUniform(
        'turns',
        perImage(values, COUNT).map((image) => Math.asin((image[14]! - 2) / 2) / (2 * Math.PI)), // right of the middle
        -0.05,
        0.05,
      ),
    config: { factor: [-0.05, 0.05], fill_mode: 'reflect', interpolation: 'bilinear', fill_value: 0 },
  },
  'RandomZoom: height': {
    make: () => layers.randomZoom({ heightFactor: [-0.5, 0.2], widthFactor: 0 }),
    x: lines,
    ...random,
    holds: (values) =>
      notUniform(
        'zooms',
        perImage(values, COUNT).map((image) => image[10]! - 2), // below the middle
        0.5,
        1.2,
      ),
    config: { height_factor: [-0.5, 0.2], width_factor: 0 },
  },
  'RandomZoom keeps the aspect ratio': {
    make: () => layers.randomZoom({ heightFactor: [-0.5, 0.5] }),
    x: pictures([COUNT, 5, 5, 2], (_, y, x, c) => (c === 0 ? y : x)),
    ...random,
    holds: (values) => {
      const zooms = perImage(values, COUNT).map((image) => [image[36]! - 2, image[37]! - 2]); // right of and below the middle
      const other = zooms.find(([high, wide]) => Math.abs(high! - wide!) > 1e-5); // two channels
      return other ? `zooms ${other} differ` : null;
    },
    config: { width_factor: null },
  },
  'RandomShear: both directions': {
    make: () => layers.randomShear({ xFactor: [0.2, 0.6], fillMode: 'nearest' }),
    x: columns,
    ...random,
    holds: (values) => {
      const shears = perImage(values, COUNT).map((image) => image[7]! - 2); // the middle: in row 1
      return (
        notUniform('shears', shears.map(Math.abs), 0.2, 0.6) ??
        notLikely(
          'to the left',
          shears.map((each) => each < 0),
          0.5,
        )
      );
    },
    config: { x_factor: [0.2, 0.6], y_factor: [0, 0] },
  },
  'RandomPerspective: the first corner stays': {
    make: () => layers.randomPerspective({ factor: [1, 1], scale: 0.5 }),
    x: few,
    ...random,
    holds: (values) => {
      const first = few.map((_, n) => values[n * 90]);
      const expected = few.map((image) => image[0]![0]![0]); // not empty
      return first.every((value, n) => Math.abs(value! - expected[n]!) < 1e-5) ? null : `corners ${first}`; // as many
    },
    config: { factor: [1, 1], scale: 0.5, fill_value: 0, interpolation: 'bilinear', fill_mode: undefined },
  },
  'RandomPerspective: how many images': {
    make: () => layers.randomPerspective({ factor: [0.3, 0.3], scale: 1, fillValue: 9 }),
    x: pictures([COUNT, 4, 4, 1], speckles),
    ...random,
    holds: (values) => {
      const same = perImage(pictureValues([COUNT, 4, 4, 1]), COUNT).map(String);
      const changed = perImage(values, COUNT).map((image, n) => String(image) !== same[n]);
      return notLikely('changed', changed, 0.3);
    },
  },
  'RandomElasticTransform: one colour stays': {
    make: () => layers.randomElasticTransform({ factor: [1, 1], scale: [0.5, 1], ...unit }),
    x: [greys[0]!], // not empty
    training: true,
    gives: [greys[0]!], // not empty
    config: { factor: [1, 1], scale: [0.5, 1], value_range: [0, 1], fill_mode: 'reflect', interpolation: 'bilinear' },
  },
  'RandomElasticTransform: how far': {
    make: () => layers.randomElasticTransform({ factor: [1, 1], scale: [1, 1], valueRange: [0, 100] }),
    x: pictures([8, 32, 32, 1], (_, __, x) => x),
    ...random,
    holds: (values) => farFrom(values, 32),
  },
  'RandomRotation: masks keep their numbers': {
    make: () => layers.randomRotation({ factor: 0.5 }),
    list: [few, classes],
    output: 1,
    ...random,
    holds: (values) => (values.every(Number.isInteger) ? null : `numbers between classes: ${values}`),
  },
  'RandomElasticTransform: masks keep their numbers': {
    make: () => layers.randomElasticTransform({ factor: [1, 1] }),
    list: [pictures([2, 12, 12, 3], speckles), pictures([2, 12, 12, 1], (_, y, x) => (y * 3 + x) % 4)],
    output: 1,
    ...random,
    holds: (values) => (values.every(Number.isInteger) ? null : `numbers between classes: ${values}`),
  },
  ...firstAndLast(
    'RandomTranslation',
    (dataFormat) =>
      layers.randomTranslation({ heightFactor: [0.2, 0.2], widthFactor: 0, fillMode: 'wrap', dataFormat }),
    channelsFirst(few.map((image) => [image[4]!, ...image.slice(0, 4)])), // five rows
  ),
  ...firstAndLast('RandomZoom', (dataFormat) => layers.randomZoom({ heightFactor: 0, dataFormat }), channelsFirst(few)),
};

/** The values of the images that `speckles` makes. */
function pictureValues(shape: readonly [number, number, number, number]): Float32Array {
  return Float32Array.from(pictures(shape, speckles).flat(3));
}

/** Moves to the side, in images whose pixels are their columns: about as far as blurred noise is. */
function farFrom(values: Float32Array, size: number): string | null {
  const moves = Array.from(values).flatMap((value, place) => {
    const [row, column] = [Math.floor(place / size) % size, place % size];
    const inner = Math.min(row, column, size - 1 - row, size - 1 - column) >= 8; // away from the edges
    return inner ? [value - column] : [];
  });
  const mean = moves.reduce((sum, move) => sum + move, 0) / moves.length;
  const deviation = Math.sqrt(moves.reduce((sum, move) => sum + (move - mean) ** 2, 0) / moves.length);
  const sigma = 0.05 * size;
  const bell = Array.from({ length: 9 }, (_, tap) => Math.exp(-0.5 * ((tap - 4) / sigma) ** 2));
  const total = bell.reduce((sum, weight) => sum + weight, 0);
  const squares = bell.reduce((sum, weight) => sum + (weight / total) ** 2, 0);
  const expected = 0.1 * size * sigma * squares; // of noise with deviation sigma, blurred along both axes
  const near = Math.abs(mean) < expected / 2 && Math.abs(deviation / expected - 1) < 0.3; // neighbours move alike: few free numbers
  return near ? null : `moves with mean ${mean} and deviation ${deviation}, expected 0 and ${expected}`;
}
