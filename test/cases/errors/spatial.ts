/** Convolutions and poolings given inputs and options that they cannot take. */
import { input, jit, type Layer, layers, ops, tensor } from '../../../src/index.ts';
import type { ErrorCase } from '../errors.ts';

const conv = { filters: 4, kernelSize: 3 };
const depthwise = { kernelSize: 3 };
const pool = { poolSize: 3 };
const adaptive = { outputSize: 2 };

/** Every layer of the families, with an option that makes windows of size 3 where it has windows. */
const made: Readonly<Record<string, () => Layer>> = {
  Conv1D: () => layers.conv1d(conv),
  Conv2D: () => layers.conv2d(conv),
  Conv3D: () => layers.conv3d(conv),
  Conv1DTranspose: () => layers.conv1dTranspose(conv),
  Conv2DTranspose: () => layers.conv2dTranspose(conv),
  Conv3DTranspose: () => layers.conv3dTranspose(conv),
  DepthwiseConv1D: () => layers.depthwiseConv1d(depthwise),
  DepthwiseConv2D: () => layers.depthwiseConv2d(depthwise),
  SeparableConv1D: () => layers.separableConv1d(conv),
  SeparableConv2D: () => layers.separableConv2d(conv),
  MaxPooling1D: () => layers.maxPooling1d(pool),
  MaxPooling2D: () => layers.maxPooling2d(pool),
  MaxPooling3D: () => layers.maxPooling3d(pool),
  AveragePooling1D: () => layers.averagePooling1d(pool),
  AveragePooling2D: () => layers.averagePooling2d(pool),
  AveragePooling3D: () => layers.averagePooling3d(pool),
  GlobalMaxPooling1D: () => layers.globalMaxPooling1d(),
  GlobalMaxPooling2D: () => layers.globalMaxPooling2d(),
  GlobalMaxPooling3D: () => layers.globalMaxPooling3d(),
  GlobalAveragePooling1D: () => layers.globalAveragePooling1d(),
  GlobalAveragePooling2D: () => layers.globalAveragePooling2d(),
  GlobalAveragePooling3D: () => layers.globalAveragePooling3d(),
  AdaptiveMaxPooling1D: () => layers.adaptiveMaxPooling1d(adaptive),
  AdaptiveMaxPooling2D: () => layers.adaptiveMaxPooling2d(adaptive),
  AdaptiveMaxPooling3D: () => layers.adaptiveMaxPooling3d(adaptive),
  AdaptiveAveragePooling1D: () => layers.adaptiveAveragePooling1d(adaptive),
  AdaptiveAveragePooling2D: () => layers.adaptiveAveragePooling2d(adaptive),
  AdaptiveAveragePooling3D: () => layers.adaptiveAveragePooling3d(adaptive),
};

const AXES = ['steps', 'height, width', 'depth, height, width'];

/** The number of spatial axes, as the name tells. */
function rankOf(name: string): number {
  return Number(/\d/.exec(name)?.[0]);
}

/** A sample with one axis too many. */
function oneAxisMore(name: string, make: () => Layer): ErrorCase {
  const shape = new Array<number>(rankOf(name) + 1).fill(5);
  return {
    error: 'ShapeError',
    says: [
      `${name} "`,
      `an input of ${rankOf(name) + 2} axes [batch, ${AXES[rankOf(name) - 1]}, channels]`,
      `received [null, ${shape.join(', ')}, 2]`,
      'layers.reshape({ targetShape })',
    ],
    run: () => make().apply(input([...shape, 2])),
  };
}

/** A sample smaller than a window of size 3. */
function tooSmall(name: string, make: () => Layer): ErrorCase {
  const [sizes, wanted] = [2, 3].map((size) => `[${new Array<number>(rankOf(name)).fill(size).join(', ')}]`);
  return {
    error: 'ShapeError',
    says: [`${name} "`, `spatial sizes of at least ${wanted}`, `${sizes?.slice(1, -1)}, 4]`, "padding: 'same'"],
    run: () => make().apply(input([...new Array<number>(rankOf(name)).fill(2), 4])),
  };
}

function forEach(
  what: string,
  names: RegExp,
  row: (name: string, make: () => Layer) => ErrorCase,
): Record<string, ErrorCase> {
  const wanted = Object.entries(made).filter(([name]) => names.test(name));
  return Object.fromEntries(wanted.map(([name, make]) => [`${name}: ${what}`, row(name, make)]));
}

const x = tensor(new Float32Array(36), [1, 3, 3, 4]);
const kernel = tensor(new Float32Array(40), [2, 2, 5, 2]);

export const spatialErrors: Readonly<Record<string, ErrorCase>> = {
  ...forEach('one axis too many', /./, oneAxisMore),
  ...forEach('a window larger than the input', /^(Conv|Depth|Sep)\w*D$|^(Max|Average)/, tooSmall),
  'channels that are not known': {
    error: 'ShapeError',
    says: ['Conv2D', 'axis 3 (channels) of the input must have a known size', 'received [null, 8, 8, null]'],
    run: () => layers.conv2d(conv).apply(input([8, 8, null])),
  },
  'channels first that are not known': {
    error: 'ShapeError',
    says: ['DepthwiseConv2D', 'axis 1 (channels)', 'received [null, null, 8, 8]'],
    run: () => layers.depthwiseConv2d({ ...depthwise, dataFormat: 'channelsFirst' }).apply(input([null, 8, 8])),
  },
  'other channels than when it was built': {
    error: 'ShapeError',
    says: [
      'Conv2DTranspose',
      'axis 3 (channels) of the input must have size 2',
      'received [null, 8, 8, 3]',
      '[null, 8, 8, 2]',
    ],
    run: () => {
      const layer = layers.conv2dTranspose(conv);
      layer.apply(input([8, 8, 2]));
      layer.apply(input([8, 8, 3]));
    },
  },
  'channels that groups do not divide': {
    error: 'ShapeError',
    says: ['Conv2D', 'a multiple of groups (2)', 'received [null, 8, 8, 3]', 'Use another number of groups'],
    run: () => layers.conv2d({ ...conv, groups: 2 }).apply(input([8, 8, 3])),
  },
  'filters that groups do not divide': {
    error: 'InvalidArgumentError',
    says: ['Conv1D', 'filters must be a multiple of groups (3)', 'received 4'],
    run: () => layers.conv1d({ ...conv, groups: 3 }),
  },
  'strides and dilation at once': {
    error: 'InvalidArgumentError',
    says: [
      'SeparableConv2D',
      'strides or dilationRate must be 1',
      'received { strides: [2, 2], dilationRate: [3, 3] }',
    ],
    run: () => layers.separableConv2d({ ...conv, strides: 2, dilationRate: 3 }),
  },
  'a kernel size for another number of axes': {
    error: 'InvalidArgumentError',
    says: ['Conv3D', 'kernelSize must be a positive integer, or a list of 3 of them', 'received [3, 3]'],
    run: () => layers.conv3d({ ...conv, kernelSize: [3, 3] }),
  },
  'causal padding of images': {
    error: 'InvalidArgumentError',
    says: ['Conv2D', "padding must be 'valid' or 'same'", 'received "causal"'],
    run: () => layers.conv2d({ ...conv, padding: 'causal' }),
  },
  'output padding as large as strides': {
    error: 'InvalidArgumentError',
    says: ['Conv1DTranspose', 'outputPadding must be smaller than strides'],
    run: () => layers.conv1dTranspose({ ...conv, strides: 2, outputPadding: 2 }),
  },
  'a depth multiplier of 0': {
    error: 'InvalidArgumentError',
    says: ['DepthwiseConv1D', 'depthMultiplier must be a positive integer', 'received 0'],
    run: () => layers.depthwiseConv1d({ ...depthwise, depthMultiplier: 0 }),
  },
  'average pooling without a size': {
    error: 'InvalidArgumentError',
    says: ['AveragePooling2D', 'poolSize must be a positive integer', 'received undefined'],
    run: () => layers.averagePooling2d({} as typeof pool), // a mistake that types would catch
  },
  'an output size of 0': {
    error: 'InvalidArgumentError',
    says: ['AdaptiveMaxPooling2D', 'outputSize must be a positive integer', 'received [2, 0]'],
    run: () => layers.adaptiveMaxPooling2d({ outputSize: [2, 0] }),
  },
  'a data format that is not known': {
    error: 'InvalidArgumentError',
    says: ['GlobalMaxPooling2D', "dataFormat must be 'channelsLast' or 'channelsFirst'", 'received "NHWC"'],
    run: () => layers.globalMaxPooling2d({ dataFormat: 'NHWC' }),
  },
  'ops.conv with a kernel of other channels': {
    error: 'ShapeError',
    says: ['conv', 'matching channels', '[[1, 3, 3, 4], [2, 2, 5, 2]]'],
    run: () => jit((a, k) => ops.conv(a, k))(x, kernel),
  },
  'ops.maxPool with a window that does not fit': {
    error: 'ShapeError',
    says: ['maxPool', 'spatial sizes of at least [4, 4]', 'received [1, 3, 3, 4]', 'smaller poolSize'],
    run: () => jit((a) => ops.maxPool(a, 4))(x),
  },
};
