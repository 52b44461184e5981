/** Bad input and the errors it must give: the class, and what the text must say. */
import { data, input, jit, layers, losses, model, ops, sequential, setBackend, tensor } from '../../src/index.ts';
import { attentionErrors } from './errors/attention.ts';
import { coreErrors } from './errors/core.ts';
import { fileErrors } from './errors/files.ts';
import { imageErrors } from './errors/image.ts';
import { imageShapeErrors } from './errors/imageShapes.ts';
import { layerErrors } from './errors/layers.ts';
import { nameErrors } from './errors/names.ts';
import { optimizerErrors } from './errors/optimizers.ts';
import { preprocessingErrors } from './errors/preprocessing.ts';
import { preprocessingDataErrors } from './errors/preprocessingData.ts';
import { randomErrors } from './errors/random.ts';
import { scheduleErrors } from './errors/schedules.ts';
import { spatialErrors } from './errors/spatial.ts';
import { trainingErrors } from './errors/training.ts';
import { vocabularyErrors } from './errors/vocabulary.ts';

export interface ErrorCase {
  /** The error's class name. */
  readonly error: string;
  /** Parts of the message: who, what was expected, what came, the fix. */
  readonly says: readonly string[];
  readonly run: () => unknown;
}

function compiled() {
  const m = sequential([input([3], { name: 'features' }), layers.dense({ units: 1, name: 'out' })]);
  m.compile({ optimizer: 'sgd', loss: 'mse' });
  return m;
}

const x = tensor([
  [1, 2, 3],
  [4, 5, 6],
]);
const y = tensor([[1], [2]]);

export const errorCases: Readonly<Record<string, ErrorCase>> = {
  'units that are not positive': {
    error: 'InvalidArgumentError',
    says: ['Dense', 'units must be a positive integer', 'received 0'],
    run: () => layers.dense({ units: 0 }),
  },
  'an unknown activation': {
    error: 'InvalidArgumentError',
    says: ['Dense', '"relo"', 'Did you mean "relu"?', 'Valid names'],
    run: () => layers.dense({ units: 1, activation: 'relo' }),
  },
  'an unknown initializer': {
    error: 'InvalidArgumentError',
    says: ['"glorotUnifrom"', 'Did you mean "glorotUniform"?'],
    run: () => sequential([input([1]), layers.dense({ units: 1, kernelInitializer: 'glorotUnifrom' })]),
  },
  'an unknown optimizer': {
    error: 'InvalidArgumentError',
    says: ['compile', 'optimizer', '"adma"', 'Did you mean "adam"?'],
    run: () => sequential([input([1]), layers.dense({ units: 1 })]).compile({ optimizer: 'adma' }),
  },
  'an unknown loss': {
    error: 'InvalidArgumentError',
    says: ['compile', 'loss', '"msee"', 'Did you mean "mse"', 'meanSquaredError'],
    run: async () => {
      const m = sequential([input([3]), layers.dense({ units: 1 })]);
      m.compile({ optimizer: 'sgd', loss: 'msee' });
      await m.fit(x, y);
    },
  },
  'an unknown metric': {
    error: 'InvalidArgumentError',
    says: ['compile', 'metric', '"accurcy"'],
    run: async () => {
      const m = sequential([input([3]), layers.dense({ units: 1 })]);
      m.compile({ optimizer: 'sgd', loss: 'mse', metrics: ['accurcy'] });
      await m.fit(x, y);
    },
  },
  'a learning rate that is no number': {
    error: 'InvalidArgumentError',
    says: ['SGD', 'learningRate', 'received NaN'],
    run: () => compiled().compile({ optimizer: { class_name: 'SGD', config: { learning_rate: Number.NaN } } }),
  },
  'data of the wrong width': {
    error: 'ShapeError',
    says: ['fit', 'input "features" must have shape [null, 3]', 'received [2, 2]'],
    run: () =>
      compiled().fit(
        [
          [1, 2],
          [3, 4],
        ],
        y,
      ),
  },
  'a sample without a batch axis': {
    error: 'ShapeError',
    says: ['predict', 'features', '[3]', 'Add the batch axis'],
    run: () => compiled().predict(tensor([1, 2, 3])),
  },
  'targets of the wrong width': {
    error: 'ShapeError',
    says: ['categoricalCrossentropy', '[2, 4]', '[2]', 'sparseCategoricalCrossentropy'],
    run: async () => {
      const m = sequential([input([3]), layers.dense({ units: 4, activation: 'softmax' })]);
      m.compile({ optimizer: 'sgd', loss: 'categorical_crossentropy' });
      await m.fit(x, tensor([0, 1]));
    },
  },
  'different numbers of samples': {
    error: 'ShapeError',
    says: ['fit', 'equal numbers of samples', '[2, 3]', '[1, 1]'],
    run: () => compiled().fit(x, [[1]]),
  },
  'no samples': {
    error: 'InvalidArgumentError',
    says: ['fit', 'at least one sample'],
    run: () => compiled().fit(new Float32Array(0), new Float32Array(0)),
  },
  'NaN in the data': {
    error: 'InvalidArgumentError',
    says: ['fit', 'input 0', 'sample 1', 'NaN', 'Remove such samples'],
    run: () =>
      compiled().fit(
        [
          [1, 2, 3],
          [4, Number.NaN, 6],
        ],
        y,
      ),
  },
  'an infinity in the targets': {
    error: 'InvalidArgumentError',
    says: ['evaluate', 'target 0', 'sample 0', 'Infinity'],
    run: () => compiled().evaluate(x, [[Number.POSITIVE_INFINITY], [1]]),
  },
  'rows of different lengths': {
    error: 'ShapeError',
    says: ['tensor', 'every row', 'padSequences'],
    run: () => tensor([[1, 2], [3]]),
  },
  'fit before compile': {
    error: 'InvalidArgumentError',
    says: ['fit', 'compiled model', 'compile({ optimizer, loss })'],
    run: () => sequential([input([3]), layers.dense({ units: 1 })]).fit(x, y),
  },
  'use after dispose': {
    error: 'DisposedError',
    says: ['was disposed'],
    run: async () => {
      const m = compiled();
      m.dispose();
      await m.predict(x);
    },
  },
  'weights of the wrong shape': {
    error: 'ShapeError',
    says: ['setWeights needs 2 tensors', '[3,1]', '[2, 1]'],
    run: () => compiled().setWeights([tensor([[1], [2]]), tensor([0])]),
  },
  'two layers of one name': {
    error: 'InvalidArgumentError',
    says: ['different names', '"twin"'],
    run: () =>
      sequential([input([1]), layers.dense({ units: 1, name: 'twin' }), layers.dense({ units: 1, name: 'twin' })]),
  },
  'a layer that is not there': {
    error: 'InvalidArgumentError',
    says: ['layer', '"uot"', 'Did you mean "out"?'],
    run: () => compiled().getLayer('uot'),
  },
  'an output that depends on another input': {
    error: 'InvalidArgumentError',
    says: ['depend on "b"', 'among the inputs'],
    run: () => {
      const [a, b] = [input([1], { name: 'a' }), input([1], { name: 'b' })];
      return model({ inputs: a, outputs: ops.add(a, b) });
    },
  },
  'matrices that do not fit': {
    error: 'ShapeError',
    says: ['matmul', 'inner sizes', '[2, 3]', '[2, 3]', 'second operand must have 3'],
    run: () => jit((a, b) => ops.matmul(a, b))(x, x),
  },
  'a tensor without elements': {
    error: 'ShapeError',
    says: ['feed', 'at least 1', '[0, 3]', 'at least one element'],
    run: () => jit((a) => ops.exp(a))(tensor(new Float32Array(0), [0, 3])),
  },
  'a slice that leaves nothing': {
    error: 'ShapeError',
    says: ['slice', 'axis 0 with size 2'],
    run: () => jit((a) => ops.slice(a, [0, 0], [0, 3]))(x),
  },
  'a validation split that leaves nothing': {
    error: 'InvalidArgumentError',
    says: ['validationSplit', 'both sides of 2', '0.9'],
    run: () => compiled().fit(x, y, { validationSplit: 0.9 }),
  },
  'sample weights of the wrong shape': {
    error: 'ShapeError',
    says: ['MeanSquaredError', 'sampleWeight must broadcast', '[2]'],
    run: () =>
      jit((t, p, w) => losses.meanSquaredError().call(t, p, w))(
        y,
        y,
        tensor([
          [1, 2, 3],
          [1, 2, 3],
        ]),
      ),
  },
  'a file of another format': {
    error: 'FileFormatError',
    says: ['npy'],
    run: () => data.npy(new Uint8Array([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])),
  },
  'a backend that is not known': {
    error: 'InvalidArgumentError',
    says: ['setBackend', "'webgpu' or 'cpu'", '"gpu"'],
    run: () => setBackend('gpu' as 'cpu'), // a mistake that types would catch
  },
  ...attentionErrors,
  ...imageErrors,
  ...imageShapeErrors,
  ...coreErrors,
  ...fileErrors,
  ...layerErrors,
  ...preprocessingErrors,
  ...preprocessingDataErrors,
  ...spatialErrors,
  ...trainingErrors,
  ...vocabularyErrors,
  ...nameErrors,
  ...optimizerErrors,
  ...randomErrors,
  ...scheduleErrors,
};
