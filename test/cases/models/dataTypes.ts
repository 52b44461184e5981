/** Types of data: what models take as inputs and targets besides floats. */
import { input, layers, model, sequential, type Tensor, tensor } from '../../../src/index.ts';
import { checkClose, checkEqual } from '../../expectations.ts';
import type { Behaviours } from '../models.ts';

const frozen = { class_name: 'SGD', config: { learning_rate: 0 } };

/** y = the sum of x. */
function sum(width: number) {
  return layers.dense({ units: 1, useBias: false, kernelInitializer: 'ones', inputShape: [width] });
}

function lookup() {
  const weights = [tensor([[0], [10], [20], [30]])];
  return layers.embedding({ inputDim: 4, outputDim: 1, weights });
}

type Data = Parameters<ReturnType<typeof model>['predict']>[0];

async function predicted(own: ReturnType<typeof sequential> | ReturnType<typeof model>, x: Data): Promise<unknown> {
  return ((await own.predict(x, { verbose: 0 })) as Tensor).toNested(); // one output
}

export const dataTypeBehaviours: Behaviours = {
  async 'numbers of every kind of array'() {
    const own = sequential([sum(2)]);
    for (const kind of [Uint8Array, Int8Array, Int16Array, Uint16Array, Int32Array, Float32Array, Float64Array]) {
      const x = kind.from([1, 2, 3, 4]);
      checkEqual(await predicted(own, x), [[3], [7]], `${kind.name}, flat`);
      checkEqual(await predicted(own, { data: x, shape: [2, 2] }), [[3], [7]], `${kind.name}, with its shape`);
      checkEqual(
        await predicted(
          sequential([layers.flatten(), layers.dense({ units: 1, kernelInitializer: 'ones' })]),
          tensor(x, [2, 2]),
        ),
        [[3], [7]],
        `${kind.name}, before the model is built`,
      );
    }
  },

  async 'bytes of images'() {
    const own = sequential([input([2, 2, 1]), layers.flatten(), layers.dense({ units: 1, kernelInitializer: 'ones' })]);
    checkEqual(await predicted(own, Uint8Array.from([255, 255, 255, 255, 1, 2, 3, 4])), [[1020], [10]], 'sums');
  },

  async 'indices as integers, floats and bytes'() {
    const chain = () => sequential([lookup(), layers.flatten()]);
    const x = input([3], { dtype: 'int32' });
    const typed = () => model({ inputs: x, outputs: layers.flatten().apply(lookup().apply(x)) });
    for (const own of [chain(), typed()]) {
      for (const data of [
        tensor([[1, 3, 0]]),
        tensor([[1, 3, 0]], undefined, 'int32'),
        [[1, 3, 0]],
        tensor(Uint8Array.of(1, 3, 0), [1, 3]),
        tensor([[1.9, 3.2, 0.5]]),
      ])
        checkEqual(await predicted(own, data), [[10, 30, 0]], 'vectors; fractions are cut off');
    }
  },

  async 'targets of every kind'() {
    const own = sequential([input([2]), layers.dense({ units: 1, kernelInitializer: 'zeros', activation: 'sigmoid' })]);
    own.compile({ optimizer: frozen, loss: 'binary_crossentropy', metrics: ['accuracy'] });
    const x = tensor([
      [1, 2],
      [3, 4],
    ]);
    for (const y of [
      tensor([[true], [false]]),
      [[true], [false]],
      Uint8Array.of(1, 0),
      [1, 0],
      tensor([1, 0], undefined, 'int32'),
      Float64Array.of(1, 0),
      new Int8Array([1, 0]),
    ]) {
      const logs = await own.evaluate(x, y, { verbose: 0 });
      checkClose(logs['loss'], Math.log(2), 'loss');
      checkEqual(logs['accuracy'], 0.5, 'accuracy');
      checkClose((await own.fit(x, y, { verbose: 0 })).history['loss']?.[0], Math.log(2), 'loss of fit');
    }
  },

  async 'labels of classes as floats and bytes'() {
    const own = sequential([input([2]), layers.dense({ units: 3, kernelInitializer: 'zeros', activation: 'softmax' })]);
    own.compile({ optimizer: frozen, loss: 'sparse_categorical_crossentropy', metrics: ['acc'] });
    const x = tensor([
      [1, 2],
      [3, 4],
    ]);
    for (const y of [tensor([0, 2]), Uint8Array.of(0, 2), tensor([[0], [2]], undefined, 'int32')]) {
      const logs = await own.evaluate(x, y, { verbose: 0 });
      checkClose(logs['loss'], Math.log(3), 'loss');
      checkEqual(logs['acc'], 0.5, 'accuracy: the first class of equal ones');
    }
  },

  async 'booleans as inputs'() {
    const x = input([3], { dtype: 'bool', name: 'flags' });
    const own = model({ inputs: x, outputs: sum(3).apply(x) });
    checkEqual(await predicted(own, [[true, false, true]]), [[2]], 'counted');
    checkEqual(await predicted(own, tensor([[5, 0, 0]])), [[1]], 'numbers that are not 0');
  },

  async 'inputs with a fixed batch, a name and a type of Keras'() {
    const x = input([2], { batchSize: 2, name: 'x', dtype: 'float64' });
    checkEqual([x.shape, x.dtype, x.name], [[2, 2], 'float32', 'x'], 'the symbolic tensor');
    const layer = layers.inputLayer({ shape: [3], batchSize: 4, dtype: 'uint8', name: 'bytes' });
    checkEqual([layer.output.shape, layer.output.dtype], [[4, 3], 'int32'], 'the layer');
    const { name, dtype, batch_shape } = layer.getConfig();
    checkEqual([name, dtype, batch_shape], ['bytes', 'uint8', [4, 3]], 'its configuration');
  },
};
