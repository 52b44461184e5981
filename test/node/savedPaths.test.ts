/** Where the weights of layers within layers, shared layers and models within models are in files. */
import { beforeAll, describe, expect, it } from 'vitest';
import {
  input,
  type KerasTensor,
  Layer,
  layers,
  loadModel,
  type Model,
  model,
  ops,
  sequential,
  setBackend,
  type Tensor,
  tensor,
} from '../../src/index.ts';
import type { H5Group } from '../../src/nn/saving/files/h5Tree.ts';
import { readHdf5 } from '../../src/nn/saving/files/hdf5.ts';
import type { GraphNode } from '../../src/runtime/graph.ts';
import { again, pathsOf, x, y } from './roundTrip.ts';

beforeAll(() => setBackend('cpu'));

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

it('calls of functions are written as Keras writes them', async () => {
  const a = input([4], { name: 'a' });
  const shifted: KerasTensor = ops.multiply(ops.add(a, 1), tensor([1, 2, 3, 4]));
  const own = model({
    inputs: a,
    outputs: layers.dense({ units: 1 }).apply(ops.concatenate([shifted, ops.square(a)], -1)),
  });
  await again(own);
});

it('the training of the outermost call holds, whatever files name at calls inside', async () => {
  const a = input([64]);
  const own = model({ inputs: a, outputs: layers.dropout({ rate: 0.5 }).apply(a, { training: false }) });
  const other = await loadModel(await own.save()); // Keras up to 3.14 writes `training: false` at all calls
  const ones = tensor(new Float32Array(64).fill(1), [1, 64]);
  const zeros = async (training: boolean) => {
    const { data } = (await other.run(ones, { training })) as Tensor; // one output
    return [...data].filter((value) => value === 0).length;
  };
  expect(await zeros(false)).toBe(0);
  expect(await zeros(true)).toBeGreaterThan(0);
});
