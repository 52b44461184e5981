/** Brightness, contrast, hue, saturation, sharpness, colour. */
import { layers } from '../../../../src/index.ts';
import type { LayerCases } from '../../layers.ts';
import { COUNT, greys, notLikely, notUniform, perImage, pictures, random, reds, unit } from './pictures.ts';

export const colours: LayerCases = {
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
};
