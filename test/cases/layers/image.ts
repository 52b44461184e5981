/**
 * Layers on images: random numbers, inference, masks and labels, configurations. What happens for fixed numbers is in the
 * golden rows of images.json.
 */
import { type Layer, layers } from '../../../src/index.ts';
import type { LayerCase, LayerCases } from '../layers.ts';
import { colours } from './image/colours.ts';
import { mixtures } from './image/mixtures.ts';
import { few, inUnit, random, unit } from './image/pictures.ts';
import { places } from './image/places.ts';
import { shades } from './image/shades.ts';
import { flips, pipelines, sizes } from './image/sizes.ts';

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

export const imageLayers: LayerCases = {
  ...everyAugmentation,
  ...flips,
  ...sizes,
  ...places,
  ...colours,
  ...shades,
  ...mixtures,
  ...pipelines,
};
