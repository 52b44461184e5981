/** Files that are damaged, of another kind, or of another model; and places that cannot be used. */
import { strToU8, zipSync } from 'fflate';
import { callbacks, input, layers, loadModel, type Sequential, saving, sequential } from '../../../src/index.ts';
import { check } from '../../expectations.ts';
import type { Cases } from './rows.ts';

function model(units: readonly number[] = [3, 1], inputs = 4): Sequential {
  return sequential([input([inputs]), ...units.map((each, index) => layers.dense({ units: each, name: `d${index}` }))]);
}

async function bytesWithout(count: number): Promise<Uint8Array> {
  const bytes = await model().save();
  return bytes.subarray(0, bytes.length - count);
}

function zipOf(config: object, weights: Uint8Array = new Uint8Array()): Uint8Array {
  return zipSync({ 'config.json': strToU8(JSON.stringify(config)), 'model.weights.h5': weights });
}

async function savedWith(layer: object): Promise<Uint8Array> {
  const weights = await model().saveWeights();
  return zipOf({ module: 'keras', class_name: 'Sequential', config: { name: 'm', layers: [layer] } }, weights);
}

/** Loads weights of one model into another, which must stay as it was. */
async function loadInto(target: Sequential, source: Sequential): Promise<void> {
  const before = await target.getWeights();
  try {
    await target.loadWeights(await source.saveWeights());
  } finally {
    const after = await target.getWeights();
    check(JSON.stringify(before) === JSON.stringify(after), 'a failed load has changed weights');
  }
}

const text = (value: string) => new Blob([value]);

export const fileErrors: Cases = {
  'a .keras file that is cut short': {
    error: 'FileFormatError',
    says: ['loadModel', 'a whole .keras file', 'damaged or cut short', 'Download or save the file again'],
    run: async () => loadModel(await bytesWithout(300)),
  },
  'a zip of something else': {
    error: 'FileFormatError',
    says: ['loadModel', 'a .keras file with config.json and model.weights.h5', '"readme.txt"'],
    run: () => loadModel(zipSync({ 'readme.txt': strToU8('hello') })),
  },
  'weights in a .keras file that are damaged': {
    error: 'FileFormatError',
    says: ['loadModel: model.weights.h5', 'a whole HDF5 file', 'received Uint8Array(4)'],
    run: () => loadModel(zipOf({ class_name: 'Sequential', config: { layers: [] } }, strToU8('oops'))),
  },
  'a configuration that is not JSON': {
    error: 'FileFormatError',
    says: ['config.json', 'JSON', '"{class_name"'],
    run: () => loadModel(zipSync({ 'config.json': strToU8('{class_name'), 'model.weights.h5': strToU8('') })),
  },
  'a web page in the place of a model': {
    error: 'FileFormatError',
    says: ['loadModel', 'a .keras file, a .h5 file or a model.json', 'The server sent a web page'],
    run: () => loadModel(text('<!DOCTYPE html><p>Not found')),
  },
  'an HDF5 file with weights alone': {
    error: 'FileFormatError',
    says: ['loadModel', 'a whole model with its configuration', 'weights alone', 'm.loadWeights(source)'],
    run: async () => loadModel(await model().saveWeights()),
  },
  'a layer class that is not known': {
    error: 'FileFormatError',
    says: [
      'loadModel: class_name of the layer must be a known name, received "Densee"',
      'Did you mean "Dense"?',
      'Give your own: loadModel(source, { customObjects: { Densee } })',
    ],
    run: async () => loadModel(await savedWith({ class_name: 'Densee', config: { units: 1 } })),
  },
  'a layer in a file with a wrong option': {
    error: 'FileFormatError',
    says: ['loadModel: Dense "a": units must be a positive integer, received 0'],
    run: async () => loadModel(await savedWith({ class_name: 'Dense', config: { name: 'a', units: 0 } })),
  },
  'a model class that is not known': {
    error: 'FileFormatError',
    says: ['class_name must be', 'customObjects', '"Tower"'],
    run: async () => loadModel(zipOf({ class_name: 'Tower', config: {} }, await model().saveWeights())),
  },
  'weights of another shape': {
    error: 'FileFormatError',
    says: [
      'loadWeights of Sequential',
      'layers/dense/vars/0: "d0" expects shape [4, 3], the file has [5, 3]',
      '{ skipMismatch: true }',
    ],
    run: () => loadInto(model(), model([3, 1], 5)),
  },
  'weights that are missing in a file': {
    error: 'FileFormatError',
    says: ['layers/dense_2/vars: "d2" has 2 weights ([1, 2], [2]), the file 0 (none)'],
    run: () => loadInto(model([3, 1, 2]), model()),
  },
  'weights in a file that the model does not have': {
    error: 'FileFormatError',
    says: ['layers/dense_2/vars: the file has 2 weights ([1, 2], [2]), the model has no such layer'],
    run: () => loadInto(model(), model([3, 1, 2])),
  },
  'weights for a model that is not built': {
    error: 'FileFormatError',
    says: ['loadWeights', 'the file 2', 'Build the model first: start it with input(shape), or call it on data.'],
    run: async () => sequential([layers.dense({ units: 3 })]).loadWeights(await model([3]).saveWeights()),
  },
  'a model.json without its weights': {
    error: 'FileFormatError',
    says: ['loadModel', 'the file "w.bin" beside the one that was given', 'loadModel([file, ...others])'],
    run: () => loadModel(text(JSON.stringify(tfjs(['w.bin'])))),
  },
  'a model.json with too few weights': {
    error: 'FileFormatError',
    says: ['loadModel', '12 bytes or more in w.bin (for "a/bias")', 'received 8'],
    run: () => loadModel([file('model.json', JSON.stringify(tfjs(['w.bin']))), file('w.bin', '12345678')]),
  },
  'a graph model of TensorFlow.js': {
    error: 'FileFormatError',
    says: ['loadModel', 'a layers model', '"graph-model"', 'convert the Keras model'],
    run: () => loadModel(text(JSON.stringify({ format: 'graph-model', modelTopology: {}, weightsManifest: [] }))),
  },
  'several files without a model': {
    error: 'InvalidArgumentError',
    says: ['loadModel', 'a model.json or a .keras file among the files', '"a.txt"', '"b.bin"'],
    run: () => loadModel([file('a.txt', ''), file('b.bin', '')]),
  },
  'a place that cannot be written to': {
    error: 'InvalidArgumentError',
    says: ['save of Sequential', 'a place that can be written to', '"https://example.com/m.keras"', 'indexeddb://name'],
    run: () => model().save('https://example.com/m.keras'),
  },
  'files listed of a place that is no store': {
    error: 'InvalidArgumentError',
    says: ['saving.listFiles', 'indexeddb:// or opfs://', '"models/"'],
    run: () => saving.listFiles('models/' as never), // wrong on purpose
  },
  'a file removed from where none can be': {
    error: 'InvalidArgumentError',
    says: ['saving.removeFile', 'a place that is written to by name', '"https://example.com/m.keras"'],
    run: () => saving.removeFile('https://example.com/m.keras'),
  },
  'a model saved under the name of another format': {
    error: 'InvalidArgumentError',
    says: ['save of Sequential', 'a name that ends in .keras', '"opfs://m.h5"'],
    run: () => model().save('opfs://m.h5'),
  },
  'weights saved under the name of a model': {
    error: 'InvalidArgumentError',
    says: ['saveWeights of Sequential', 'a name that ends in .weights.h5', '"opfs://m.keras"'],
    run: () => model().saveWeights('opfs://m.keras'),
  },
  'ModelCheckpoint: weights under the name of a model': {
    error: 'InvalidArgumentError',
    says: ['ModelCheckpoint', 'filepath must end in .weights.h5', '"a.keras"'],
    run: () => callbacks.modelCheckpoint({ filepath: 'a.keras', saveWeightsOnly: true }),
  },
  'ModelCheckpoint: an unknown option': {
    error: 'InvalidArgumentError',
    says: ['ModelCheckpoint', '"saveBestOnli"', 'Did you mean "saveBestOnly"'],
    run: () => callbacks.modelCheckpoint({ filepath: 'a.keras', saveBestOnli: true } as never), // a mistake that types would catch
  },
  'ModelCheckpoint: a frequency that is none': {
    error: 'InvalidArgumentError',
    says: ['ModelCheckpoint', "saveFreq must be 'epoch' or a positive number of batches", 'received 0'],
    run: () => callbacks.modelCheckpoint({ filepath: 'a.keras', saveFreq: 0 }),
  },
  'BackupAndRestore without a place': {
    error: 'InvalidArgumentError',
    says: ['BackupAndRestore', 'backupDir', '""'],
    run: () => callbacks.backupAndRestore({ backupDir: '' }),
  },
  'BackupAndRestore in a place that cannot be read from': {
    error: 'InvalidArgumentError',
    says: ['BackupAndRestore', 'a folder that can be written to and read from', '"download://a"'],
    run: async () => {
      const m = model();
      m.compile({ optimizer: 'sgd', loss: 'mse' });
      const x = new Float32Array(4);
      await m.fit([[...x]], [[1]], { callbacks: callbacks.backupAndRestore({ backupDir: 'download://a' }) });
    },
  },
};

function file(name: string, content: string): File {
  return new File([content], name);
}

/** A Dense layer "a" of TensorFlow.js with a kernel [1, 2] and a bias [1]. */
function tfjs(paths: readonly string[]) {
  const dense = { class_name: 'Dense', config: { name: 'a', units: 1, batch_input_shape: [null, 2] } };
  const spec = (name: string, shape: readonly number[]) => ({ name, shape, dtype: 'float32' });
  return {
    modelTopology: { class_name: 'Sequential', config: { name: 's', layers: [dense] } },
    weightsManifest: [{ paths, weights: [spec('a/kernel', [2, 1]), spec('a/bias', [1])] }],
  };
}
