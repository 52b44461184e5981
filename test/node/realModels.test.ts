/** Models that others have trained and saved, with Keras 2, Keras 3 and TensorFlow.js: they predict what Keras 3 predicts. */
import { File } from 'node:buffer';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { data, loadModel, type Model, modelFromConfig, Sequential, setBackend, Tensor } from '../../src/index.ts';
import { pending } from '../golden/pending.ts';
import { describeWithShared } from './sharedData.ts';

beforeAll(() => setBackend('cpu'));

interface Meta {
  readonly layer_classes: Readonly<Record<string, number>>;
  readonly params: number;
  readonly dtypes: readonly string[] | null;
}

const MAIN = /^model\.(keras|h5|hdf5|json)$/;
const PARTS = /^(config\.json|weights\.h5)$/;

function metaOf(folder: string): Meta {
  return JSON.parse(readFileSync(join(folder, 'meta.json'), 'utf8')) as Meta; // made by our own script
}

/** The model in a folder: one file, or a configuration with weights beside it. */
async function load(folder: string, options: Parameters<typeof loadModel>[1] = {}): Promise<Model> {
  const names = readdirSync(folder);
  const main = names.find((name) => MAIN.test(name));
  if (main) return loadModel(join(folder, main), options);
  const parts = names.filter((name) => PARTS.test(name));
  return loadModel(
    parts.map((name) => new File([readFileSync(join(folder, name))], name)) as unknown as globalThis.File[], // Node's own
    options,
  );
}

/** Tensors of a file in the order of their numbers: `output_0`, `output_1` ... */
function numbered(arrays: Readonly<Record<string, Tensor>>, kind: 'input' | 'output'): Tensor[] {
  const names = Object.keys(arrays).filter((name) => name.startsWith(kind));
  return names.map((_, index) => arrays[`${kind}_${index}`]!); // numbered from 0
}

/** Both compute in float32; weights of half precision were rounded once more where Keras computed with them. */
const allowed = ({ dtypes }: Meta) => (dtypes?.includes('float16') ? 5e-3 : 2e-5);

/** Rows of a tensor with the first two axes as one. */
function asRows({ shape: [first = 1, second = 1, ...rest], dtype, data: values }: Tensor): Tensor {
  return new Tensor([first * second, ...rest], dtype, values);
}

/** The largest error, as a share of the largest value. */
function errorOf(own: Tensor, wanted: Tensor): number {
  let [worst, largest] = [0, 1];
  for (let place = 0; place < wanted.size; place++) {
    worst = Math.max(worst, Math.abs(own.data[place]! - wanted.data[place]!)); // same shape
    largest = Math.max(largest, Math.abs(wanted.data[place]!)); // place < size
  }
  return worst / largest;
}

async function expectPredictions(model: Model, file: string, meta: Meta): Promise<void> {
  const arrays = await data.npz(file);
  const [given, expected] = [numbered(arrays, 'input'), numbered(arrays, 'output')];
  // Keras 3 takes the batch of tfjs_abalone's Sequential for an axis of each sample: the vectors have one more.
  const isOff = model instanceof Sequential && given[0]?.shape.length === (model.inputs[0]?.shape.length ?? 0) + 1;
  const [inputs, outputs] = isOff ? [given.map(asRows), expected.map(asRows)] : [given, expected];
  const predicted = [await model.predict(inputs)].flat() as Tensor[];
  predicted.forEach((own, index) => {
    const wanted = outputs[index]!; // one for each
    expect(own.shape).toEqual(wanted.shape);
    expect(errorOf(own, wanted)).toBeLessThan(allowed(meta));
  });
}

describeWithShared('models', (root) => {
  const folders = existsSync(root) ? readdirSync(root).filter((name) => existsSync(join(root, name, 'meta.json'))) : [];
  for (const name of folders) {
    const folder = join(root, name);
    const meta = metaOf(folder);
    const missing = Object.keys(meta.layer_classes).filter((each) => pending.includes(`layers.${each}`));
    const test = missing.length > 0 ? it.todo : it;
    const why = missing.length > 0 ? `: needs ${missing.join(', ')}` : '';
    if (existsSync(join(folder, 'expected.npz'))) {
      test(`${name}${why}`, async () => {
        vi.spyOn(console, 'warn').mockImplementation(() => {});
        const model = await load(folder);
        expect(model.countParams()).toBe(meta.params);
        await expectPredictions(model, join(folder, 'expected.npz'), meta);
        const again = await loadModel(await model.save(), { compile: false });
        expect(await again.getWeights()).toEqual(await model.getWeights());
      });
    }
    const older = join(folder, 'expected_keras2_hardsigmoid.npz');
    if (existsSync(older)) {
      test(`${name}, as it was trained${why}`, async () => {
        const model = await load(folder, { hardSigmoid: 'keras2' });
        await expectPredictions(model, older, meta);
        await expectPredictions(await loadModel(await model.save()), older, meta);
      });
    }
  }

  describe('configurations alone', () => {
    it.each(['topology_mobilenet', 'topology_densenet121'])('%s', (name) => {
      const folder = join(root, name);
      const model = modelFromConfig(JSON.parse(readFileSync(join(folder, 'config.json'), 'utf8')));
      expect(model.countParams()).toBe(metaOf(folder).params);
    });
  });

  it('names what it does not know', async () => {
    await expect(loadModel(join(root, 'hls4ml_qkeras_v3_CUSTOM/model.keras'))).rejects.toThrow(
      'received "QDense". Did you mean "Dense"? Give your own: loadModel(source, { customObjects: { QDense } }).',
    );
    await expect(loadModel(join(root, 'dl4j_tfscope/model.h5'))).rejects.toThrow('received "Keras 1.2.2"');
  });
});
