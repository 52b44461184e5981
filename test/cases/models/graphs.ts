/** Functional models: structures of inputs and outputs, layers and models called more than once, functions, configurations. */
import {
  input,
  type KerasTensor,
  layers,
  type Model,
  model,
  modelFromConfig,
  ops,
  type SymbolicTensor,
  sequential,
  Tensor,
  tensor,
} from '../../../src/index.ts';
import { check, checkClose, checkEqual, failure } from '../../expectations.ts';
import type { Behaviours } from '../models.ts';

/** y = factor · x, without a bias. */
function scale(factor: number, name?: string) {
  return layers.dense({
    units: 1,
    useBias: false,
    kernelInitializer: { class_name: 'Constant', config: { value: factor } },
    ...(name === undefined ? {} : { name }),
  });
}

/** A model again from its configuration, which must say the same; with the same weights. */
async function again(own: Model): Promise<Model> {
  const config = JSON.parse(JSON.stringify(layers.serialize(own)));
  const read = modelFromConfig(config);
  read.setWeights(await own.getWeights());
  checkEqual(read.getConfig(), config.config, 'the configuration, read again');
  return read;
}

/** Predictions as plain arrays, in the form in which the model gives them. */
async function predicted(own: Model, x: Parameters<Model['predict']>[0]): Promise<unknown> {
  const values = await own.predict<Tensor | Tensor[] | Record<string, Tensor>>(x, { verbose: 0 });
  if (values instanceof Tensor) return values.toNested();
  if (Array.isArray(values)) return values.map((each) => each.toNested());
  return Object.fromEntries(Object.entries(values).map(([name, each]) => [name, each.toNested()]));
}

const one = tensor([[1], [2]]);
const ten = tensor([[10], [20]]);

export const graphBehaviours: Behaviours = {
  async 'inputs and outputs in lists'() {
    const [a, b] = [input([1], { name: 'a' }), input([1], { name: 'b' })];
    const own = model({ inputs: [a, b], outputs: [layers.add().apply([a, b]), scale(3).apply(b)] });
    const expected = [
      [[11], [22]],
      [[30], [60]],
    ];
    checkEqual(await predicted(own, [one, ten]), expected, 'a list of Tensors');
    checkEqual(await predicted(own, { b: ten, a: one }), expected, 'by name');
    checkEqual(await predicted(await again(own), [one, ten]), expected, 'from its configuration');
    check(own.inputs[0] === a && own.outputs.length === 2, 'inputs and outputs are the tensors');
  },

  async 'inputs and outputs by name'() {
    const inputs = { right: input([1], { name: 'right' }), left: input([1], { name: 'left' }) };
    const difference = layers.subtract().apply([inputs.left, inputs.right]);
    const own = model({ inputs, outputs: { same: scale(1, 'p').apply(inputs.left), difference } });
    const expected = { difference: [[-9], [-18]], same: [[1], [2]] };
    checkEqual(await predicted(own, { left: one, right: ten }), expected, 'by name');
    checkEqual(await predicted(await again(own), { left: one, right: ten }), expected, 'from its configuration');
    const config = own.getConfig();
    checkEqual(config['input_layers'], { left: ['left', 0, 0], right: ['right', 0, 0] }, 'input_layers');
    const ends = config['output_layers'] as Record<string, unknown>; // by name
    checkEqual(
      [Object.keys(ends), ends['same']],
      [
        ['difference', 'same'],
        ['p', 0, 0],
      ],
      'output_layers',
    );
    own.compile({ optimizer: 'sgd', loss: { same: 'mse', difference: null }, metrics: { difference: ['mae'] } });
    const { history } = await own.fit({ left: one, right: ten }, { same: one, difference: one }, { verbose: 0 });
    checkEqual(Object.keys(history), ['difference_mae', 'loss'], 'keys of the history');
    checkClose(history['difference_mae']?.[0], 15, 'mae of the difference: (10 + 20) / 2');
  },

  async 'a layer called twice has one set of weights and two calls'() {
    const [a, b] = [input([1], { name: 'a' }), input([1], { name: 'b' })];
    const shared = scale(2, 'shared');
    const sum = layers.add({ name: 'sum' }).apply([shared.apply(a), shared.apply(b)]);
    const own = model({ inputs: [a, b], outputs: shared.apply(sum) });
    checkEqual(own.weights.length, 1, 'weights');
    checkEqual(await predicted(own, [one, ten]), [[44], [88]], '2 · (2 · a + 2 · b)');
    const entries = own.getConfig()['layers'] as readonly { name: string; inbound_nodes: readonly unknown[] }[]; // Keras's form
    const places = JSON.stringify(entries.find(({ name }) => name === 'sum')?.inbound_nodes);
    check(places.includes('["shared",0,0]') && places.includes('["shared",1,0]'), `calls by number: ${places}`);
    checkEqual(own.getConfig()['output_layers'], ['shared', 2, 0], 'the third call is the output');
    checkEqual(await predicted(await again(own), [one, ten]), [[44], [88]], 'from its configuration');
    own.compile({ optimizer: { class_name: 'SGD', config: { learning_rate: 0.001 } }, loss: 'mse' });
    await own.fit([one, ten], tensor([[0], [0]]), { batchSize: 2, verbose: 0 });
    // p = k² (a + b), loss = mean(p²): d/dk = mean(2 p · 2 k (a + b)) = mean(2 · 44 · 44, 2 · 88 · 88) for k = 2.
    checkClose((await own.getWeights())[0]?.item(), 2 - 0.001 * ((2 * 44 * 44 + 2 * 88 * 88) / 2), 'the kernel');
  },

  async 'models as layers of models, each called twice'() {
    const x = input([1], { name: 'x' });
    const inner = model({ inputs: x, outputs: scale(2).apply(x), name: 'inner' });
    const chain = sequential([scale(3), scale(5)], { name: 'chain' });
    const [a, b] = [input([1], { name: 'a' }), input([1], { name: 'b' })];
    const own = model({
      inputs: [a, b],
      outputs: [inner.apply(chain.apply(a)), chain.apply(inner.apply(b)), inner.apply(a)],
    });
    const expected = [
      [[30], [60]],
      [[300], [600]],
      [[2], [4]],
    ];
    checkEqual(own.weights.length, 3, 'weights');
    checkEqual(await predicted(own, [one, ten]), expected, 'predictions');
    checkEqual(await predicted(await again(own), [one, ten]), expected, 'from its configuration');
    // Calls of functional models are written with 1 added there, those of Sequentials are not.
    const ends = own.getConfig()['output_layers'] as readonly (readonly [string, number, number])[]; // a list of places
    const calls = (name: string) => ends.filter(([own]) => own === name).map(([, call]) => call);
    checkEqual([calls('inner'), calls('chain')], [[1, 3], [1]], 'calls of the outputs');
    check(own.getLayer('inner') === inner && own.getLayer({ name: 'chain' }) === chain, 'getLayer finds models too');
  },

  async 'a Sequential inside of a functional model shares its weights with itself'() {
    const chain = sequential([scale(3), scale(5)]);
    const x = input([1]);
    const own = model({ inputs: x, outputs: chain.apply(x) });
    own.compile({ optimizer: 'sgd', loss: 'mse' });
    await own.fit(one, ten, { verbose: 0 });
    checkEqual(await predicted(chain, one), await predicted(own, one), 'both predict the same after training');
  },

  async 'functions of ops are part of a model'() {
    const [a, b] = [input([4], { name: 'a' }), input([4], { name: 'b' })];
    const mixed = ops.add(ops.multiply(a, 2), tensor([1, 2, 3, 4]));
    const [first, second] = ops.split(ops.subtract(mixed, b), 2, -1) as [KerasTensor, KerasTensor]; // two parts
    const joined = ops.concatenate([ops.mean(first, -1, { keepDims: true }), ops.relu(second)]);
    const own = model({ inputs: [a, b], outputs: [joined, ops.reshape(ops.maximum(a, b), [-1, 2, 2])] });
    const x = [tensor([[1, 2, 3, 4]]), tensor([[0, 0, 20, 0]])];
    const expected = [
      [[4.5, 0, 12]],
      [
        [
          [1, 2],
          [20, 4],
        ],
      ],
    ];
    checkEqual(await predicted(own, x), expected, 'predictions');
    checkEqual(await predicted(await again(own), x), expected, 'from its configuration');
    const written = own.getConfig()['layers'] as readonly { class_name: string; module: string; config: object }[]; // Keras's form
    const mean = written.find(({ class_name }) => class_name === 'Mean');
    checkEqual(mean?.module, 'keras.src.ops.numpy', 'module of a function');
    checkEqual(mean?.config, { ...mean?.config, axis: -1, keepdims: true }, 'its settings');
    checkEqual(
      own.layers.map(({ className }) => className),
      ['InputLayer', 'InputLayer'],
      'functions are no layers',
    );
  },

  async 'every function with a form in Keras comes back from a configuration'() {
    const x = input([4], { name: 'x' });
    const positive = ops.add(ops.square(x), 1);
    const outputs = [
      ops.softmax(x),
      ops.logSoftmax(x, 1),
      ops.leakyRelu(x, { negativeSlope: 0.3 }),
      ops.relu(x, { maxValue: 1 }),
      ops.relu6(x),
      ops.elu(x, { alpha: 0.5 }),
      ops.gelu(x),
      ops.silu(x),
      ops.clip(x, -1, 1),
      ops.where(ops.greater(x, 0), x, 0),
      ops.power(positive, 0.5),
      ops.log(ops.sqrt(positive)),
      ops.sum(x, 1),
      ops.max(x, -1, { keepDims: true }),
      ops.transpose(ops.expandDims(x, 2), [0, 2, 1]),
      ops.squeeze(ops.expandDims(x, 1), 1),
      ops.stack([x, x], 1),
      ops.einsum('ab,ac->abc', x, x),
      ops.matmul(ops.expandDims(x, 2), ops.expandDims(x, 1)),
      ops.pad(x, [
        [0, 0],
        [1, 2],
      ]),
      ops.reverse(x, [1]),
      ops.oneHot(ops.cast(ops.argmax(x), 'int32'), 4),
      ops.take(x, ops.cast(ops.floor(ops.abs(ops.sum(x, 0))), 'int32'), 1),
      ops.tile(x, [1, 2]),
      ops.cast(ops.notEqual(x, 0), 'float32'),
      ops.negative(ops.abs(x)),
    ];
    const own = model({ inputs: x, outputs });
    const data = tensor([[-2, 0.5, 3, -0.25]]);
    checkEqual(await predicted(await again(own), data), await predicted(own, data), 'predictions');
  },

  async 'values of ops without inputs are constants of a model'() {
    const x = input([3, 1]);
    const weights = [tensor([[1], [10], [100]])];
    const positions = layers.embedding({ inputDim: 3, outputDim: 1, weights });
    const rows = ops.expandDims(positions.apply(ops.arange(0, 3)), 0) as SymbolicTensor as KerasTensor; // no trace, so no node
    const own = model({ inputs: x, outputs: layers.add().apply([x, rows]) });
    checkEqual(await predicted(own, [[[1], [2], [3]]]), [[[2], [12], [103]]], 'positions are added');
    checkEqual(own.weights.length, 1, 'the table is a weight of the model');
  },

  async 'a function with other arguments than Keras has is refused in configurations'() {
    const x = input([4]);
    const own = model({ inputs: x, outputs: ops.repeat(x, [1, 2]) });
    checkEqual(await predicted(own, [[1, 2, 3, 4]]), [[1, 1, 2, 2, 3, 3, 4, 4]], 'it works');
    const { name, message } = await failure(() => own.getConfig());
    checkEqual(name, 'InvalidArgumentError', 'error');
    check(message.includes('ops.repeat') && message.includes('layer of your own'), message);
  },

  async "Python's x[...] in a configuration"() {
    const places = (key: unknown) => ({
      class_name: 'Functional',
      config: {
        name: 'items',
        layers: [
          { class_name: 'InputLayer', config: { batch_shape: [null, 3, 4], name: 'x' }, name: 'x', inbound_nodes: [] },
          {
            module: 'keras.src.ops.numpy',
            class_name: 'GetItem',
            config: { name: 'get_item' },
            registered_name: 'GetItem',
            name: 'get_item',
            inbound_nodes: [
              {
                args: [{ class_name: '__keras_tensor__', config: { keras_history: ['x', 0, 0] } }, key],
                kwargs: {},
              },
            ],
          },
        ],
        input_layers: ['x', 0, 0],
        output_layers: ['get_item', 0, 0],
      },
    });
    const x = tensor(
      Float32Array.from({ length: 12 }, (_, place) => place),
      [1, 3, 4],
    );
    const range = (start: number | null, stop: number | null, step: number | null) => ({
      class_name: '__slice__',
      config: { start, stop, step },
    });
    const rows: readonly (readonly [key: unknown, expected: unknown])[] = [
      [[range(null, null, null), -1], [[8, 9, 10, 11]]],
      [
        [range(null, null, null), range(1, null, null), range(0, 3, 2)],
        [
          [
            [4, 6],
            [8, 10],
          ],
        ],
      ],
      [[{ class_name: '__ellipsis__', config: {} }, 0], [[0, 4, 8]]],
      [[range(null, null, null), 0, null, range(null, null, -1)], [[[3, 2, 1, 0]]]],
    ];
    for (const [key, expected] of rows) {
      const own = modelFromConfig(places(key));
      checkEqual(await predicted(own, x), expected, `x[${JSON.stringify(key)}]`);
      checkEqual(await predicted(await again(own), x), expected, 'written and read again');
    }
  },

  async 'models of a part, with the same weights'() {
    const x = input([1], { name: 'x' });
    const hidden = scale(2, 'hidden').apply(x);
    const own = model({ inputs: x, outputs: scale(5, 'head').apply(hidden) });
    const features = model({ inputs: own.inputs, outputs: own.getLayer('hidden').output });
    checkEqual(await predicted(features, one), [[2], [4]], 'the hidden layer');
    const head = model({ inputs: hidden, outputs: own.outputs[0]! }); // one output
    checkEqual(await predicted(head, one), [[5], [10]], 'from the hidden layer on');
    checkEqual(
      head.layers.map(({ name }) => name),
      ['hiddenCLONE', 'head'],
      'an input takes the place of what was before',
    );
    check(head.weights[0] === own.weights[1] && head.weights.length === 1, 'the weights are those of the whole');
    own.compile({ optimizer: 'sgd', loss: 'mse' });
    await own.fit(one, ten, { verbose: 0 });
    const [kernel] = (await own.getLayer('hidden').getWeights()) as [Tensor]; // one weight
    checkClose(((await features.predict<Tensor>(one)).data[1] ?? 0) / 2, kernel.item(), 'features after training');
  },

  async 'models of a part of a Sequential'() {
    const own = sequential([input([1]), scale(2, 'a'), scale(3, 'b'), scale(5, 'c')]);
    const parts = own.layers.map((layer) => layer.output as KerasTensor); // one output each
    const all = model({ inputs: own.inputs, outputs: parts });
    checkEqual(
      await predicted(all, one),
      [
        [[2], [4]],
        [[6], [12]],
        [[30], [60]],
      ],
      'what each layer gives',
    );
    check(own.input === own.inputs[0] && own.output === own.outputs[0], 'input and output');
  },

  async 'layers are added and taken away after training'() {
    const own = sequential([input([1]), scale(2, 'a')]);
    own.compile({ optimizer: { class_name: 'SGD', config: { learning_rate: 0 } }, loss: 'mse' });
    await own.fit(one, ten, { verbose: 0 });
    own.add(scale(3, 'b'));
    checkEqual(await predicted(own, one), [[6], [12]], 'with a layer more');
    checkClose((await own.fit(one, ten, { verbose: 0 })).history['loss']?.[0], (4 ** 2 + 8 ** 2) / 2, 'its loss');
    checkEqual(own.pop().name, 'b', 'the layer that is taken away');
    checkEqual(await predicted(own, one), [[2], [4]], 'without it');
    checkEqual(own.outputs[0]?.name, 'a', 'the output');
    own.pop();
    own.add(scale(7));
    checkEqual(await predicted(own, one), [[7], [14]], 'with another layer in its place');
  },

  async 'shapes of inputs and outputs, and layers that say the shape of their input'() {
    const [a, b] = [input([1], { name: 'a' }), input([3], { name: 'b' })];
    const own = model({ inputs: { a, b }, outputs: layers.concatenate().apply([a, b]) });
    checkEqual([own.inputShape, own.outputShape], [{ a: [null, 1], b: [null, 3] }, [null, 4]], 'of a functional model');
    for (const options of [{ inputShape: [4] }, { inputDim: 4 }]) {
      const chain = sequential([layers.dense({ units: 2, ...options })]);
      checkEqual(
        [chain.inputShape, chain.outputShape],
        [
          [null, 4],
          [null, 2],
        ],
        JSON.stringify(options),
      );
    }
    const { message } = await failure(() => sequential([layers.dense({ units: 2 })]).outputShape);
    check(message.includes('a known input shape'), message);
  },

  async 'getLayer by name and by place'() {
    const own = sequential([input([1]), scale(2, 'a'), scale(3, 'b')]);
    check(
      own.getLayer(0) === own.getLayer('a') && own.getLayer({ index: -1 }) === own.getLayer({ name: 'b' }),
      'both ways',
    );
    check((await failure(() => own.getLayer({ index: 5 }))).message.includes('below 2'), 'an index that is not there');
    check((await failure(() => own.getLayer({ name: 'a', index: 0 }))).message.includes('either'), 'both at once');
  },

  async 'inputs of another number of axes are fitted, of another size refused'() {
    const x = input([3, 1], { name: 'x' });
    const own = model({ inputs: x, outputs: layers.flatten().apply(x), name: 'own' });
    const y = input([3]);
    checkEqual(own.apply(y).shape, [null, 3], 'an axis of size 1 is added');
    const { message } = await failure(() => own.apply(input([4, 1])));
    for (const part of [
      'Functional "own"',
      'input "x" must have shape [null, 3, 1]',
      'received [null, 4, 1]',
      'layers.reshape',
    ])
      check(message.includes(part), message);
    checkEqual(await predicted(own, [[1, 2, 3]]), [[1, 2, 3]], 'data of three numbers');
  },

  async 'a configuration of Keras 2, with lists for calls'() {
    const dense = (name: string, inbound_nodes: unknown) => ({
      class_name: 'Dense',
      config: { name, units: 1, use_bias: false, kernel_initializer: 'ones' },
      name,
      inbound_nodes,
    });
    const own = modelFromConfig({
      class_name: 'Model',
      config: {
        name: 'old',
        layers: [
          { class_name: 'InputLayer', config: { batch_shape: [null, 1], name: 'x' }, name: 'x', inbound_nodes: [] },
          dense('d', [[['x', 0, 0, {}]], [['d', 0, 0, {}]]]),
          {
            class_name: 'Add',
            config: { name: 's' },
            name: 's',
            inbound_nodes: [
              [
                ['d', 0, 0, {}],
                ['d', 1, 0, {}],
              ],
            ],
          },
        ],
        input_layers: [['x', 0, 0]],
        output_layers: [['s', 0, 0]],
      },
    } as unknown as Parameters<typeof modelFromConfig>[0]); // Keras 2's form
    checkEqual(await predicted(own, one), [[2], [4]], 'd(x) + d(d(x)) with a kernel of 1');
  },
};
