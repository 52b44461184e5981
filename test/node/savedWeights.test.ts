/** Weights alone, and the forms that files of weights have. */
import { unzipSync, zipSync } from 'fflate';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { input, layers, loadModel, sequential, setBackend, type Tensor, tensor } from '../../src/index.ts';
import { H5Draft } from '../../src/nn/saving/files/h5Tree.ts';
import { readHdf5, writeHdf5 } from '../../src/nn/saving/files/hdf5.ts';

beforeAll(() => setBackend('cpu'));
beforeEach(() => {
  vi.restoreAllMocks();
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
