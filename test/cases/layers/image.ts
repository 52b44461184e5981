/**
 * Layers on images: random numbers, inference, masks and labels, configurations. What happens for fixed numbers is in the
 * golden rows of images.json.
 */
import { type Layer, layers } from '../../../src/index.ts';
import type { NestedArray } from '../../../src/runtime/tensor.ts';
import type { LayerCase, LayerCases } from '../layers.ts';
import { channelsFirst, notLikely, notUniform, perImage, pictures, speckles } from './pictures.ts';

const COUNT = 128;
const random = { training: true, random: true } as const;
const unit = { valueRange: [0, 1] } as const;

/** A few small images with three channels. */
const few = pictures([6, 5, 6, 3], speckles);
/** Many tiny images whose pixels are their columns. */
const columns = pictures([COUNT, 3, 5, 1], (_, __, x) => x);
/** Many images whose pixels are their rows. */
const lines = pictures([COUNT, 5, 3, 1], (_, y) => y);
/** Many images of one grey. */
const greys = pictures([COUNT, 2, 2, 3], () => 0.5);
/** Many images of one colour. */
const reds = pictures([COUNT, 2, 2, 3], (_, __, ___, c) => [0.75, 0.25, 0.5][c]!); // three channels
/** Labels for `few`. */
const ones = few.map((_, n) => [n]);
/** Numbers of classes, for `few`. */
const classes = pictures([6, 5, 6, 1], (n, y, x) => (n + y * 2 + x) % 5);

/** Each layer, and options that change much. */
const augmentations: Readonly<Record<string, () => Layer>> = {
  RandomFlip: () => layers.randomFlip(),
  RandomRotation: () => layers.randomRotation({ factor: 0.4 }),
  RandomTranslation: () => layers.randomTranslation({ heightFactor: 0.4, widthFactor: 0.3 }),
  RandomZoom: () => layers.randomZoom({ heightFactor: 0.5, widthFactor: [-0.4, 0.3] }),
  RandomShear: () => layers.randomShear({ xFactor: 0.5, yFactor: [0.1, 0.4] }),
  RandomPerspective: () => layers.randomPerspective({ scale: 0.6 }),
  RandomElasticTransform: () => layers.randomElasticTransform({ ...unit }),
  RandomBrightness: () => layers.randomBrightness({ factor: 0.4, ...unit }),
  RandomContrast: () => layers.randomContrast({ factor: 0.6, ...unit }),
  RandomHue: () => layers.randomHue({ factor: 0.7, ...unit }),
  RandomSaturation: () => layers.randomSaturation({ factor: 0.9, ...unit }),
  RandomSharpness: () => layers.randomSharpness({ factor: 1, ...unit }),
  RandomColorJitter: () =>
    layers.randomColorJitter({
      brightnessFactor: 0.2,
      contrastFactor: 0.3,
      saturationFactor: [0.3, 0.7],
      hueFactor: 0.4,
      ...unit,
    }),
  RandomColorDegeneration: () => layers.randomColorDegeneration({ factor: 0.8, ...unit }),
  RandomGrayscale: () => layers.randomGrayscale(),
  RandomInvert: () => layers.randomInvert({ ...unit }),
  RandomPosterization: () => layers.randomPosterization({ factor: [1, 6], ...unit }),
  RandomGaussianBlur: () => layers.randomGaussianBlur({ kernelSize: [5, 3], ...unit }),
  RandomErasing: () => layers.randomErasing({ scale: [0.2, 0.6], ...unit }),
  Solarization: () => layers.solarization({ additionFactor: 0.3, thresholdFactor: [0.2, 0.8], ...unit }),
  MixUp: () => layers.mixUp({ alpha: 0.5 }),
  CutMix: () => layers.cutMix({ factor: [0.8, 1] }),
  RandAugment: () => layers.randAugment({ ...unit }),
  AugMix: () => layers.augMix({ numChains: 2, chainDepth: 2, ...unit }),
};

/** Every augmentation: other numbers at every step, the same on both executors; nothing outside of training. */
const everyAugmentation: LayerCases = Object.fromEntries(
  Object.entries(augmentations).flatMap(([name, make]): [string, LayerCase][] => [
    [`${name} draws anew at every step`, { make, x: few, ...random, shape: [6, 5, 6, 3], holds: inUnit }],
    [`${name} outside of training`, { make, x: few, gives: few }],
    [`${name} of one image`, { make, x: few[0]!, training: true, shape: [5, 6, 3] }], // not empty
  ]),
);

function inUnit(values: Float32Array): string | null {
  const wrong = values.find((value) => !(value >= -1e-6 && value <= 1 + 1e-6));
  return wrong === undefined ? null : `${wrong} is outside of [0, 1]`;
}

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

const flips: LayerCases = {
  ...Object.fromEntries(
    (['horizontal', 'vertical', 'horizontalAndVertical'] as const).map((mode): [string, LayerCase] => [
      `RandomFlip, ${mode}: half of the images`,
      {
        make: () => layers.randomFlip({ mode, seed: 3 }),
        x: pictures([COUNT, 2, 2, 1], (_, y, x) => y * 2 + x),
        ...random,
        holds: (values) => {
          const flipped = { horizontal: '1,0,3,2', vertical: '2,3,0,1', horizontalAndVertical: '3,2,1,0' }[mode];
          const all = perImage(values, COUNT).map(String);
          const other = all.find((each) => each !== '0,1,2,3' && each !== flipped);
          if (other !== undefined) return `${other} is neither the image nor flipped`;
          return notLikely(
            'flipped',
            all.map((each) => each === flipped),
            0.5,
          );
        },
        config: { mode: mode === 'horizontalAndVertical' ? 'horizontal_and_vertical' : mode, seed: 3 },
      },
    ]),
  ),
  'RandomFlip takes masks along': {
    make: () => layers.randomFlip({ mode: 'horizontal', seed: 1 }),
    list: [columns, columns.map((image) => image.map((row) => row.map(([value]) => [4 - value!])))], // one channel
    output: 1,
    ...random,
    holds: (values) =>
      notLikely(
        'flipped',
        perImage(values, COUNT).map(([first]) => first === 0),
        0.5,
      ),
  },
  'labels stay as they are': {
    make: () => layers.randomFlip(),
    list: [few, ones],
    output: 1,
    training: true,
    gives: ones,
  },
};

const places: LayerCases = {
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
    config: { height_factor: [0, 0], width_factor: [-0.3, 0.3], fill_mode: 'nearest', fill_value: 0, seed: null },
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
    config: { height_factor: [-0.5, 0.2], width_factor: [0, 0] },
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
  'RandomCrop: one place for a batch': {
    make: () => layers.randomCrop({ height: 2, width: 3, seed: 5 }),
    x: pictures([2, 6, 8, 1], (n, y, x) => n * 100 + y * 10 + x),
    ...random,
    shape: [2, 2, 3, 1],
    holds: (values) => {
      const first = values[0]!; // not empty
      const expected = [0, 1, 2, 10, 11, 12, 100, 101, 102, 110, 111, 112].map((value) => first + value);
      const inside = first % 10 <= 5 && first <= 45;
      return inside && String(Array.from(values)) === String(expected) ? null : `no part of the images: ${values}`;
    },
    config: { height: 2, width: 3, seed: 5, data_format: 'channels_last' },
  },
  'RandomCrop outside of training: the middle, resized': {
    make: () => layers.randomCrop({ height: 2, width: 2 }),
    x: pictures([1, 4, 6, 1], (_, y, x) => y * 10 + x),
    gives: [
      [
        [[6.5], [8.5]],
        [[26.5], [28.5]],
      ],
    ],
  },
  'RandomCrop of a smaller image: the middle, resized': {
    make: () => layers.randomCrop({ height: 4, width: 2 }),
    x: pictures([1, 2, 3, 1], (_, __, x) => x),
    training: true,
    gives: pictures([1, 4, 2, 1], () => 1),
  },
  'RandomCrop as high as the image': {
    make: () => layers.randomCrop({ height: 2, width: 2 }),
    x: pictures([1, 2, 40, 1], (_, y, x) => y * 100 + x),
    ...random,
    shape: [1, 2, 2, 1],
  },
  'RandomCrop takes masks along': {
    make: () => layers.randomCrop({ height: 3, width: 3, seed: 2 }),
    list: [few, classes],
    output: 1,
    ...random,
    shape: [6, 3, 3, 1],
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
  'Resizing: masks keep their numbers': {
    make: () => layers.resizing({ height: 2, width: 3 }),
    list: [few, classes],
    output: 1,
    shape: [6, 2, 3, 1],
    holds: (values) => (values.every(Number.isInteger) ? null : `numbers between classes: ${values}`),
    config: { height: 2, width: 3, interpolation: 'bilinear', crop_to_aspect_ratio: false, fill_mode: 'constant' },
  },
  'Resizing: lanczos5': {
    make: () => layers.resizing({ height: 3, width: 5, interpolation: 'lanczos5', antialias: true }),
    x: greys.slice(0, 1),
    gives: pictures([1, 3, 5, 3], () => 0.5),
    config: { interpolation: 'lanczos5', antialias: true },
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

const colours: LayerCases = {
  'RandomBrightness: what is added': {
    make: () => layers.randomBrightness({ factor: 0.4, valueRange: [0, 1] }),
    x: greys,
    ...random,
    holds: (values) =>
      notUniform(
        'added',
        perImage(values, COUNT).map(([value]) => value! - 0.5), // not empty
        -0.4,
        0.4,
      ),
    config: { factor: [-0.4, 0.4], value_range: [0, 1], seed: null, data_format: 'channels_last' },
  },
  'RandomContrast: a number is lower and upper': {
    make: () => layers.randomContrast({ factor: 0.5, valueRange: [0, 1] }),
    x: pictures([COUNT, 2, 1, 1], (_, y) => 0.4 + 0.2 * y),
    ...random,
    holds: (values) =>
      notUniform(
        'contrasts',
        perImage(values, COUNT).map(([dark, bright]) => (bright! - dark!) / 0.2), // two pixels
        0.5,
        1.5,
      ),
    config: { factor: [0.5, 0.5] },
  },
  'RandomContrast: lower and upper': {
    make: () => layers.randomContrast({ factor: [0.2, 0.8], valueRange: [0, 1] }),
    x: pictures([COUNT, 2, 1, 1], (_, y) => 0.4 + 0.2 * y),
    ...random,
    holds: (values) =>
      notUniform(
        'contrasts',
        perImage(values, COUNT).map(([dark, bright]) => (bright! - dark!) / 0.2), // two pixels
        0.8,
        1.8,
      ),
  },
  'RandomHue: turns': {
    make: () => layers.randomHue({ factor: [0.1, 0.3], ...unit }),
    x: pictures([COUNT, 1, 1, 3], (_, __, ___, c) => (c === 0 ? 1 : 0)),
    ...random,
    holds: (values) => {
      const pixels = perImage(values, COUNT);
      const turns = pixels.map(([, green, blue]) => Math.max(green!, blue!) / 6); // from red: towards yellow or magenta
      return (
        notUniform('turns', turns, 0.05, 0.15) ??
        notLikely(
          'towards yellow',
          pixels.map(([, green, blue]) => green! > blue!), // three channels
          0.5,
        )
      );
    },
    config: { factor: [0.1, 0.3], value_range: [0, 1] },
  },
  'RandomHue: grey has none': {
    make: () => layers.randomHue({ factor: 1, ...unit }),
    x: greys,
    training: true,
    gives: greys,
  },
  'RandomSaturation: shares': {
    make: () => layers.randomSaturation({ factor: [0, 0.5], ...unit }),
    x: pictures([COUNT, 1, 1, 3], (_, __, ___, c) => (c === 0 ? 1 : 0)),
    ...random,
    holds: (values) => {
      const saturations = perImage(values, COUNT).map(([red, green]) => (red! - green!) / red!); // three channels
      return notUniform(
        'factors',
        saturations.map((each) => each / (1 + each)),
        0,
        0.5,
      );
    },
    config: { factor: [0, 0.5] },
  },
  'RandomSaturation: full colours stay inside of the value range': {
    make: () => layers.randomSaturation({ factor: [1, 1] }),
    x: [[[[128, 64, 96]]]],
    training: true,
    gives: [[[[128, 0, 64]]]],
  },
  'RandomSharpness: factors': {
    make: () => layers.randomSharpness({ factor: 0.8, valueRange: [-9, 9] }),
    x: pictures([COUNT, 3, 3, 1], (_, y, x) => (y === 1 && x === 1 ? 1 : 0)),
    ...random,
    holds: (values) =>
      notUniform(
        'factors',
        perImage(values, COUNT).map((image) => (1 + ((image[4]! - 1) * 13) / 8) / 2), // 1 - (1 - 2f) 8/13
        0,
        0.8,
      ),
    config: { factor: [0, 0.8], value_range: [-9, 9] },
  },
  'RandomColorDegeneration: factors': {
    make: () => layers.randomColorDegeneration({ factor: [0.2, 0.9], ...unit }),
    x: reds,
    ...random,
    holds: (values) =>
      notUniform(
        'factors',
        perImage(values, COUNT).map(([red, green]) => 1 - (red! - green!) / 0.5), // three channels
        0.2,
        0.9,
      ),
  },
  'RandomGrayscale: how many images': {
    make: () => layers.randomGrayscale({ factor: 0.3, seed: 4 }),
    x: reds,
    ...random,
    holds: (values) =>
      notLikely(
        'grey',
        perImage(values, COUNT).map(([red, green]) => red === green),
        0.3,
      ),
    config: { factor: 0.3 },
  },
  'RandomInvert: how many images': {
    make: () => layers.randomInvert({ factor: [0.2, 0.2], valueRange: [-1, 3] }),
    x: pictures([COUNT, 1, 1, 1], () => 0),
    ...random,
    holds: (values) => {
      const other = values.find((value) => value !== 0 && value !== 2);
      if (other !== undefined) return `${other} is neither 0 nor 2`;
      return notLikely(
        'inverted',
        Array.from(values, (value) => value === 2),
        0.2,
      );
    },
    config: { factor: [0.2, 0.2], value_range: [-1, 3] },
  },
  'RandomInvert: a number is the highest probability': {
    make: () => layers.randomInvert(),
    x: pictures([COUNT, 1, 1, 1], () => 0),
    ...random,
    holds: (values) =>
      notLikely(
        'inverted',
        Array.from(values, (value) => value === 255),
        0.5,
      ),
    config: { factor: [0, 1], value_range: [0, 255] },
  },
  'RandomPosterization: a number is the number of bits': {
    make: () => layers.randomPosterization({ factor: 3 }),
    x: [[[[255, 31, 64]]]],
    training: true,
    gives: [[[[224, 0, 64]]]],
    config: { factor: [3, 3] },
  },
  'RandomPosterization: from low up to high': {
    make: () => layers.randomPosterization({ factor: [1, 4] }),
    x: pictures([COUNT, 1, 1, 1], () => 255),
    ...random,
    holds: (values) => {
      const shades = [128, 192, 224];
      const other = values.find((value) => !shades.includes(value));
      if (other !== undefined) return `${other} is none of ${shades}`;
      const wrong = shades.map((shade) =>
        notLikely(
          `${shade}`,
          Array.from(values, (value) => value === shade),
          1 / 3,
        ),
      );
      return wrong.find((each) => each !== null) ?? null;
    },
    config: { factor: [1, 4] },
  },
  'RandomGaussianBlur: how many images': {
    make: () => layers.randomGaussianBlur({ factor: [0.4, 0.4], sigma: [0.5, 2], ...unit }),
    x: pictures([COUNT, 3, 3, 1], (_, y, x) => (y === 1 && x === 1 ? 1 : 0)),
    ...random,
    holds: (values) => {
      const all = perImage(values, COUNT);
      const sum = all.find((image) => Math.abs(image.reduce((a, b) => a + b, 0) - 1) > 1e-5);
      if (sum) return `the weights of a bell add up to 1, not ${sum}`;
      return notLikely(
        'blurred',
        all.map((image) => image[4]! < 0.99), // nine pixels
        0.4,
      );
    },
    config: { factor: [0.4, 0.4], sigma: [0.5, 2], kernel_size: [3, 3] },
  },
  'RandomErasing: boxes': {
    make: () => layers.randomErasing({ factor: [1, 1], scale: [0.25, 0.64], fillValue: 9 }),
    x: pictures([COUNT, 10, 20, 1], () => 1),
    ...random,
    holds: (values) => {
      for (const image of perImage(values, COUNT)) {
        const rows = Array.from(
          { length: 10 },
          (_, y) => image.slice(y * 20, (y + 1) * 20).filter((v) => v === 9).length,
        );
        const [high, wide] = [rows.filter((count) => count > 0).length, Math.max(...rows)];
        const whole = rows.every((count) => count === 0 || count === wide);
        if (!whole || high < 4 || high > 9 || wide < 9 || wide > 17) return `no box of 5 to 8 by 10 to 16: ${rows}`;
      }
      return null;
    },
    config: { factor: [1, 1], scale: [0.25, 0.64], fill_value: 9 },
  },
  'RandomErasing: colours': {
    make: () => layers.randomErasing({ factor: [1, 1], scale: [1, 1], fillValue: [1, 2, 300] }),
    x: [[[[7, 7, 7]]]],
    training: true,
    gives: [[[[1, 2, 255]]]],
    config: { fill_value: [1, 2, 300] },
  },
  'RandomErasing: noise': {
    make: () => layers.randomErasing({ factor: [1, 1], scale: [1, 1], valueRange: [-100, 1] }),
    x: pictures([8, 16, 16, 1], () => 50),
    ...random,
    holds: (values) => {
      const below = Array.from(values, (value) => value < 0);
      const high = values.some((value) => value > 1);
      return high ? 'noise above the value range' : notLikely('below 0', below, 0.5);
    },
    config: { fill_value: null, value_range: [-100, 1] },
  },
  'Solarization: a threshold': {
    make: () => layers.solarization({ thresholdFactor: [0.5, 0.5], additionFactor: [0.1, 0.1], valueRange: [0, 100] }),
    x: [[[[10, 39, 41, 95]]]],
    training: true,
    gives: [[[[20, 49, 49, 0]]]],
    config: { threshold_factor: [0.5, 0.5], addition_factor: [0.1, 0.1] },
  },
  'AutoContrast, channels first': {
    make: () => layers.autoContrast({ dataFormat: 'channelsFirst', valueRange: [0, 8] }),
    x: [[[[1, 2, 3]], [[4, 4, 4]]]],
    gives: [[[[0, 4, 8]], [[4, 4, 4]]]],
    config: { value_range: [0, 8], data_format: 'channels_first' },
  },
  'Equalization of few bins': {
    make: () => layers.equalization({ bins: 2, valueRange: [0, 1] }),
    x: [[[[0], [0.9], [1], [1]]]],
    training: true,
    gives: [[[[0], [0], [1], [1]]]],
    config: { bins: 2 },
  },
};

const mixtures: LayerCases = {
  'MixUp: images and labels alike': {
    make: () => layers.mixUp({ alpha: 0.7, seed: 9 }),
    list: [pictures([COUNT, 1, 1, 1], (n) => n / COUNT), Array.from({ length: COUNT }, (_, n) => [n / COUNT, 1])],
    output: 1,
    ...random,
    holds: (values) => {
      const sums = perImage(values, COUNT).map(([, all]) => all!); // two labels
      const moved = perImage(values, COUNT).filter(([label], n) => Math.abs(label! - n / COUNT) > 0.01); // likewise
      if (sums.some((sum) => Math.abs(sum - 1) > 1e-5)) return `shares add up to 1, not ${sums}`;
      return moved.length > COUNT / 2 ? null : `only ${moved.length} labels were mixed`;
    },
    config: { alpha: 0.7, seed: 9 },
  },
  'MixUp: masks are mixed': {
    make: () => layers.mixUp({ alpha: 1 }),
    list: [few, classes],
    output: 1,
    ...random,
  },
  'CutMix: labels by the area of the box': {
    make: () => layers.cutMix({ factor: [1, 1] }),
    list: [pictures([COUNT, 16, 16, 1], (n) => n), Array.from({ length: COUNT }, (_, n) => [n])],
    ...random,
    holds: (values) => {
      const shares = perImage(values, COUNT).map((image, n) => image.filter((value) => value === n).length / 256);
      const [least, most] = [Math.min(...shares), Math.max(...shares)];
      const mean = shares.reduce((sum, share) => sum + share, 0) / COUNT;
      const likely = least < 0.2 && most > 0.9 && Math.abs(mean - 0.5) < 0.15; // uniform; a box misses the first row and column
      return likely ? null : `shares from ${least} to ${most} with mean ${mean}`;
    },
    config: { factor: [1, 1] },
  },
  'CutMix: shares of the labels': {
    make: () => layers.cutMix({ factor: [1, 1] }),
    list: [pictures([COUNT, 2, 2, 1], (n) => n), Array.from({ length: COUNT }, (_, n) => [n === 0 ? 1 : 0, 1])],
    output: 1,
    ...random,
    holds: (values) => {
      const first = perImage(values, COUNT).reduce((sum, [label]) => sum + label!, 0); // two labels
      const others = perImage(values, COUNT).find(([, all]) => Math.abs(all! - 1) > 1e-5); // likewise
      return first > 0 && first < 2 && !others ? null : `labels ${first}, ${others}`;
    },
  },
  'RandAugment: configuration': {
    make: () => layers.randAugment({ numOps: 3, factor: [0.1, 0.4], seed: 8 }),
    x: few,
    gives: few,
    config: { num_ops: 3, factor: [0.1, 0.4], interpolation: 'bilinear', value_range: [0, 255], seed: 8 },
  },
  'RandAugment: masks keep their numbers': {
    make: () => layers.randAugment({ numOps: 1, factor: 1, ...unit }),
    list: [few, classes],
    output: 1,
    training: true,
    holds: (values) => (values.every(Number.isInteger) ? null : `numbers between classes: ${values}`),
  },
  'AugMix: configuration': {
    make: () => layers.augMix({ numChains: 2, chainDepth: 1, allOps: false, alpha: 2 }),
    x: few,
    gives: few,
    config: { num_chains: 2, chain_depth: 1, all_ops: false, alpha: 2, factor: [0, 0.3], value_range: [0, 255] },
  },
  'AugMix without changes': {
    make: () => layers.augMix({ numChains: 1, chainDepth: 1, factor: 0, allOps: false, ...unit }),
    x: greys.slice(0, 2),
    training: true,
    shape: [2, 2, 2, 3],
    holds: inUnit,
  },
};

const pipelines: LayerCases = {
  'Pipeline: one layer after another': {
    make: () =>
      layers.pipeline({
        layers: [
          layers.centerCrop({ height: 1, width: 2, name: 'crop' }),
          layers.randomBrightness({ factor: [0.5, 0.5], ...unit, name: 'bright' }),
          layers.randomInvert({ factor: [1, 1], ...unit, name: 'invert' }),
        ],
        name: 'steps',
      }),
    x: [[[[0], [0.25], [0.5], [0.75]]]],
    training: true,
    gives: [[[[0.25], [0]]]],
    config: { name: 'steps', trainable: undefined, dtype: undefined },
  },
  'Pipeline outside of training': {
    make: () => layers.pipeline({ layers: [layers.randomInvert(), layers.resizing({ height: 1, width: 1 })] }),
    x: [[[[1], [3]]]],
    gives: [[[[2]]]],
  },
  'Pipeline of random layers': {
    make: () => layers.pipeline({ layers: [layers.randomFlip(), layers.randomRotation({ factor: 0.3 })] }),
    x: few,
    ...random,
    shape: [6, 5, 6, 3],
  },
  'Pipeline of images and labels': {
    make: () => layers.pipeline({ layers: [layers.randomFlip({ seed: 1 }), layers.mixUp({ alpha: 1, seed: 1 })] }),
    list: [few, ones],
    output: 1,
    ...random,
    shape: [6, 1],
  },
};

export const imageLayers: LayerCases = {
  ...everyAugmentation,
  ...flips,
  ...places,
  ...colours,
  ...mixtures,
  ...pipelines,
};
