/** Image layers given inputs and options that they cannot take. */
import { input, type Layer, layers, tensor } from '../../../src/index.ts';
import type { ErrorCase } from '../errors.ts';

type Cases = Readonly<Record<string, ErrorCase>>;

/** A row for options that a constructor refuses. */
function wrongOption(make: () => Layer, ...says: readonly string[]): ErrorCase {
  return { error: 'InvalidArgumentError', says, run: make };
}

const images = tensor(new Float32Array(2 * 4 * 4 * 3), [2, 4, 4, 3]);
const grey = tensor(new Float32Array(2 * 4 * 4), [2, 4, 4, 1]);

/** What any value is that types would not let through. */
const mistake = <T>(value: unknown): T => value as T; // mistakes that types would catch

const inputs: Cases = {
  'an image layer on vectors': {
    error: 'ShapeError',
    says: ['RandomFlip "', 'images [batch, height, width, channels], or one image', 'received [null, 3]', 'reshape'],
    run: () => layers.randomFlip().apply(input([3])),
  },
  'an image layer on videos, channels first': {
    error: 'ShapeError',
    says: ['Resizing "', 'images [batch, channels, height, width]', 'received [null, 1, 2, 3, 4]'],
    run: () => layers.resizing({ height: 1, width: 1, dataFormat: 'channelsFirst' }).apply(input([1, 2, 3, 4])),
  },
  'hue of grey images': {
    error: 'ShapeError',
    says: ['RandomHue "', 'images with 3 channels (red, green, blue)', 'received [2, 4, 4, 1]'],
    run: () => layers.randomHue({ factor: 0.5 }).run(grey),
  },
  'labels of another number': {
    error: 'ShapeError',
    says: ['MixUp "', 'labels for each of 2 images', 'received [3, 1]'],
    run: () => layers.mixUp().run([images, tensor([[1], [2], [3]])]),
  },
  'a colour for other channels': {
    error: 'ShapeError',
    says: ['RandomErasing "', 'images with 3 channels, as fillValue has numbers', 'received [2, 4, 4, 1]'],
    run: () => layers.randomErasing({ fillValue: [1, 2, 3] }).run(grey),
  },
};

const factors: Cases = {
  'RandomRotation: more than a turn': wrongOption(
    () => layers.randomRotation({ factor: 1.5 }),
    'RandomRotation "',
    'factor must be a number, or a list of two numbers [low, high], from -1 to 1',
    'received 1.5',
  ),
  'RandomRotation without a factor': wrongOption(
    () => layers.randomRotation(mistake({})),
    'RandomRotation "',
    'factor must be a number',
    'received undefined',
  ),
  'RandomTranslation: three numbers': wrongOption(
    () => layers.randomTranslation({ heightFactor: mistake([0, 0.1, 0.2]), widthFactor: 0 }),
    'RandomTranslation "',
    'heightFactor must be a number, or a list of two numbers',
    'received [0, 0.1, 0.2]',
  ),
  'RandomZoom: nothing is seen': wrongOption(
    () => layers.randomZoom({ heightFactor: 0.1, widthFactor: [-1, 0] }),
    'RandomZoom "',
    'widthFactor must be above -1, which shows nothing',
    'received [-1, 0]',
  ),
  'RandomContrast: a negative factor': wrongOption(
    () => layers.randomContrast({ factor: -0.1 }),
    'RandomContrast "',
    'from 0 to 1',
    'received -0.1',
  ),
  'RandomInvert: a probability above 1': wrongOption(
    () => layers.randomInvert({ factor: [0.5, 1.2] }),
    'RandomInvert "',
    'factor',
    'from 0 to 1',
    'received [0.5, 1.2]',
  ),
  'RandomGrayscale: a range': wrongOption(
    () => layers.randomGrayscale({ factor: mistake([0, 1]) }),
    'RandomGrayscale "',
    'factor must be a number from 0 to 1',
    'received [0, 1]',
  ),
  'RandomPosterization: half a bit': wrongOption(
    () => layers.randomPosterization({ factor: 2.5 }),
    'RandomPosterization "',
    'factor must be a whole number from 1 on',
    'received 2.5',
  ),
  'RandomPosterization: nine bits': wrongOption(
    () => layers.randomPosterization({ factor: 9 }),
    'RandomPosterization "',
    'from 1 to 8',
    'received 9',
  ),
  'RandomGaussianBlur: a negative width': wrongOption(
    () => layers.randomGaussianBlur({ sigma: -1 }),
    'RandomGaussianBlur "',
    'sigma must be a number, or a list of two numbers [low, high], from 0 on',
    'received -1',
  ),
  'RandomPerspective: too far': wrongOption(
    () => layers.randomPerspective({ scale: 2 }),
    'RandomPerspective "',
    'scale must be a number from 0 to 1',
    'received 2',
  ),
  'MixUp: no parameter': wrongOption(
    () => layers.mixUp({ alpha: 0 }),
    'MixUp "',
    'alpha must be a positive number',
    'received 0',
  ),
};

const options: Cases = {
  'Resizing: no height': wrongOption(
    () => layers.resizing({ height: 0, width: 3 }),
    'Resizing "',
    'height must be a positive integer',
    'received 0',
  ),
  'Resizing: both ways': wrongOption(
    () => layers.resizing({ height: 3, width: 3, cropToAspectRatio: true, padToAspectRatio: true }),
    'Resizing "',
    'at most one of cropToAspectRatio and padToAspectRatio',
  ),
  'Resizing: an unknown interpolation': wrongOption(
    () => layers.resizing({ height: 3, width: 3, interpolation: 'bilinaer' }),
    'Resizing "',
    'interpolation must be a known name',
    'Did you mean "bilinear"?',
  ),
  'CenterCrop: half a pixel': wrongOption(
    () => layers.centerCrop({ height: 2, width: 1.5 }),
    'CenterCrop "',
    'width must be a positive integer',
    'received 1.5',
  ),
  'RandomFlip: an unknown mode': wrongOption(
    () => layers.randomFlip({ mode: 'diagonal' }),
    'RandomFlip "',
    'mode must be a known name',
    '"diagonal"',
    'horizontal_and_vertical',
  ),
  'RandomShear: an unknown fill mode': wrongOption(
    () => layers.randomShear({ fillMode: 'mirror' }),
    'RandomShear "',
    'fillMode must be a known name',
    '"mirror"',
    'reflect, wrap, constant, nearest',
  ),
  'RandomBrightness: one end of the value range': wrongOption(
    () => layers.randomBrightness({ factor: 0.1, valueRange: mistake([255]) }),
    'RandomBrightness "',
    'valueRange must be a list of two different numbers [low, high]',
    'received [255]',
  ),
  'RandomGaussianBlur: an even window': wrongOption(
    () => layers.randomGaussianBlur({ kernelSize: 4 }),
    'RandomGaussianBlur "',
    'kernelSize must be odd',
    'received 4',
  ),
  'RandomErasing: a colour by name': wrongOption(
    () => layers.randomErasing({ fillValue: mistake('red') }),
    'RandomErasing "',
    'fillValue must be a number, a list of numbers (one for each channel) or null',
    '"red"',
  ),
  'Equalization: no bins': wrongOption(
    () => layers.equalization({ bins: 0 }),
    'Equalization "',
    'bins must be a positive integer',
    'received 0',
  ),
  'ContrastLimitedAdaptiveHistogramEqualization: a negative limit': wrongOption(
    () => layers.contrastLimitedAdaptiveHistogramEqualization({ clipLimit: -1 }),
    'ContrastLimitedAdaptiveHistogramEqualization "',
    'clipLimit must be a number from 0 on',
    'received -1',
  ),
  'ContrastLimitedAdaptiveHistogramEqualization: no tiles': wrongOption(
    () => layers.contrastLimitedAdaptiveHistogramEqualization({ tileGridSize: [4, 0] }),
    'ContrastLimitedAdaptiveHistogramEqualization "',
    'tileGridSize must be a positive integer, or a list of 2 of them',
    'received [4, 0]',
  ),
  'RandAugment: nothing to do': wrongOption(
    () => layers.randAugment({ numOps: 0 }),
    'RandAugment "',
    'numOps must be a positive integer',
  ),
  'AugMix: a negative parameter': wrongOption(() => layers.augMix({ alpha: -1 }), 'AugMix "', 'alpha', 'received -1'),
  'Pipeline of names': wrongOption(
    () => layers.pipeline({ layers: mistake(['randomFlip']) }),
    'Pipeline "',
    'layers must be a list of layers',
    '"randomFlip"',
  ),
  'Pipeline of nothing': wrongOption(
    () => layers.pipeline({ layers: [] }),
    'Pipeline "',
    'layers must be a list',
    '[]',
  ),
};

export const imageErrors: Cases = { ...inputs, ...factors, ...options };
