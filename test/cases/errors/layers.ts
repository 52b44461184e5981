/** Reshaping, merging, regularization and activation layers given inputs and options that they cannot take. */
import { input, type Layer, layers, tensor } from '../../../src/index.ts';
import { type Cases, wrongInput, wrongOption } from './rows.ts';

export { wrongInput, wrongOption } from './rows.ts';

/** Layers that take inputs of a fixed number of axes, with those axes. */
const ranked: Readonly<Record<string, readonly [make: () => Layer, axes: string]>> = {
  RepeatVector: [() => layers.repeatVector({ n: 2 }), 'batch, features'],
  Permute: [() => layers.permute({ dims: [2, 1] }), 'batch, axis 1, axis 2'],
  Cropping1D: [() => layers.cropping1d(), 'batch, steps, channels'],
  Cropping2D: [() => layers.cropping2d(), 'batch, height, width, channels'],
  Cropping3D: [() => layers.cropping3d(), 'batch, depth, height, width, channels'],
  ZeroPadding1D: [() => layers.zeroPadding1d(), 'batch, steps, channels'],
  ZeroPadding2D: [() => layers.zeroPadding2d({ dataFormat: 'channelsFirst' }), 'batch, channels, height, width'],
  ZeroPadding3D: [() => layers.zeroPadding3d(), 'batch, depth, height, width, channels'],
  UpSampling1D: [() => layers.upSampling1d(), 'batch, steps, channels'],
  UpSampling2D: [() => layers.upSampling2d(), 'batch, height, width, channels'],
  UpSampling3D: [() => layers.upSampling3d(), 'batch, depth, height, width, channels'],
  SpatialDropout1D: [() => layers.spatialDropout1d({ rate: 0.5 }), 'batch, steps, channels'],
  SpatialDropout2D: [() => layers.spatialDropout2d({ rate: 0.5 }), 'batch, height, width, channels'],
  SpatialDropout3D: [() => layers.spatialDropout3d({ rate: 0.5 }), 'batch, depth, height, width, channels'],
};

const ranks = Object.fromEntries(
  Object.entries(ranked).map(([name, [make, axes]]) => {
    const count = axes.split(', ').length;
    const shape = new Array<number>(count).fill(9);
    const expected = `an input of ${count} axes [${axes}], received [null, ${shape.join(', ')}]`;
    return [`${name}: an axis too many`, wrongInput(make, [shape], `${name} "`, expected, 'layers.reshape')];
  }),
);

/** Layers that merge inputs of equal shapes. */
const merging: Readonly<Record<string, () => Layer>> = {
  Add: () => layers.add(),
  Subtract: () => layers.subtract(),
  Multiply: () => layers.multiply(),
  Average: () => layers.average(),
  Maximum: () => layers.maximum(),
  Minimum: () => layers.minimum(),
};

const unequal = Object.fromEntries(
  Object.entries(merging).map(([name, make]) => [
    `${name}: shapes that differ`,
    wrongInput(make, [[3], [4]], `${name} "`, 'equal shapes', '[[null, 3], [null, 4]]', 'layers.dense'),
  ]),
);

const merges: Cases = {
  'one tensor instead of a list': wrongInput(
    () => layers.add(),
    [[3]],
    'Add "',
    'a list of inputs',
    'received [null, 3]',
    'layer.apply([a, b, ...])',
  ),
  'Subtract: three inputs': wrongInput(
    () => layers.subtract(),
    [[3], [3], [3]],
    'Subtract "',
    'exactly 2 inputs',
    '[[null, 3], [null, 3], [null, 3]]',
    'layer.apply([a, b])',
  ),
  'Add: batches that differ': {
    error: 'ShapeError',
    says: ['Add "', 'not the batch', '[[2, 1], [1, 1]]'],
    run: () => layers.add().run([tensor([[1], [2]]), tensor([[1]])]),
  },
  'Concatenate: other axes that differ': wrongInput(
    () => layers.concatenate({ axis: 1 }),
    [
      [2, 3],
      [2, 4],
    ],
    'Concatenate "',
    'differ in size along axis 1 only',
    '[[null, 2, 3], [null, 2, 4]]',
    '{ axis }',
  ),
  'Concatenate: an axis that is not there': wrongInput(
    () => layers.concatenate({ axis: 3 }),
    [[2], [2]],
    'Concatenate "',
    'along axis 3',
  ),
  'Dot: axes of different sizes': wrongInput(
    () => layers.dot({ axes: [1, 2] }),
    [
      [2, 3],
      [4, 5],
    ],
    'Dot "',
    'equal sizes along axes [1,2]',
    '[[null, 2, 3], [null, 4, 5]]',
    '{ axes }',
  ),
  'Dot over the batch': wrongOption(() => layers.dot({ axes: 0 }), 'Dot "', 'axis 0 is the batch', 'received 0'),
};

const reshapes: Cases = {
  'Cropping1D: nothing left': wrongInput(
    () => layers.cropping1d({ cropping: [2, 3] }),
    [[5, 1]],
    'Cropping1D "',
    'more than 2 + 3 elements along axis 1',
    'received [null, 5, 1]',
    'Crop less',
  ),
  'Cropping2D: three pairs': wrongOption(
    () => layers.cropping2d({ cropping: [1, 1, 1] }),
    'Cropping2D "',
    'cropping must be an integer, a list of 2 integers, or a list of 2 pairs',
    'received [1, 1, 1]',
  ),
  'ZeroPadding1D: a negative number': wrongOption(
    () => layers.zeroPadding1d({ padding: -1 }),
    'ZeroPadding1D "',
    'padding must be an integer or [before, after], not negative',
    'received -1',
  ),
  'UpSampling1D: a list': wrongOption(
    () => layers.upSampling1d({ size: [2] as unknown as number }), // a mistake that types would catch
    'UpSampling1D "',
    'size must be a positive integer',
  ),
  'UpSampling2D: an unknown interpolation': wrongOption(
    () => layers.upSampling2d({ interpolation: 'cubic' as 'bicubic' }), // a mistake that types would catch
    'UpSampling2D "',
    'interpolation must be one of nearest, bilinear',
    '"cubic"',
  ),
  'Permute: an axis twice': wrongOption(
    () => layers.permute({ dims: [1, 1] }),
    'Permute "',
    'each number from 1',
    'received [1, 1]',
  ),
  'RepeatVector: no steps': wrongOption(
    () => layers.repeatVector({ n: 0 }),
    'RepeatVector "',
    'n must be a positive integer',
  ),
  'Reshape: sizes that do not fit': wrongInput(
    () => layers.reshape({ targetShape: [4, 2] }),
    [[9]],
    'Reshape "',
    'samples of shape [9] (9 elements) must fit targetShape',
    'received [4, 2]',
    'Use -1',
  ),
};

const noises: Cases = {
  'Dropout: a rate above 1': wrongOption(() => layers.dropout({ rate: 1.5 }), 'Dropout "', 'rate', 'received 1.5'),
  'Dropout: a noise shape of text': wrongOption(
    () => layers.dropout({ rate: 0.5, noiseShape: 'all' as unknown as [] }), // a mistake that types would catch
    'Dropout "',
    'noiseShape must be a list',
  ),
  'Dropout: a noise shape that does not fit': {
    error: 'ShapeError',
    says: ['Dropout "', 'noiseShape [null, 1, 2]', 'received [1, 3]', 'Use 1 for axes'],
    run: () => layers.dropout({ rate: 0.5, noiseShape: [null, 1, 2] }).run([[1, 2, 3]], { training: true }),
  },
  'GaussianNoise: a negative deviation': wrongOption(
    () => layers.gaussianNoise({ stddev: -1 }),
    'GaussianNoise "',
    'stddev must be a number from 0 to 1',
  ),
  'GaussianDropout of everything': wrongOption(
    () => layers.gaussianDropout({ rate: 1 }),
    'GaussianDropout "',
    'up to (not including) 1',
  ),
  'AlphaDropout of everything': wrongOption(() => layers.alphaDropout({ rate: 1 }), 'AlphaDropout "', 'received 1'),
  'ActivityRegularization: a negative factor': wrongOption(
    () => layers.activityRegularization({ l1: -1 }),
    'l1 must be a finite number that is not negative',
  ),
};

const activations: Cases = {
  'ReLU: a negative slope': wrongOption(() => layers.reLU({ negativeSlope: -1 }), 'ReLU "', 'negativeSlope', '-1'),
  'ReLU: a negative limit': wrongOption(() => layers.reLU({ maxValue: -1 }), 'ReLU "', 'maxValue', '-1'),
  'LeakyReLU: no number': wrongOption(
    () => layers.leakyReLU({ negativeSlope: Number.NaN }),
    'LeakyReLU "',
    'negativeSlope must be a number',
    'NaN',
  ),
  'PReLU: an unknown size': wrongInput(
    () => layers.prelu(),
    [[null, 4]],
    'PReLU "',
    'axis 1 of the input must have a known size',
    'received [null, null, 4]',
    'Give the size in input',
  ),
  'PReLU: another size than when it was built': {
    error: 'ShapeError',
    says: ['PReLU "', 'must have size 3, as when the layer was built', 'received [null, 4]', '[null, 3]'],
    run: () => {
      const layer = layers.prelu();
      layer.apply(input([3]));
      return layer.apply(input([4]));
    },
  },
  'PReLU: an axis that is not there': {
    error: 'InvalidArgumentError',
    says: ['PReLU "', 'sharedAxes must be from 1 to 1', 'received [2]'],
    run: () => layers.prelu({ sharedAxes: 2 }).apply(input([3])),
  },
  'Softmax: a mask of another shape': {
    error: 'ShapeError',
    says: ['Softmax "', 'broadcasts to the input', '[1, 3]', 'received [1, 2]', 'aligned at the right'],
    run: () => layers.softmax().run([[1, 2, 3]], { mask: tensor([[true, false]]) }),
  },
  'Softmax: an axis of text': wrongOption(
    () => layers.softmax({ axis: 'last' as unknown as number }), // a mistake that types would catch
    'Softmax "',
    'axis must be an integer or a list',
  ),
};

export const layerErrors: Cases = { ...ranks, ...unequal, ...merges, ...reshapes, ...noises, ...activations };
