/** Files in a page: the browser's own stores, downloads, the network, files that a user picks; on the GPU. */
import {
  callbacks,
  input,
  layers,
  loadModel,
  type Model,
  type Sequential,
  saving,
  sequential,
  tensor,
} from '../../../src/index.ts';
import { opfsStore } from '../../../src/nn/saving/files/opfs.ts';
import { check, checkEqual, failure } from '../../expectations.ts';

const x = tensor(
  Float32Array.from({ length: 96 }, (_, place) => Math.sin(place)),
  [24, 4],
);
const y = tensor(
  Float32Array.from({ length: 24 }, (_, row) => Math.sin(4 * row) ** 2),
  [24, 1],
);
const FIT = { batchSize: 8, shuffle: false, verbose: 0 } as const;

function compiled(): Sequential {
  const own = sequential([
    input([4]),
    layers.dense({
      units: 3,
      activation: 'tanh',
      kernelInitializer: { class_name: 'GlorotUniform', config: { seed: 1 } },
    }),
    layers.batchNormalization(),
    layers.dense({ units: 1, kernelInitializer: 'ones' }),
  ]);
  own.compile({ optimizer: 'adam', loss: 'mse', metrics: ['mae'] });
  return own;
}

async function stateOf(own: Model): Promise<number[][]> {
  const kept = own.optimizer?.variables ?? [];
  const values = await Promise.all([...own.weights.map((weight) => weight.read()), ...kept.map((each) => each.get())]);
  return values.map(({ data }) => Array.from(data));
}

/** Loads a model and trains on: it must do what the other one does. */
async function expectTheSame(own: Model, source: Parameters<typeof loadModel>[0], what: string): Promise<void> {
  const other = await loadModel(source);
  checkEqual(await stateOf(other), await stateOf(own), `${what}: state`);
}

async function trained(): Promise<Sequential> {
  const own = compiled();
  await own.fit(x, y, FIT);
  return own;
}

type Row = () => Promise<void>;

const rows: Readonly<Record<string, Row>> = {
  'training goes on where it was saved, on the GPU': async () => {
    const whole = compiled();
    await whole.fit(x, y, { ...FIT, epochs: 2 });
    const first = await trained();
    const second = await loadModel(await first.save());
    await second.fit(x, y, { ...FIT, epochs: 2, initialEpoch: 1 });
    checkEqual(await stateOf(second), await stateOf(whole), 'state');
  },
  IndexedDB: async () => {
    const own = await trained();
    await own.save('indexeddb://nets/first');
    await expectTheSame(own, 'indexeddb://nets/first', 'loaded');
    checkEqual(await saving.listFiles('indexeddb://'), ['indexeddb://nets/first'], 'names');
    await own.fit(x, y, FIT);
    await own.save('indexeddb://nets/first');
    await expectTheSame(own, 'indexeddb://nets/first', 'saved again');
    await saving.removeFile('indexeddb://nets/first');
    const error = await failure(() => loadModel('indexeddb://nets/first'));
    checkEqual(error.name, 'FileFormatError', 'error');
    check(error.message.includes('a file that exists, received "indexeddb://nets/first"'), error.message);
  },
  'the origin private file system': async () => {
    const own = await trained();
    await own.save('opfs://nets/second.keras');
    await expectTheSame(own, 'opfs://nets/second.keras', 'loaded');
    await own.saveWeights('opfs://nets/second.weights.h5');
    const names = await saving.listFiles('opfs://');
    checkEqual(names, ['opfs://nets/second.keras', 'opfs://nets/second.weights.h5'], 'names');
    const other = compiled();
    await other.loadWeights('opfs://nets/second.weights.h5');
    checkEqual(await stateOf(other), await stateOf(own), 'weights');
    for (const name of names) await saving.removeFile(name);
    checkEqual(await opfsStore.read('nets/second.keras'), null, 'removed');
    checkEqual(await opfsStore.read('no/folder'), null, 'nothing');
    await saving.removeFile('opfs://no/folder');
  },
  downloads: async () => {
    const clicked: { name: string; href: string }[] = [];
    const listener = (event: Event) => {
      const link = event.target as HTMLAnchorElement; // only links are clicked
      clicked.push({ name: link.download, href: link.href });
      event.preventDefault();
    };
    const { click } = HTMLAnchorElement.prototype;
    HTMLAnchorElement.prototype.click = function (this: HTMLAnchorElement) {
      document.body.append(this);
      this.addEventListener('click', listener);
      click.call(this);
      this.remove();
    };
    try {
      const own = await trained();
      await own.save('download://net.keras');
      checkEqual(
        clicked.map(({ name }) => name),
        ['net.keras'],
        'name',
      );
      const bytes = await (await fetch(clicked[0]?.href ?? '')).arrayBuffer();
      await expectTheSame(own, bytes, 'downloaded');
    } finally {
      HTMLAnchorElement.prototype.click = click;
    }
  },
  'URLs, Blobs and Files': async () => {
    const own = await trained();
    const bytes = await own.save();
    const blob = new Blob([bytes as BlobPart]);
    const url = URL.createObjectURL(blob);
    await expectTheSame(own, url, 'a URL');
    await expectTheSame(own, new URL(url), 'a URL object');
    await expectTheSame(own, blob, 'a Blob');
    const transfer = new DataTransfer();
    transfer.items.add(new File([bytes as BlobPart], 'net.keras'));
    await expectTheSame(own, transfer.files, 'a FileList');
    const missing = await failure(() => loadModel('/no/such/model.keras'));
    checkEqual(missing.name, 'FileFormatError', 'error');
  },
  'callbacks write to the stores, and go on from them': async () => {
    const whole = compiled();
    await whole.fit(x, y, { ...FIT, epochs: 3 });
    const first = compiled();
    const backup = () => callbacks.backupAndRestore({ backupDir: 'opfs://backup', saveFreq: 2 });
    const checkpoint = callbacks.modelCheckpoint({
      filepath: 'indexeddb://best-{epoch}',
      monitor: 'loss',
      saveBestOnly: true,
    });
    let steps = 0;
    const crash = {
      onTrainBatchEnd: () => {
        if (++steps === 5) throw new Error('crash');
      },
    };
    const error = await failure(() => first.fit(x, y, { ...FIT, epochs: 3, callbacks: [backup(), checkpoint, crash] }));
    checkEqual(error.message, 'crash', 'error');
    checkEqual(await saving.listFiles('indexeddb://'), ['indexeddb://best-1'], 'checkpoints');
    const second = compiled();
    const { epoch } = await second.fit(x, y, { ...FIT, epochs: 3, callbacks: backup() });
    checkEqual(epoch, [1, 2], 'epochs');
    checkEqual(await stateOf(second), await stateOf(whole), 'state');
    checkEqual(await saving.listFiles('opfs://'), [], 'files that are left');
    await saving.removeFile('indexeddb://best-1');
  },
};

export const names = Object.keys(rows);

/** Runs all rows; what is wrong with each, null: nothing. */
export async function runFiles(): Promise<Record<string, string | null>> {
  const results: Record<string, string | null> = {};
  for (const [name, row] of Object.entries(rows)) {
    results[name] = await row().then(
      () => null,
      (error: unknown) => (error instanceof Error ? (error.stack ?? error.message) : String(error)),
    );
  }
  return results;
}
