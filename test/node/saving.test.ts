/** What is written of models, and read again: layers within layers, objects of one's own, ways to compile. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { unzipSync, zipSync } from 'fflate';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  constraints,
  initializers,
  input,
  type KerasTensor,
  Layer,
  layers,
  loadModel,
  losses,
  Model,
  metrics,
  model,
  ops,
  optimizers,
  regularizers,
  Sequential,
  saving,
  schedules,
  sequential,
  setBackend,
  type Tensor,
  tensor,
} from '../../src/index.ts';
import { arrayPaths, H5Draft, type H5Group } from '../../src/nn/saving/files/h5Tree.ts';
import { readHdf5, writeHdf5 } from '../../src/nn/saving/files/hdf5.ts';
import type { GraphNode } from '../../src/runtime/graph.ts';
import { partsOf } from '../golden/kerasFiles.ts';

beforeAll(() => setBackend('cpu'));
beforeEach(() => {
  vi.restoreAllMocks();
});

const x = tensor(
  Float32Array.from({ length: 24 }, (_, place) => Math.sin(place)),
  [6, 4],
);
const y = tensor(
  Float32Array.from({ length: 6 }, (_, row) => Math.cos(row)),
  [6, 1],
);

/** Paths of the arrays of a model's file, without those of the optimizer. */
async function pathsOf(own: Model): Promise<string[]> {
  const root = await readHdf5('test', await own.saveWeights());
  return arrayPaths(root).filter((path) => !path.startsWith('optimizer/'));
}

async function stateOf(own: Model): Promise<Tensor[]> {
  const kept = own.optimizer?.variables ?? [];
  return Promise.all([...own.weights.map((weight) => weight.read()), ...kept.map((each) => each.get())]);
}

/** Saves and loads; weights, optimizer, predictions and the next epoch must be the same. */
async function again(own: Model, options: Parameters<typeof loadModel>[1] = {}): Promise<Model> {
  const other = await loadModel(await own.save(), options);
  expect(await stateOf(other)).toEqual(await stateOf(own));
  expect(await other.predict(x)).toEqual(await own.predict(x));
  expect(JSON.stringify(other.getConfig())).toBe(JSON.stringify(own.getConfig()));
  if (!own.optimizer) return other;
  const [a, b] = [await own.fit(x, y, { shuffle: false }), await other.fit(x, y, { shuffle: false })];
  expect(b.history).toEqual(a.history);
  expect(await stateOf(other)).toEqual(await stateOf(own));
  return other;
}

/** Holds layers in all ways. */
class Block extends Layer {
  static override readonly className: string = 'Block';
  readonly toHidden = layers.dense({ units: 3 });
  readonly towers = [layers.dense({ units: 3 }), layers.batchNormalization(), layers.dense({ units: 3 })];
  readonly byName = { first: layers.dense({ units: 3 }), second: layers.dense({ units: 3 }) };
  readonly grid = [[layers.dense({ units: 3 })], [layers.dense({ units: 3 }), layers.dense({ units: 1 })]];
  readonly _last = layers.dense({ units: 1 });

  override call(inputs: GraphNode): GraphNode {
    const held = [this.toHidden, ...this.towers, ...Object.values(this.byName), ...this.grid.flat(), this._last];
    return held.reduce((value: GraphNode, layer) => layer.apply(value), inputs);
  }
}

describe('paths in weight files', () => {
  // As the specification of the format lists them: attributes by name, lists by class and number.
  it('are those of attributes, lists and lists of lists', async () => {
    const own = sequential([input([4]), new Block({ name: 'anything' })]);
    expect(await pathsOf(own)).toEqual([
      'layers/block/_last/vars/0',
      'layers/block/_last/vars/1',
      'layers/block/by_name/dense/vars/0',
      'layers/block/by_name/dense/vars/1',
      'layers/block/by_name/dense_1/vars/0',
      'layers/block/by_name/dense_1/vars/1',
      'layers/block/grid/container/dense/vars/0',
      'layers/block/grid/container/dense/vars/1',
      'layers/block/grid/container_1/dense/vars/0',
      'layers/block/grid/container_1/dense/vars/1',
      'layers/block/grid/container_1/dense_1/vars/0',
      'layers/block/grid/container_1/dense_1/vars/1',
      'layers/block/to_hidden/vars/0',
      'layers/block/to_hidden/vars/1',
      'layers/block/towers/batch_normalization/vars/0',
      'layers/block/towers/batch_normalization/vars/1',
      'layers/block/towers/batch_normalization/vars/2',
      'layers/block/towers/batch_normalization/vars/3',
      'layers/block/towers/dense/vars/0',
      'layers/block/towers/dense/vars/1',
      'layers/block/towers/dense_1/vars/0',
      'layers/block/towers/dense_1/vars/1',
    ]);
    own.compile({ optimizer: 'adam', loss: 'mse' });
    await own.fit(x, y);
    await again(own, { customObjects: { Block } });
  });

  // The specification's example: x -> p; x -> q -> r; s = p + r; u from x.
  it('number layers of a class in the order of the graph, and leave functions out', async () => {
    const a = input([4], { name: 'a' });
    const q = layers.dense({ units: 3, name: 'q' }).apply(a);
    const r = layers.dense({ units: 3, name: 'r' }).apply(q);
    const p = layers.dense({ units: 3, name: 'p' }).apply(a);
    const u = layers.dense({ units: 3, name: 'u' }).apply(a);
    const own = model({ inputs: a, outputs: [ops.add(p, r), u] });
    const { groups } = (await readHdf5('test', await own.saveWeights())) as H5Group;
    const named = [...(groups.get('layers')?.groups ?? [])].map(([name, group]) => [
      name,
      group.groups.get('vars')?.attributes['name'],
    ]);
    expect(Object.fromEntries(named)).toEqual({
      input_layer: 'a',
      dense: 'q',
      dense_1: 'p',
      dense_2: 'r',
      dense_3: 'u',
    });
  });

  it('go through models inside of models', async () => {
    const inner = sequential([input([4]), layers.dense({ units: 3 }), layers.dropout({ rate: 0.1 })]);
    const a = input([3]);
    const tail = model({ inputs: a, outputs: layers.dense({ units: 1 }).apply(a) });
    const b = input([4]);
    const own = model({ inputs: b, outputs: tail.apply(inner.apply(b)) });
    expect(await pathsOf(own)).toEqual([
      'layers/functional/layers/dense/vars/0',
      'layers/functional/layers/dense/vars/1',
      'layers/sequential/layers/dense/vars/0',
      'layers/sequential/layers/dense/vars/1',
    ]);
    await again(own);
  });

  it('hold a kernel twice that is normalized by its spectrum', async () => {
    const own = sequential([input([4]), layers.spectralNormalization({ layer: layers.dense({ units: 1 }) })]);
    expect(await pathsOf(own)).toEqual([
      'layers/spectral_normalization/layer/vars/0',
      'layers/spectral_normalization/layer/vars/1',
      'layers/spectral_normalization/vars/0',
      'layers/spectral_normalization/vars/1',
    ]);
    await again(own);
  });
});

it('a layer that several models hold is in the file once, and shared again', async () => {
  const shared = layers.dense({ units: 4, name: 'shared' });
  const half = (name: string) => {
    const a = input([4]);
    return model({ inputs: a, outputs: shared.apply(a), name });
  };
  const b = input([4]);
  const own = model({ inputs: b, outputs: layers.dense({ units: 1 }).apply(half('two').apply(half('one').apply(b))) });
  own.compile({ optimizer: 'sgd', loss: 'mse' });
  await own.fit(x, y);
  const other = await again(own);
  const [first, second] = ['one', 'two'].map((name) => (other.getLayer(name) as Model).getLayer('shared'));
  expect(first).toBe(second);
  expect(other.weights.length).toBe(4);
});

it('frozen layers stay frozen, with the same weights and optimizer', async () => {
  const own = sequential([input([4]), layers.dense({ units: 3, trainable: false }), layers.dense({ units: 1 })]);
  own.compile({ optimizer: 'adam', loss: 'mse' });
  await own.fit(x, y);
  const other = await again(own);
  expect(other.trainableWeights.length).toBe(2);
});

it('one layer called twice, and models called twice, are one again', async () => {
  const a = input([4]);
  const inner = sequential([input([4]), layers.dense({ units: 4 })]);
  const twice = layers.dense({ units: 4 });
  const own = model({
    inputs: a,
    outputs: layers
      .dense({ units: 1 })
      .apply(layers.add().apply([inner.apply(inner.apply(a)), twice.apply(twice.apply(a))])),
  });
  const other = await again(own);
  expect(other.weights.length).toBe(6);
});

describe('ways to compile', () => {
  const small = () => sequential([input([4]), layers.dense({ units: 3 }), layers.dense({ units: 1 })]);
  const compileConfig = async (own: Model) =>
    ((await partsOf(await own.save())).config as { readonly compile_config: Record<string, unknown> }).compile_config;

  it('names are written as Keras knows them', async () => {
    const own = small();
    own.compile({ optimizer: 'sgd', loss: 'meanSquaredError', metrics: ['cosineSimilarity', 'MAE', 'accuracy'] });
    expect(await compileConfig(own)).toMatchObject({
      loss: 'mean_squared_error',
      metrics: ['cosine_similarity', 'MAE', 'accuracy'],
      weighted_metrics: null,
    });
    own.compile({ optimizer: 'sgd', loss: 'logcosh' });
    expect(await compileConfig(own)).toMatchObject({ loss: 'log_cosh', metrics: null });
  });

  it.each([
    ['objects', { loss: losses.huber({ delta: 0.5 }), metrics: [metrics.meanAbsoluteError({ name: 'a' }), 'mape'] }],
    [
      'a schedule',
      {
        optimizer: optimizers.sgd({
          learningRate: schedules.exponentialDecay({ initialLearningRate: 0.1, decaySteps: 2, decayRate: 0.5 }),
        }),
      },
    ],
    ['a rarer optimizer by its name', { optimizer: 'nadam' }],
    ['averages of weights', { optimizer: optimizers.adam({ useEma: true, emaMomentum: 0.5 }) }],
    ['accumulated gradients', { optimizer: optimizers.sgd({ momentum: 0.9, gradientAccumulationSteps: 3 }) }],
    ['rarer metrics by name', { metrics: ['r2_score', 'rmse'] }],
    ['weights of losses', { lossWeights: [0.5], weightedMetrics: ['mse'] }],
  ])('%s', async (_, options) => {
    const own = small();
    own.compile({ optimizer: 'adam', loss: 'mse', ...options });
    await own.fit(x, y, { epochs: 2, batchSize: 2, shuffle: false });
    await again(own);
  });

  it('the learning rate stays where it was set', async () => {
    const own = small();
    own.compile({ optimizer: 'rmsprop', loss: 'mse' });
    await own.fit(x, y);
    Object.assign(own.optimizer ?? {}, { learningRate: 0.0625 });
    const other = await again(own);
    expect(Number(other.optimizer?.learningRate)).toBe(0.0625);
    expect(await compileConfig(other)).toMatchObject({ optimizer: { config: { learning_rate: 0.0625 } } });
  });

  it('a model that was compiled and never trained starts anew', async () => {
    const own = small();
    own.compile({ optimizer: 'adam', loss: 'mse' });
    expect(arrayPaths(await readHdf5('test', await own.saveWeights())).filter((path) => /^opt/.test(path))).toEqual([
      'optimizer/vars/0',
      'optimizer/vars/1',
    ]);
    const warn = vi.spyOn(console, 'warn');
    const other = await loadModel(await own.save());
    await other.fit(x, y, { shuffle: false });
    await own.fit(x, y, { shuffle: false });
    expect(await stateOf(other)).toEqual(await stateOf(own));
    expect(warn).not.toHaveBeenCalled();
  });

  it('compile: false gives a model that only predicts', async () => {
    const own = small();
    own.compile({ optimizer: 'adam', loss: 'mse' });
    await own.fit(x, y);
    const other = await loadModel(await own.save(), { compile: false });
    expect(other.optimizer).toBeNull();
    expect(await other.predict(x)).toEqual(await own.predict(x));
  });

  it('several outputs, by name', async () => {
    const a = input([4], { name: 'a' });
    const [p, q] = [layers.dense({ units: 1, name: 'p' }).apply(a), layers.dense({ units: 1, name: 'q' }).apply(a)];
    const own = model({ inputs: { a }, outputs: { p, q } });
    own.compile({
      optimizer: 'sgd',
      loss: { p: 'mse', q: 'mae' },
      lossWeights: { p: 1, q: 2 },
      metrics: { q: ['mse'] },
    });
    await own.fit({ a: x }, { p: y, q: y });
    const other = await loadModel(await own.save());
    const measured = await own.evaluate({ a: x }, { p: y, q: y });
    expect(await other.evaluate({ a: x }, { p: y, q: y })).toEqual(measured);
    expect(Object.keys(measured)).toEqual(['loss', 'p_loss', 'q_loss', 'q_mse']);
  });
});

describe("classes and functions of one's own", () => {
  class Scale extends Layer {
    static override readonly className: string = 'Scale';
    readonly by: number;
    constructor(options: { readonly by: number; readonly name?: string }) {
      super(options);
      this.by = options.by;
    }
    override call(inputs: GraphNode): GraphNode {
      return ops.multiply(inputs, this.by);
    }
    protected override configOptions() {
      return { by: this.by };
    }
  }

  class Halves extends initializers.Initializer {
    static override readonly className = 'Halves';
    override values(shape: readonly number[]) {
      return new Float32Array(shape.reduce((a, b) => a * b, 1)).fill(0.5);
    }
  }

  class Clipped extends optimizers.Adam {
    static override readonly className: string = 'Clipped';
  }

  function ownLoss(yTrue: GraphNode, yPred: GraphNode): GraphNode {
    return ops.mean(ops.square(ops.subtract(yTrue, yPred)), -1);
  }

  function steep(value: GraphNode): GraphNode {
    return ops.tanh(ops.multiply(value, 3));
  }

  const own = () => {
    const made = sequential([
      input([4]),
      layers.dense({
        units: 3,
        activation: steep,
        kernelInitializer: new Halves(),
        biasConstraint: constraints.nonNeg(),
      }),
      new Scale({ by: 2 }),
      layers.dense({ units: 1, kernelRegularizer: regularizers.l2(0.1) }),
    ]);
    made.compile({ optimizer: new Clipped({ learningRate: 0.1 }), loss: ownLoss, metrics: [ownLoss, 'mae'] });
    return made;
  };

  it('are given by name', async () => {
    const made = own();
    await made.fit(x, y);
    const other = await again(made, { customObjects: { Scale, Halves, Clipped, ownLoss, steep } });
    expect(other.layers[1]).toBeInstanceOf(Scale);
    expect(other.optimizer).toBeInstanceOf(Clipped);
  });

  it('are registered', async () => {
    const register = saving.registerKerasSerializable({ package: 'test' });
    for (const each of [Scale, Halves, Clipped]) register(each as never);
    register(steep);
    saving.registerKerasSerializable({ package: 'test', name: 'own_loss' })(ownLoss);
    expect(saving.getRegisteredName(Scale)).toBe('test>Scale');
    expect(saving.getRegisteredObject('test>own_loss')).toBe(ownLoss);
    const made = own();
    await made.fit(x, y);
    await again(made);
    const { config } = await partsOf(await made.save());
    expect(config).toMatchObject({
      config: {
        layers: [
          {},
          { config: { activation: 'test>steep' } },
          { class_name: 'Scale', registered_name: 'test>Scale' },
          {},
        ],
      },
      compile_config: {
        optimizer: { class_name: 'Clipped', registered_name: 'test>Clipped' },
        loss: { module: 'builtins', class_name: 'function', config: 'test>own_loss', registered_name: 'function' },
      },
    });
  });

  it('in the place of one of these names, a class of Keras stays what it is', async () => {
    class Dense extends Scale {
      static override readonly className: string = 'Dense';
    }
    saving.registerKerasSerializable({ package: 'test' })(Dense);
    const made = sequential([input([4]), layers.dense({ units: 1 })]);
    expect((await loadModel(await made.save())).layers[0]).toBeInstanceOf(layers.Dense);
  });

  it('what is not known of how a model was compiled leaves it without, and says so', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    const made = sequential([input([4]), layers.dense({ units: 1 })]);
    const unheardOf = (t: GraphNode, p: GraphNode): GraphNode => ops.mean(ops.subtract(t, p), -1);
    made.compile({ optimizer: 'sgd', loss: unheardOf });
    const other = await loadModel(await made.save());
    expect(other.optimizer).toBeNull();
    expect(warn).toHaveBeenCalledWith(expect.stringContaining('loadModel(source, { customObjects: { unheardOf } })'));
  });

  class Net extends Model {
    static override readonly className: string = 'Net';
    readonly hidden: Layer;
    readonly heads: readonly Layer[];
    constructor(readonly settings: { readonly units: number; readonly name?: string }) {
      super(settings);
      this.hidden = layers.dense({ units: settings.units, activation: 'relu' });
      this.heads = [layers.dense({ units: 1 }), layers.dense({ units: 1 })];
    }
    override call(inputs: GraphNode): GraphNode {
      const hidden = this.hidden.apply(inputs);
      return this.heads.map((head) => head.apply(hidden)).reduce((a, b) => ops.add(a, b));
    }
    protected override configOptions() {
      return { units: this.settings.units };
    }
  }

  it('models of other classes are built for the inputs that they had', async () => {
    const net = new Net({ units: 3, name: 'net' });
    net.compile({ optimizer: 'adam', loss: 'mse' });
    await net.fit(x, y);
    expect(await pathsOf(net)).toEqual([
      'heads/dense/vars/0',
      'heads/dense/vars/1',
      'heads/dense_1/vars/0',
      'heads/dense_1/vars/1',
      'hidden/vars/0',
      'hidden/vars/1',
    ]);
    const other = await again(net, { customObjects: { Net } });
    expect(other).toBeInstanceOf(Net);
  });

  it('models that are a list of layers keep their class', async () => {
    class Chain extends Sequential {
      static override readonly className: string = 'Chain';
    }
    const chain = new Chain({ layers: [input([4]), layers.dense({ units: 1 })] });
    expect(await again(chain, { customObjects: { Chain } })).toBeInstanceOf(Chain);
  });
});

describe('weights', () => {
  const make = (units: number) =>
    sequential([input([4]), layers.dense({ units, name: 'a' }), layers.dense({ units: 1, name: 'b' })]);

  it('those that do not fit are left, when that is wanted', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    const [from, to] = [make(3), make(5)];
    const before = await to.getWeights();
    await to.loadWeights(await from.saveWeights(), { skipMismatch: true });
    const after = await to.getWeights();
    expect(after.slice(0, 3)).toEqual(before.slice(0, 3));
    expect(after[3]).toEqual((await from.getWeights())[3]);
    expect(warn.mock.calls.flat().join('\n')).toContain('layers/dense/vars/0: "a" expects shape [4, 5]');
  });

  it('of files that h5py writes in other ways', async () => {
    const own = make(3);
    const root = new H5Draft();
    const layer = (name: string, kernel: Tensor, bias: Tensor) => {
      const vars = root.at(`_layer_checkpoint_dependencies/${name}/vars`);
      vars.set('0', kernel);
      vars.set('1', bias);
    };
    layer('dense', tensor(new Float32Array(12).fill(2), [4, 3]), tensor(new Int32Array(3).fill(3), [3]));
    layer('dense_1', tensor(new Float32Array(3).fill(4), [3, 1]), tensor([5]));
    root.at('layers/dropout/seed_generator/vars').set('0', tensor([1, 2]));
    root.at('metrics/mean/vars').set('0', tensor([1, 2]));
    await own.loadWeights(await writeHdf5(root));
    expect((await own.getWeights()).map(({ dtype, data }) => [dtype, data[0]])).toEqual([
      ['float32', 2],
      ['float32', 3],
      ['float32', 4],
      ['float32', 5],
    ]);
  });

  it('of a zip that is packed, with files besides', async () => {
    const own = make(3);
    const files = unzipSync(await own.save());
    const packed = zipSync({ ...files, 'notes/readme.txt': new Uint8Array(3) }, { level: 9 });
    expect(await (await loadModel(packed)).getWeights()).toEqual(await own.getWeights());
  });

  it('and configuration in files beside each other', async () => {
    const own = make(3);
    const files = Object.entries(unzipSync(await own.save())).map(([name, bytes]) => new File([bytes as never], name));
    expect(await (await loadModel(files)).getWeights()).toEqual(await own.getWeights());
  });

  it('divided among several files', async () => {
    const own = make(3);
    const root = await readHdf5('test', await own.saveWeights());
    const part = async (name: string) => {
      const draft = new H5Draft();
      const vars = root.groups.get('layers')?.groups.get(name)?.groups.get('vars');
      for (const [key, array] of vars?.arrays ?? []) draft.at(`layers/${name}/vars`).set(key, array.read());
      return new File([(await writeHdf5(draft)) as never], `${name}.weights.h5`);
    };
    const map = { '/layers/dense/vars': 'dense.weights.h5', '/layers/dense_1/vars': ['dense_1.weights.h5'] };
    const index = new File([JSON.stringify({ metadata: { total_size: 1 }, weight_map: map })], 'net.weights.json');
    const other = make(3);
    await other.loadWeights([index, await part('dense'), await part('dense_1')]);
    expect(await other.getWeights()).toEqual(await own.getWeights());
  });
});

describe('TensorFlow.js', () => {
  const dense = (units: number, further: object) => ({
    class_name: 'Dense',
    config: { name: `d${units}`, units, use_bias: true, ...further },
  });
  const topology = {
    class_name: 'Sequential',
    config: { name: 's', layers: [dense(2, { batch_input_shape: [null, 2] }), dense(1, {})] },
    keras_version: 'tfjs-layers 4.22.0',
  };
  const training = {
    optimizer_config: { class_name: 'SGD', config: { learning_rate: 0.5 } },
    loss: 'mean_squared_error',
    metrics: ['mae'],
  };
  const file = (name: string, content: BlobPart) => new File([content], name);

  it('weights in shards, of half precision, and in few bits', async () => {
    const weights = [
      { name: 'd2/kernel', shape: [2, 2], dtype: 'float32', quantization: { dtype: 'uint8', scale: 0.5, min: -1 } },
      { name: 'd2/bias', shape: [2], dtype: 'float32', quantization: { dtype: 'uint16', scale: 0.25, min: 0 } },
      { name: 'd1/kernel', shape: [2, 1], dtype: 'float32', quantization: { dtype: 'float16' } },
      { name: 'd1/bias', shape: [1], dtype: 'float32' },
    ];
    const bytes = [0, 1, 2, 255, 4, 0, 0, 1, 0, 0x3c, 0, 0xc0, 0, 0, 0x28, 0x42]; // u8 u8 u8 u8, u16 u16, f16 f16, f32
    const json = {
      format: 'layers-model',
      modelTopology: topology,
      trainingConfig: training,
      weightsManifest: [{ paths: ['a.bin', 'b.bin'], weights }],
    };
    const own = await loadModel([
      file('b.bin', new Uint8Array(bytes.slice(6))),
      file('a.bin', new Uint8Array(bytes.slice(0, 6))),
      file('model.json', JSON.stringify(json)),
    ]);
    expect((await own.getWeights()).map(({ data }) => [...data])).toEqual([
      [-1, -0.5, 0, 126.5],
      [1, 64],
      [1, -2],
      [42],
    ]);
    expect(own.optimizer?.className).toBe('SGD');
    expect(Object.keys(await own.evaluate(tensor([[1, 2]]), tensor([[1]])))).toEqual(['loss', 'mae']);
    const other = sequential([
      input([2]),
      layers.dense({ units: 2, name: 'd2' }),
      layers.dense({ units: 1, name: 'd1' }),
    ]);
    await other.loadWeights([
      file('model.json', JSON.stringify(json)),
      file('a.bin', new Uint8Array(bytes.slice(0, 6))),
      file('b.bin', new Uint8Array(bytes.slice(6))),
    ]);
    expect(await other.getWeights()).toEqual(await own.getWeights());
  });
});

it('a URL names its files beside it, with what it says after the question mark', async () => {
  const files: Readonly<Record<string, string | Uint8Array>> = {
    '/nets/model.json?key=1': JSON.stringify({
      modelTopology: {
        class_name: 'Sequential',
        config: {
          name: 's',
          layers: [{ class_name: 'Dense', config: { name: 'd', units: 1, batch_input_shape: [null, 1] } }],
        },
      },
      weightsManifest: [
        {
          paths: ['parts/a.bin'],
          weights: [
            { name: 'd/kernel', shape: [1, 1], dtype: 'int32' },
            { name: 'd/bias', shape: [1], dtype: 'int32' },
          ],
        },
      ],
    }),
    '/nets/parts/a.bin?key=1': Uint8Array.of(7, 0, 0, 0, 9, 0, 0, 0),
  };
  const server = createServer((request, response) => {
    const content = files[request.url ?? ''];
    response.writeHead(content === undefined ? 404 : 200).end(content);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    const { port } = server.address() as AddressInfo; // it listens on a port
    const own = await loadModel(`http://127.0.0.1:${port}/nets/model.json?key=1`);
    expect((await own.getWeights()).map(({ data }) => data[0])).toEqual([7, 9]);
    await expect(loadModel(`http://127.0.0.1:${port}/nets/model.json`)).rejects.toThrow('received "status 404"');
  } finally {
    server.close();
  }
});

describe('Keras 2', () => {
  /** A file as Keras 2 writes it, of two Dense layers with weights of ones. */
  async function olderFile(): Promise<Uint8Array> {
    const library = await import('h5wasm');
    const { FS } = await library.ready;
    const file = new library.File('older.h5', 'w');
    const layer = (name: string, units: number, shape?: readonly (number | null)[]) => ({
      class_name: 'Dense',
      config: { name, units, ...(shape ? { batch_input_shape: shape } : {}) },
    });
    const config = { class_name: 'Sequential', config: [layer('first', 2, [null, 3]), layer('second', 1)] };
    const metric = {
      class_name: 'MeanMetricWrapper',
      config: { name: 'mae', dtype: 'float32', fn: 'mean_absolute_error' },
    };
    const training = {
      optimizer_config: {
        class_name: 'Adam',
        config: { name: 'Adam', learning_rate: 0.25, decay: 0.0, is_legacy_optimizer: false },
      },
      loss: {
        class_name: 'MeanSquaredError',
        config: { reduction: 'auto', name: 'mean_squared_error', fn: 'mean_squared_error' },
      },
      metrics: [[metric]],
    };
    file.create_attribute('keras_version', '2.11.0');
    file.create_attribute('model_config', JSON.stringify(config));
    file.create_attribute('training_config', JSON.stringify(training));
    const weights = file.create_group('model_weights');
    weights.create_attribute('layer_names0', ['first'], [1], 'S5'); // long lists are divided
    weights.create_attribute('layer_names1', ['second'], [1], 'S6');
    for (const [name, rows, units] of [
      ['first', 3, 2],
      ['second', 2, 1],
    ] as const) {
      const group = weights.create_group(name);
      group.create_attribute('weight_names', [`${name}/kernel:0`, `${name}/bias:0`], [2], 'S20');
      const inside = group.create_group(name);
      inside.create_dataset({
        name: 'kernel:0',
        data: new Float64Array(rows * units).fill(1),
        shape: [rows, units],
        dtype: '<d',
        chunks: [rows, units],
        compression: 'gzip',
      });
      inside.create_dataset({ name: 'bias:0', data: new Float32Array(units).fill(2), shape: [units] });
    }
    const state = file.create_group('optimizer_weights');
    const names = ['iter', 'm0', 'm1', 'm2', 'm3', 'v0', 'v1', 'v2', 'v3'];
    const shapes = [[], [3, 2], [2], [2, 1], [1], [3, 2], [2], [2, 1], [1]];
    state.create_attribute('weight_names', names, [names.length], 'S5');
    names.forEach((name, index) => {
      const shape = shapes[index] ?? [];
      const size = shape.reduce((a, b) => a * b, 1);
      const counter = new BigInt64Array([7n]);
      state.create_dataset({
        name,
        data: index === 0 ? counter : new Float32Array(size).fill(index),
        shape,
        dtype: index === 0 ? '<q' : '<f',
      });
    });
    file.close();
    return FS.readFile('older.h5').slice();
  }

  it('models with their optimizer, in doubles, packed', async () => {
    const own = await loadModel(await olderFile());
    expect((await own.getWeights()).map(({ shape, data }) => [shape, data[0]])).toEqual([
      [[3, 2], 1],
      [[2], 2],
      [[2, 1], 1],
      [[1], 2],
    ]);
    expect(own.optimizer?.learningRate).toBe(0.25);
    const kept = await Promise.all((own.optimizer?.variables ?? []).map((each) => each.get()));
    expect(kept.map(({ data }) => data[0])).toEqual([7, 0.25, 1, 5, 2, 6, 3, 7, 4, 8]);
    const measured = await own.evaluate(tensor([[1, 2, 3]]), tensor([[1]]));
    expect(Object.keys(measured)).toEqual(['loss', 'mae']);
    expect(measured['mae']).toBeCloseTo(8 + 8 + 2 - 1);
  });

  it('weights alone, in order or by name', async () => {
    const bytes = await olderFile();
    const make = (names: readonly string[]) =>
      sequential([input([3]), ...names.map((name, index) => layers.dense({ units: 2 - index, name }))]);
    const inOrder = make(['a', 'b']);
    await inOrder.loadWeights(bytes);
    expect((await inOrder.getWeights()).map(({ data }) => data[0])).toEqual([1, 2, 1, 2]);
    const byName = make(['other', 'second']);
    const before = await byName.getWeights();
    await byName.loadWeights(bytes, { byName: true });
    expect((await byName.getWeights()).slice(0, 2)).toEqual(before.slice(0, 2));
    expect((await byName.getWeights()).slice(2).map(({ data }) => data[0])).toEqual([1, 2]);
    const larger = sequential([input([3]), layers.dense({ units: 4 }), layers.dense({ units: 1 })]);
    await expect(larger.loadWeights(bytes)).rejects.toThrow(
      'expects weights of shapes [3, 4], [4], received "[3, 2], [2] of \\"first\\""',
    );
    await expect(make(['a']).loadWeights(bytes)).rejects.toThrow(
      'weights for 1 layers (a), received "2 layers (first, second)"',
    );
  });
});

it('calls of functions are written as Keras writes them', async () => {
  const a = input([4], { name: 'a' });
  const shifted: KerasTensor = ops.multiply(ops.add(a, 1), tensor([1, 2, 3, 4]));
  const own = model({
    inputs: a,
    outputs: layers.dense({ units: 1 }).apply(ops.concatenate([shifted, ops.square(a)], -1)),
  });
  await again(own);
});
