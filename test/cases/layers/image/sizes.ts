/** Parts of images, images in another size, flips, and layers one after another. */
import { layers } from '../../../../src/index.ts';
import type { LayerCase, LayerCases } from '../../layers.ts';
import {
  COUNT,
  classes,
  columns,
  few,
  greys,
  labels,
  notLikely,
  perImage,
  pictures,
  random,
  unit,
} from './pictures.ts';

export const sizes: LayerCases = {
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
};

export const flips: LayerCases = {
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
    list: [few, labels],
    output: 1,
    training: true,
    gives: labels,
  },
};

export const pipelines: LayerCases = {
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
    list: [few, labels],
    output: 1,
    ...random,
    shape: [6, 1],
  },
};
