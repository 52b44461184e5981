/** Weights that are not trained: which, from when on, and what is told of them. */
import { input, layers, type Model, model, optimizers, sequential, type Tensor, tensor } from '../../../src/index.ts';
import { check, checkClose, checkEqual } from '../../expectations.ts';
import type { Behaviours } from '../models.ts';

function dense(name: string, units = 2) {
  const kernelRegularizer = { class_name: 'L2', config: { l2: 0.5 } };
  return layers.dense({ units, name, kernelInitializer: 'ones', kernelRegularizer });
}

const x = tensor([
  [1, 2],
  [3, 5],
]);
const y = tensor([[1], [2]]);
const sgd = { class_name: 'SGD', config: { learning_rate: 0.01 } };

async function values(own: Model): Promise<number[][]> {
  return (await own.getWeights()).map(({ data }) => [...data]);
}

/** Which weights one epoch of training changes. */
async function changed(own: Model): Promise<boolean[]> {
  const before = await values(own);
  await own.fit(x, y, { verbose: 0 });
  const after = await values(own);
  return before.map((each, index) => JSON.stringify(each) !== JSON.stringify(after[index]));
}

function chain() {
  return sequential([input([2]), dense('first'), dense('second', 1)]);
}

export const freezingBehaviours: Behaviours = {
  async 'a frozen layer keeps its weights, has no slots and no penalty'() {
    const own = chain();
    own.getLayer('first').trainable = false;
    const optimizer = optimizers.adam();
    own.compile({ optimizer, loss: 'mse' });
    checkEqual(await changed(own), [false, false, true, true], 'weights that change');
    // iteration, learning rate, and two slots for each of kernel and bias of the second layer.
    checkEqual(optimizer.variables.length, 2 + 2 * 2, 'variables of the optimizer');
    checkEqual(own.trainableWeights.length, 2, 'trainable weights');
    checkEqual(
      own.nonTrainableWeights.map(({ shape }) => shape),
      [[2, 2], [2]],
      'the others',
    );
    checkEqual(
      own.weights.map(({ shape }) => shape.length),
      [2, 1, 2, 1],
      'the order of all stays',
    );
    own.compile({ optimizer: sgd, loss: (_, p) => layers.identity().apply(p) });
    const { loss } = await own.evaluate(x, y, { verbose: 0 });
    const [kernel] = (await own.getLayer('second').getWeights()) as [Tensor]; // a kernel and a bias
    const predicted = (await own.predict(x, { verbose: 0 })) as Tensor; // one output
    const penalty = 0.5 * Array.from(kernel.data).reduce((sum, value) => sum + value * value, 0);
    const mean = Array.from(predicted.data).reduce((sum, value) => sum + value, 0) / 2;
    checkClose(loss, mean + penalty, 'a penalty for the second kernel alone');
  },

  async 'freezing takes effect when the model is compiled again'() {
    const own = chain();
    own.compile({ optimizer: sgd, loss: 'mse' });
    checkEqual(await changed(own), [true, true, true, true], 'before');
    own.getLayer('first').trainable = false;
    checkEqual(await changed(own), [true, true, true, true], 'not yet');
    await own.fit(tensor([[1, 1]]), tensor([[1]]), { verbose: 0, batchSize: 1 }); // another batch size: traced anew
    own.compile({ optimizer: sgd, loss: 'mse' });
    checkEqual(await changed(own), [false, false, true, true], 'now');
    own.getLayer('first').trainable = true;
    own.compile({ optimizer: sgd, loss: 'mse' });
    checkEqual(await changed(own), [true, true, true, true], 'and back');
  },

  async 'a frozen model inside freezes its layers'() {
    const a = input([2]);
    const inner = model({ inputs: a, outputs: dense('inside').apply(a), name: 'inner' });
    const b = input([2]);
    const own = model({ inputs: b, outputs: dense('head', 1).apply(inner.apply(b)) });
    inner.trainable = false;
    check(!inner.getLayer('inside').trainable, 'the layer inside');
    own.compile({ optimizer: sgd, loss: 'mse' });
    checkEqual(await changed(own), [false, false, true, true], 'weights that change');
    own.trainable = true;
    check(inner.getLayer('inside').trainable, 'unfreezing reaches it too');
  },

  async 'a model may be made frozen'() {
    const inner = sequential([dense('inside')], { trainable: false });
    const own = sequential([input([2]), inner, dense('head', 1)]);
    own.compile({ optimizer: sgd, loss: 'mse' });
    checkEqual(await changed(own), [false, false, true, true], 'weights that change');
  },

  async 'frozen batch normalization goes by its moving statistics, and keeps them'() {
    const norm = layers.batchNormalization({ epsilon: 0 });
    const own = sequential([input([2]), norm, layers.dense({ units: 1, kernelInitializer: 'ones' })]);
    own.compile({ optimizer: { class_name: 'SGD', config: { learning_rate: 0 } }, loss: 'mse' });
    norm.trainable = false;
    const zeros = tensor([[0], [0]]);
    const { history } = await own.fit(x, zeros, { verbose: 0 });
    // Moving mean 0 and variance 1: the layer gives its input, the model its sum.
    checkClose(history['loss']?.[0], (3 ** 2 + 8 ** 2) / 2, 'loss while training');
    checkEqual(
      (await norm.getWeights()).map(({ data }) => [...data]),
      [
        [1, 1],
        [0, 0],
        [0, 0],
        [1, 1],
      ],
      'its weights',
    );
    norm.trainable = true;
    own.compile({ optimizer: { class_name: 'SGD', config: { learning_rate: 0 } }, loss: 'mse' });
    const unfrozen = await own.fit(x, zeros, { verbose: 0 });
    check(Math.abs((unfrozen.history['loss']?.[0] ?? 0) - 36.5) > 1, 'statistics of the batch when it is not frozen');
    checkClose((await norm.getWeights())[2]?.data[0], 0.01 * 2, 'the moving mean has moved');
  },

  'summary counts what is trained'() {
    const own = chain();
    own.getLayer('first').trainable = false;
    const lines: string[] = [];
    own.summary({ print: (line) => lines.push(line), showTrainable: true });
    check(lines.includes(' Total params: 9 (36.00 B)'), lines.join('\n'));
    check(lines.includes(' Trainable params: 3 (12.00 B)'), lines.join('\n'));
    check(lines.includes(' Non-trainable params: 6 (24.00 B)'), lines.join('\n'));
    const column = lines.filter((line) => line.startsWith('│')).map((line) => line.slice(-6, -1).trim());
    checkEqual(column, ['N', 'Y'], 'the column');
  },
};
