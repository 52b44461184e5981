/** What `compile` makes of losses, weights and metrics: numbers of Keras's trainer_test.py, several outputs, names. */
import { beforeAll, describe, expect, it } from 'vitest';
import {
  input,
  layers,
  losses,
  metrics,
  model,
  ops,
  optimizers,
  sequential,
  setBackend,
  type Tensor,
  tensor,
} from '../../src/index.ts';

beforeAll(() => setBackend('cpu'));

type Node = Parameters<InstanceType<typeof losses.Loss>['values']>[0];

const filled = (rows: number, columns: number, value: number) =>
  tensor(new Float32Array(rows * columns).fill(value), [rows, columns]);

const ones = (name: string) => layers.dense({ units: 3, useBias: false, kernelInitializer: 'ones', name });

describe("Keras's own numbers: a dense layer of ones, inputs 1, targets 0", () => {
  const one = () => sequential([input([4]), ones('a')]);
  const sgd = () => optimizers.sgd({ learningRate: 0.01 });

  it('single batches, with weights of samples', async () => {
    const m = one();
    m.compile({ optimizer: sgd(), loss: 'mse', metrics: ['mse'] });
    const [x, y] = [filled(100, 4, 1), filled(100, 3, 0)];
    expect((await m.trainOnBatch(x, y))['loss']).toBeCloseTo(16, 3);
    expect((await m.trainOnBatch(x, y))['loss']).toBeCloseTo(15.158, 3);
    expect((await m.testOnBatch(x, y))['loss']).toBeCloseTo(14.36, 3);
    expect(((await m.predictOnBatch(x)) as Tensor).data[0]).toBeCloseTo(3.789511, 4); // one output
    const sampleWeight = tensor(Float32Array.from({ length: 100 }, (_, row) => row / 50));
    expect((await m.trainOnBatch(x, y, { sampleWeight }))['loss']).toBeCloseTo(14.217, 3);
    expect((await m.testOnBatch(x, y, { sampleWeight }))['loss']).toBeCloseTo(13.476, 3);
    expect(((await m.predictOnBatch(x)) as Tensor).data[0]).toBeCloseTo(3.689468, 4); // one output
  });

  it('a weight of the loss', async () => {
    const m = one();
    m.compile({ optimizer: sgd(), loss: 'mse', lossWeights: 0.2 });
    const { history } = await m.fit(filled(40, 4, 1), filled(40, 3, 0), { epochs: 3, batchSize: 20, verbose: 0 });
    [3.182979, 3.115617, 3.049681].forEach((loss, epoch) => {
      expect(history['loss']![epoch]).toBeCloseTo(loss, 4); // three epochs
    });
  });

  it('weights of two losses', async () => {
    const x = input([4]);
    const m = model({ inputs: x, outputs: [ones('a').apply(x), ones('b').apply(x)] });
    m.compile({ optimizer: sgd(), loss: ['mse', 'mse'], lossWeights: [0.1, 0.2] });
    const y = filled(40, 3, 0);
    const { history } = await m.fit(filled(40, 4, 1), [y, y], { epochs: 3, batchSize: 20, verbose: 0 });
    [4.778718, 4.694403, 4.611693].forEach((loss, epoch) => {
      expect(history['loss']![epoch]).toBeCloseTo(loss, 4); // three epochs
    });
  });
});

/** Two outputs with targets of their own. */
const [x, a, b] = [
  tensor(
    Float32Array.from({ length: 30 }, (_, i) => Math.sin(i)),
    [10, 3],
  ),
  tensor(
    Float32Array.from({ length: 20 }, (_, i) => Math.cos(i)),
    [10, 2],
  ),
  tensor(
    Float32Array.from({ length: 10 }, (_, i) => i % 2),
    [10, 1],
  ),
];
const weights = tensor(Float32Array.from({ length: 10 }, (_, i) => (i % 3) / 2));

function twoOutputs(options: object = {}) {
  const inputs = input([3]);
  const first = layers.dense({ units: 2, name: 'a', kernelRegularizer: 'l2' });
  const second = layers.dense({ units: 1, activation: 'sigmoid', name: 'b' });
  const m = model({ inputs, outputs: [first.apply(inputs), second.apply(inputs)] });
  m.compile({ optimizer: 'sgd', loss: ['mse', 'binary_crossentropy'], ...options });
  return m;
}

const measured = (m: ReturnType<typeof twoOutputs>, sampleWeight?: Tensor) =>
  m.evaluate(x, [a, b], { verbose: 0, batchSize: 4, sampleWeight });

describe('several outputs', () => {
  it('the loss is the weighted sum of those of the outputs, and penalties; each output’s own is told without its weight', async () => {
    const m = twoOutputs({ lossWeights: { a: 0.5, b: 2 } });
    const logs = await measured(m);
    const penalty = [...(await m.getWeights())[0]!.data].reduce((sum, w) => sum + w * w, 0) * 0.01;
    expect(Object.keys(logs)).toEqual(['a_loss', 'b_loss', 'loss']);
    expect(logs['loss']).toBeCloseTo(0.5 * logs['a_loss']! + 2 * logs['b_loss']! + penalty, 5); // told above
  });

  it('penalties are part of the loss in training too', async () => {
    const m = twoOutputs({ optimizer: optimizers.sgd({ learningRate: 0 }) });
    const { history } = await m.fit(x, [a, b], { verbose: 0, validationData: [x, [a, b]], batchSize: 10 });
    expect(history['loss']![0]).toBeCloseTo(history['val_loss']![0]!, 5); // one epoch
    expect(history['loss']![0]).toBeGreaterThan(history['a_loss']![0]! + history['b_loss']![0]!); // likewise
  });

  it.each([
    ['one loss for all', { loss: 'mse' }, ['a_loss', 'b_loss', 'loss']],
    ['losses by name', { loss: { b: 'mse', a: 'mae' } }, ['a_loss', 'b_loss', 'loss']],
    ['one output without', { loss: ['mse', null] }, ['loss']],
    ['one output without, by name', { loss: { a: null, b: 'bce' } }, ['loss']],
    [
      'objects and functions',
      { loss: [losses.huber(), (t: Node, p: Node) => ops.abs(ops.subtract(t, p))] },
      ['a_loss', 'b_loss', 'loss'],
    ],
    ['one metric each', { metrics: ['mae', 'acc'] }, ['a_loss', 'a_mae', 'b_acc', 'b_loss', 'loss']],
    [
      'lists of metrics',
      { metrics: [['mae', 'mse'], ['accuracy']] },
      ['a_loss', 'a_mae', 'a_mse', 'b_accuracy', 'b_loss', 'loss'],
    ],
    [
      'metrics of one output',
      { metrics: { b: ['acc', metrics.auc({ name: 'area' })] } },
      ['a_loss', 'b_acc', 'b_area', 'b_loss', 'loss'],
    ],
    ['metrics for none of one', { metrics: [null, 'acc'] }, ['a_loss', 'b_acc', 'b_loss', 'loss']],
    [
      'weighted ones',
      { metrics: ['mae', 'acc'], weightedMetrics: ['mae', 'mse'] },
      ['a_loss', 'a_mae', 'a_weighted_mae', 'b_acc', 'b_loss', 'b_mse', 'loss'],
    ],
  ])('%s', async (_, options, keys) => {
    expect(Object.keys(await measured(twoOutputs(options)))).toEqual(keys);
  });

  it('metrics ignore weights of samples, weighted metrics and losses use them', async () => {
    const m = twoOutputs({ metrics: ['mse', null], weightedMetrics: ['mse', null] });
    const plain = await measured(m);
    const weighted = await measured(m, weights);
    expect(weighted['a_mse']).toBeCloseTo(plain['a_mse']!, 5); // told for both
    const predicted = ((await m.predict(x)) as Tensor[])[0]!; // two outputs
    const perSample = Array.from({ length: 10 }, (_, row) =>
      [0, 1].reduce((sum, i) => sum + (predicted.data[2 * row + i]! - a.data[2 * row + i]!) ** 2 / 2, 0),
    );
    const sum = perSample.reduce((total, value, row) => total + value * weights.data[row]!, 0); // one for each row
    const mass = [...weights.data].reduce((p, q) => p + q, 0);
    expect(weighted['a_weighted_mse']).toBeCloseTo(sum / mass, 4);
    expect(weighted['a_loss']).toBeCloseTo(sum / 10, 4);
  });
});

describe('names that depend on shapes', () => {
  const cases = [
    { last: 1, target: [1], accuracy: 'BinaryAccuracy', crossentropy: 'BinaryCrossentropy' },
    { last: 3, target: [1], accuracy: 'SparseCategoricalAccuracy', crossentropy: 'SparseCategoricalCrossentropy' },
    { last: 3, target: [], accuracy: 'SparseCategoricalAccuracy', crossentropy: 'SparseCategoricalCrossentropy' },
    { last: 3, target: [3], accuracy: 'CategoricalAccuracy', crossentropy: 'CategoricalCrossentropy' },
  ] as const;
  const spellings = [
    ['accuracy', 'crossentropy'],
    ['acc', 'ce'],
    ['Accuracy', 'CE'],
  ] as const;
  it.each(cases.flatMap((each) => spellings.map((names) => ({ ...each, names }))))(
    '$names for $last outputs and targets of shape $target',
    async ({ last, target, accuracy, crossentropy, names: [metric, loss] }) => {
      const activation = last === 1 ? 'sigmoid' : 'softmax';
      const m = sequential([input([3]), layers.dense({ units: last, activation })]);
      const size = target.reduce((p: number, q: number) => p * q, 1);
      const labels = tensor(
        Float32Array.from({ length: 10 * size }, (_, i) => (size === 3 ? Number(i % 3 === 1) : i % Math.max(2, last))),
        [10, ...target],
      );
      m.compile({ optimizer: 'sgd', loss, metrics: [metric] });
      const logs = await m.evaluate(x, labels, { verbose: 0 });
      m.compile({
        optimizer: 'sgd',
        loss: losses.deserialize(crossentropy),
        metrics: [metrics.deserialize(accuracy)],
      });
      const expected = await m.evaluate(x, labels, { verbose: 0 });
      const { name } = metrics.deserialize(accuracy);
      expect(Object.keys(logs).sort()).toEqual(['loss', metric].sort());
      expect(logs['loss']).toBeCloseTo(expected['loss']!, 6); // every model has a loss
      expect(logs[metric]).toBeCloseTo(expected[name]!, 6); // told under its name
    },
  );
});

it('a loss class of the user, with its own reduction and weights of samples', async () => {
  class Cubic extends losses.Loss {
    static override readonly className = 'Cubic';
    override values(yTrue: Node, yPred: Node): Node {
      return ops.mean(ops.power(ops.abs(ops.subtract(yTrue, yPred)), 3), -1);
    }
  }
  const m = sequential([input([2]), layers.activation({ activation: 'linear' })]);
  m.compile({ optimizer: 'sgd', loss: new Cubic({ reduction: 'sum' }) });
  const given = tensor([
    [1, 2],
    [3, 0],
  ]);
  const { loss } = await m.evaluate(given, filled(2, 2, 0), { verbose: 0, sampleWeight: tensor([1, 0.5]) });
  expect(loss).toBeCloseTo((1 + 8) / 2 + 0.5 * (27 / 2), 4);
});
