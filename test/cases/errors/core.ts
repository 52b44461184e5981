/** Core and normalization layers given inputs and options that they cannot take; options that no layer has. */
import { input, type Layer, layers, tensor } from '../../../src/index.ts';
import { type Cases, otherInput, wrongInput, wrongOption } from './rows.ts';

/** Layers that must know the size of the last axis, and keep to it. */
const lastAxis: Readonly<Record<string, () => Layer>> = {
  Dense: () => layers.dense({ units: 2 }),
  BatchNormalization: () => layers.batchNormalization(),
  LayerNormalization: () => layers.layerNormalization(),
  RMSNormalization: () => layers.rmsNormalization(),
  GroupNormalization: () => layers.groupNormalization({ groups: -1 }),
};

const sizes = Object.fromEntries(
  Object.entries(lastAxis).flatMap(([name, make]) => [
    [
      `${name}: an unknown size`,
      wrongInput(
        make,
        [[2, null]],
        `${name} "`,
        'of the input must have a known size',
        'received [null, 2, null]',
        'input([...]) or inputShape',
      ),
    ],
    [
      `${name}: another size than when it was built`,
      otherInput(
        make,
        [2, 3],
        [2, 4],
        `${name} "`,
        'of the input must have size 3, as when the layer was built',
        'received [null, 2, 4]',
        'or make a new layer',
      ),
    ],
    [
      `${name}: samples without an axis`,
      wrongInput(make, [[]], `${name} "`, 'an input of at least 2 axes', 'received [null]', 'layers.reshape'),
    ],
  ]),
);

const shapes: Cases = {
  'Masking: samples without an axis': wrongInput(
    () => layers.masking(),
    [[]],
    'Masking "',
    'an input of at least 2 axes',
    'received [null]',
  ),
  'UnitNormalization: an axis that is not there': wrongInput(
    () => layers.unitNormalization({ axis: 3 }),
    [[2, 3]],
    'UnitNormalization "',
    'received [null, 2, 3]',
  ),
  'GroupNormalization: channels that groups do not divide': wrongInput(
    () => layers.groupNormalization({ groups: 4 }),
    [[6]],
    'GroupNormalization "',
    'that 4 groups divide, not 6',
    'received [null, 6]',
    'Change the option groups',
  ),
  'SpectralNormalization: a layer that does not fit the input': wrongInput(
    () => layers.spectralNormalization({ layer: layers.conv1d({ filters: 2, kernelSize: 2 }) }),
    [[4]],
    'Conv1D "',
    'an input of 3 axes [batch, steps, channels]',
    'received [null, 4]',
  ),
  'SpectralNormalization: a layer without a kernel': {
    error: 'InvalidArgumentError',
    says: ['SpectralNormalization "', 'a layer with a kernel or embeddings', 'flatten'],
    run: () => layers.spectralNormalization({ layer: layers.flatten() }).apply(input([4])),
  },
  'TimeDistributed: samples without steps': wrongInput(
    () => layers.timeDistributed({ layer: layers.dense({ units: 2 }) }),
    [[4]],
    'TimeDistributed "',
    'an input of at least 3 axes',
    'received [null, 4]',
    'layers.reshape',
  ),
  'TimeDistributed: no layer': wrongOption(
    () => layers.timeDistributed({ layer: 'dense' as unknown as Layer }), // a mistake that types would catch
    'TimeDistributed "',
    'layer must be a layer',
    '"dense"',
  ),
  'EinsumDense: another number of axes': wrongInput(
    () => layers.einsumDense({ equation: 'abc,cd->abd', outputShape: [null, 4] }),
    [[3]],
    'EinsumDense "',
    'an input with 3 axes, one for each letter of "abc"',
    'received [null, 3]',
    'Change the equation',
  ),
  'EinsumDense: another size than when it was built': otherInput(
    () => layers.einsumDense({ equation: 'ab,bc->ac', outputShape: 4 }),
    [3],
    [5],
    'EinsumDense "',
    'must have size 3, as when the layer was built',
    'received [null, 5]',
  ),
  'ReversibleEmbedding: vectors of another size': {
    error: 'ShapeError',
    says: ['ReversibleEmbedding "', 'vectors of size 4 along the last axis', 'received [1, 3]'],
    run: () => layers.reversibleEmbedding({ inputDim: 9, outputDim: 4 }).run([[1, 2, 3]], { reverse: true }),
  },
  'Embedding: a table of another size': {
    error: 'ShapeError',
    says: ['a value of shape [3, 2]', 'received [2, 2]'],
    run: () =>
      layers.embedding({ inputDim: 3, outputDim: 2, weights: [tensor(new Float32Array(4), [2, 2])] }).apply(input([])),
  },
  'InputLayer: a size of 0': {
    error: 'ShapeError',
    says: ['InputLayer "', 'sizes must be positive integers or null', 'received [null, 0]'],
    run: () => input([0]),
  },
  'a weight of an unknown size': {
    error: 'ShapeError',
    says: ['Grows "', 'the weight "w" must have known sizes', 'received [null]', 'input([...])'],
    run: () => {
      class Grows extends layers.Identity {
        static override readonly className = 'Identity';
        override get who(): string {
          return 'Grows "g"';
        }
        override build([size = null]: readonly (number | null)[]): void {
          this.addWeight({ name: 'w', shape: [size as number] }); // a mistake that types would catch
        }
      }
      const layer = new Grows();
      layer.built = false;
      layer.apply(input([]));
    },
  },
};

const options: Cases = {
  'Dense: an option with a slip of the pen': wrongOption(
    () => layers.dense({ units: 1, activaton: 'relu' } as { units: number }), // a mistake that types would catch
    'Dense "',
    'option must be a known name',
    '"activaton"',
    'Did you mean "activation"?',
    'kernelInitializer',
    'activityRegularizer',
  ),
  'Conv2D: an option of another layer': wrongOption(
    () => layers.conv2d({ filters: 1, kernelSize: 3, poolSize: 2 } as { filters: number; kernelSize: number }), // likewise
    'Conv2D "',
    '"poolSize"',
    'Valid names: kernelSize, strides, padding',
  ),
  'Dropout: an option in snake_case': wrongOption(
    () => layers.dropout({ rate: 0.5, noise_shape: [1] } as { rate: number }), // likewise
    'Dropout "',
    '"noise_shape"',
    'Did you mean "noiseShape"?',
  ),
  'ReversibleEmbedding: a cap of 0': wrongOption(
    () => layers.reversibleEmbedding({ inputDim: 2, outputDim: 2, logitSoftCap: 0 }),
    'ReversibleEmbedding "',
    'logitSoftCap must be a positive number',
    'received 0',
  ),
  'an input of a type that there is not': wrongOption(
    () => layers.inputLayer({ shape: [1], dtype: 'float8' }),
    'InputLayer "',
    'dtype must be one of float32, int32, bool',
    '"float8"',
  ),
};

export const coreErrors: Cases = { ...sizes, ...shapes, ...options };
