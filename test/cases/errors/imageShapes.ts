/** Image layers given samples that are no images. */
import { type Layer, layers } from '../../../src/index.ts';
import { type Cases, wrongInput } from './rows.ts';

const size = { height: 2, width: 2 };

/** Every layer of the family. */
const made: Readonly<Record<string, () => Layer>> = {
  AugMix: () => layers.augMix(),
  AutoContrast: () => layers.autoContrast(),
  CenterCrop: () => layers.centerCrop(size),
  ContrastLimitedAdaptiveHistogramEqualization: () => layers.contrastLimitedAdaptiveHistogramEqualization(),
  CutMix: () => layers.cutMix(),
  Equalization: () => layers.equalization(),
  MixUp: () => layers.mixUp(),
  RandAugment: () => layers.randAugment(),
  RandomBrightness: () => layers.randomBrightness({ factor: 0.5 }),
  RandomColorDegeneration: () => layers.randomColorDegeneration({ factor: 0.5 }),
  RandomColorJitter: () => layers.randomColorJitter({ brightnessFactor: 0.5 }),
  RandomContrast: () => layers.randomContrast({ factor: 0.5 }),
  RandomCrop: () => layers.randomCrop(size),
  RandomElasticTransform: () => layers.randomElasticTransform(),
  RandomErasing: () => layers.randomErasing(),
  RandomFlip: () => layers.randomFlip(),
  RandomGaussianBlur: () => layers.randomGaussianBlur(),
  RandomGrayscale: () => layers.randomGrayscale(),
  RandomHue: () => layers.randomHue({ factor: 0.5 }),
  RandomInvert: () => layers.randomInvert(),
  RandomPerspective: () => layers.randomPerspective(),
  RandomPosterization: () => layers.randomPosterization({ factor: 4 }),
  RandomRotation: () => layers.randomRotation({ factor: 0.5 }),
  RandomSaturation: () => layers.randomSaturation({ factor: 0.5 }),
  RandomSharpness: () => layers.randomSharpness({ factor: 0.5 }),
  RandomShear: () => layers.randomShear({ xFactor: 0.5 }),
  RandomTranslation: () => layers.randomTranslation({ heightFactor: 0.5, widthFactor: 0.5 }),
  RandomZoom: () => layers.randomZoom({ heightFactor: 0.5 }),
  Resizing: () => layers.resizing(size),
  Solarization: () => layers.solarization(),
};

const vectors = Object.entries(made).map(([name, make]) => [
  `${name}: vectors`,
  wrongInput(make, [[3]], `${name} "`, 'images [batch, height, width, channels]', 'received [null, 3]', 'reshape'),
]);

export const imageShapeErrors: Cases = {
  ...Object.fromEntries(vectors),
  'Pipeline: vectors': wrongInput(
    () => layers.pipeline({ layers: [layers.randomFlip()] }),
    [[3]],
    'RandomFlip "',
    'received [null, 3]',
  ),
};
