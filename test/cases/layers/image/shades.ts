/** Grey and inverted images, fewer shades, blur, boxes, histograms. */
import { layers } from '../../../../src/index.ts';
import type { LayerCases } from '../../layers.ts';
import { COUNT, notLikely, perImage, pictures, random, reds, unit } from './pictures.ts';

export const shades: LayerCases = {
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
  'ContrastLimitedAdaptiveHistogramEqualization outside of training': {
    make: () =>
      layers.contrastLimitedAdaptiveHistogramEqualization({ tileGridSize: 1, clipLimit: 0, valueRange: [0, 1] }),
    x: [[[[0], [0.25], [0.25], [1]]]],
    gives: [[[[0], [2 / 3], [2 / 3], [1]]]],
    config: { value_range: [0, 1], clip_limit: 0, tile_grid_size: [1, 1], data_format: 'channels_last' },
  },
};
