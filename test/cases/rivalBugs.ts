/** Bugs of TensorFlow.js 4.22 that users met; each is a behaviour that Hornbeam must not have. Numbers as in the study of it. */
import {
  initializers,
  input,
  jit,
  layers,
  losses,
  model,
  ops,
  regularizers,
  sequential,
  type Tensor,
  tensor,
  valueAndGrad,
} from '../../src/index.ts';
import { check, checkClose, checkEqual } from '../expectations.ts';

/** y = 1 · x, so that losses follow from the data. */
function identity(name: string) {
  return layers.dense({ units: 1, useBias: false, kernelInitializer: 'ones', name });
}

const zeros = tensor([[0], [0]]);

export const rivalBugs: Readonly<Record<string, () => Promise<void>>> = {
  async 'B1: evaluate and validation of several outputs are not mixed up'() {
    const x = input([1], { name: 'x' });
    const m = model({
      inputs: x,
      outputs: [
        identity('a').apply(x),
        layers
          .dense({ units: 1, useBias: false, kernelInitializer: initializers.constant({ value: 5 }), name: 'b' })
          .apply(x),
      ],
    });
    m.compile({ optimizer: 'sgd', loss: 'mse' });
    const data = tensor([[2], [2]]);
    const logs = await m.evaluate(data, [zeros, zeros]);
    checkEqual([logs['loss'], logs['a_loss'], logs['b_loss']], [104, 4, 100], 'loss, a_loss, b_loss');
    const { history } = await m.fit(data, [zeros, zeros], {
      epochs: 1,
      validationData: [data, [zeros, zeros]],
      shuffle: false,
    });
    checkClose(
      history['val_loss']?.[0],
      history['val_a_loss']![0]! + history['val_b_loss']![0]!,
      'val_loss is the sum of both',
    ); // both have a loss
  },

  async 'B2: sample weights count in evaluate and in fit'() {
    const m = sequential([input([1]), identity('d')]);
    m.compile({ optimizer: 'sgd', loss: 'mse', weightedMetrics: ['mae'] });
    const x = tensor([[1], [3]]);
    const weighted = await m.evaluate(x, zeros, { sampleWeight: tensor([1, 0]) });
    checkClose(weighted['loss'], 0.5, 'weighted loss: (1 · 1 + 0 · 9) / 2');
    checkClose(weighted['mae'], 1, 'weighted mae: 1 / 1');
    const { history } = await m.fit(x, zeros, { epochs: 1, sampleWeight: tensor([1, 0]), shuffle: false });
    checkClose(history['loss']?.[0], 0.5, 'loss of fit');
  },

  async 'B3: precision compares with a threshold, and counts over all batches'() {
    const m = sequential([input([1]), identity('d')]);
    m.compile({ optimizer: 'sgd', loss: 'mse', metrics: ['precision', 'recall'] });
    const [x, y] = [tensor([[0.9], [0.8], [0.2], [0.6], [0.1]]), tensor([[1], [1], [0], [0], [1]])];
    for (const batchSize of [1, 2, 5]) {
      const logs = await m.evaluate(x, y, { batchSize });
      checkClose(logs['precision'], 2 / 3, `precision in batches of ${batchSize}`);
      checkClose(logs['recall'], 2 / 3, `recall in batches of ${batchSize}`);
    }
  },

  async 'B4: dropout with a seed differs from step to step'() {
    const drop = layers.dropout({ rate: 0.5, seed: 42 });
    const ones = tensor(new Float32Array(64).fill(1), [1, 64]);
    const [first, second] = [
      (await drop.run(ones, { training: true })) as Tensor,
      (await drop.run(ones, { training: true })) as Tensor,
    ]; // one output each
    check(
      first.data.some((value) => value === 0) && first.data.some((value) => value === 2),
      'some elements are dropped, the others doubled',
    );
    check(
      first.data.some((value, index) => value !== second.data[index]),
      'the second step must drop other elements',
    );
    const again = (await layers.dropout({ rate: 0.5, seed: 42 }).run(ones, { training: true })) as Tensor; // one output
    checkEqual([...again.data], [...first.data], 'a new layer with the same seed starts the same way');
  },

  async 'B5: options that are 0 are not taken for missing'() {
    const uniform = initializers.randomUniform({ minval: 0, maxval: 1, seed: 1 }).values([1000]);
    check(Math.min(...uniform) >= 0 && Math.max(...uniform) < 1, 'uniform numbers lie in [0, 1)');
    check(Math.max(...uniform) > 0.9, 'uniform numbers reach up to 1');
    const normal = initializers.randomNormal({ mean: 3, stddev: 0, seed: 1 }).values([10]);
    checkEqual([...normal], new Array(10).fill(3), 'a normal distribution without spread');
  },

  async 'B7: regularisation counts in the loss of evaluate as in that of fit'() {
    const m = sequential([
      input([1]),
      layers.dense({ units: 1, useBias: false, kernelInitializer: 'ones', kernelRegularizer: regularizers.l2(2) }),
    ]);
    m.compile({ optimizer: 'sgd', loss: 'mse' });
    const x = tensor([[2], [2]]);
    checkClose((await m.evaluate(x, zeros))['loss'], 6, 'evaluate: 4 + 2');
    const { history } = await m.fit(x, zeros, { epochs: 1, validationData: [x, zeros] });
    checkClose(history['loss']?.[0], 6, 'fit: 4 + 2');
  },

  async 'B9: logits of sparse crossentropy are not clipped to probabilities'() {
    const loss = losses.sparseCategoricalCrossentropy({ fromLogits: true });
    const value = await jit((t, p) => loss.call(t!, p!))([0], [[2, -1]]); // called with two tensors
    checkClose(value.item(), Math.log(1 + Math.exp(-3)), 'log(1 + exp(-3))');
  },

  async 'B10: losses of logits neither saturate nor lose their gradients'() {
    const binary = losses.binaryCrossentropy({ fromLogits: true });
    const [value, [gradient]] = await valueAndGrad((p) => binary.call(ops.cast(ops.greater(p!, -1e9), 'float32'), p!))([
      [-40],
    ]); // called with one tensor
    checkClose(value.item(), 40, 'binary crossentropy of the logit -40 of a true label');
    checkClose(gradient?.data[0], -1, 'its gradient');
    const categorical = losses.sparseCategoricalCrossentropy({ fromLogits: true });
    const [far, [slope]] = await valueAndGrad((p) => categorical.call(ops.cast(ops.argmin(p!), 'int32'), p!))([
      [10, -10],
    ]); // called with one tensor
    checkClose(far.item(), 20, 'categorical crossentropy of logits 10 and -10, the second being right');
    checkClose(slope?.data[1], -1, 'its gradient');
  },
};
