/** Activation functions by name, as functions, and in configurations. Values and gradients: the golden rows. */
import { beforeAll, describe, expect, it } from 'vitest';
import { activations, input, jit, layers, ops, sequential, setBackend, type Tensor, tensor } from '../../src/index.ts';
import { ACTIVATIONS } from '../../src/nn/activations/get.ts';
import type { GraphNode as Node } from '../../src/runtime/graph.ts';

beforeAll(() => setBackend('cpu'));

/** `threshold` has no defaults, in Keras neither. */
const names = Object.keys(ACTIVATIONS).filter((name) => name !== 'threshold');

const x = tensor([
  [-100, -1.5, -0.5, 0.25],
  [0, 0.5, 3, 100],
]);

describe.each(names)('%s', (name) => {
  it('computes the same as a function, in a layer, in a model, and from its configuration', async () => {
    const expected = await jit((a) => activations.get(name)(a!))(x); // called with one tensor
    const layer = layers.activation({ activation: name });
    const chain = sequential([input([4]), layers.activation({ activation: activations.deserialize(name) })]);
    const again = layers.deserialize(layers.serialize(layer));
    for (const each of [await layer.run(x), await chain.predict(x), await again.run(x)])
      expect((each as Tensor).data).toEqual(expected.data); // one output
    expect(expected.data.every(Number.isFinite)).toBe(name !== 'exponential'); // exp(100) is no float32
  });

  it('keeps its name in configurations', () => {
    const written = layers.activation({ activation: activations.get(name) }).getConfig()['activation'];
    expect(ACTIVATIONS[written as keyof typeof ACTIVATIONS]).toBe(ACTIVATIONS[name as keyof typeof ACTIVATIONS]); // keys of the table
    expect(activations.serialize(activations.get(name))).toBe(written);
  });
});

it('reads a function as Keras writes it', () => {
  const config = { module: 'builtins', class_name: 'function', config: 'leaky_relu', registered_name: 'function' };
  const layer = layers.dense({ units: 1, activation: config as never }); // types say what users write
  expect(layer.getConfig()['activation']).toBe('leaky_relu');
});

it('are operations too', async () => {
  expect((await jit((a) => ops.glu(a!, { axis: 0 }))([1, 2, 0, 0])).toNested()).toEqual([0.5, 1]);
  expect((await jit((a) => ops.sparsemax(a!))([1, 5, 2])).toNested()).toEqual([0, 1, 0]);
});

it('gated linear units halve the features of a layer', async () => {
  const m = sequential([input([3]), layers.dense({ units: 6, activation: 'glu' }), layers.dense({ units: 2 })]);
  expect(((await m.predict(tensor([[1, 2, 3]]))) as Tensor).shape).toEqual([1, 2]); // one output
  expect(m.layers.at(-1)?.weights[0]?.shape).toEqual([3, 2]);
});

it('functions of the user keep working', async () => {
  const layer = layers.activation({ activation: (a) => ops.multiply(a, 2) });
  expect(((await layer.run([[1, 2]])) as Tensor).toNested()).toEqual([[2, 4]]); // one output
});

describe('layers as activations', () => {
  const cases = [
    ['reLU', layers.reLU({ negativeSlope: 0.5, maxValue: 2, threshold: 0.25 })],
    ['leakyReLU', layers.leakyReLU({ negativeSlope: 0.3 })],
    ['elu', layers.elu({ alpha: 0.5 })],
    ['softmax', layers.softmax({ axis: 1 })],
  ] as const;

  it.each(cases)('%s, itself and in configurations', async (_, activation) => {
    const dense = layers.dense({ units: 4, useBias: false, kernelInitializer: 'identity', activation });
    const expected = (await activation.run(x)) as Tensor; // one output
    expect(((await dense.run(x)) as Tensor).data).toEqual(expected.data); // likewise
    const written = dense.getConfig()['activation'];
    expect(written).toEqual(layers.serialize(activation));
    const again = layers.deserialize(layers.serialize(dense));
    expect(((await again.run(x)) as Tensor).data).toEqual(expected.data); // likewise
    expect(again.getConfig()['activation']).toEqual(written);
  });

  it('with the slope of Keras 2', async () => {
    const config = { class_name: 'LeakyReLU', config: { alpha: 0.5 } };
    const dense = layers.dense({ units: 1, kernelInitializer: 'ones', activation: config });
    expect(((await dense.run([[-2]])) as Tensor).item()).toBe(-1); // one output
  });
});

it('gelu is exact as an activation, and approximate as an operation, as in Keras', async () => {
  const value = async (of: (a: Node) => Node) => (await jit((a) => of(a!))([-2])).item(); // called with one tensor
  expect(await value((a) => activations.gelu(a))).toBeCloseTo(-0.0455003, 6);
  expect(await value((a) => ops.gelu(a))).toBeCloseTo(-0.0454023, 6);
  expect(await value((a) => ops.gelu(a, { approximate: false }))).toBeCloseTo(-0.0455003, 6);
});

it('has the second names as operations', () => {
  expect([ops.swish, ops.hardSwish]).toEqual([ops.silu, ops.hardSilu]);
});
