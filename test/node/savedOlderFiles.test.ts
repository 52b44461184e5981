/** Files of Keras 2 and TensorFlow.js. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { beforeAll, describe, expect, it } from 'vitest';
import { input, layers, loadModel, sequential, setBackend, tensor } from '../../src/index.ts';

beforeAll(() => setBackend('cpu'));

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
