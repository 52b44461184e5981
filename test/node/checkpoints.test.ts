/** Files written during training, and going on from them. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  callbacks,
  input,
  layers,
  loadModel,
  type Sequential,
  saving,
  sequential,
  setBackend,
  setRandomSeed,
  type Tensor,
  tensor,
} from '../../src/index.ts';
import { fillTemplate, formatNumber } from '../../src/nn/callbacks/fileTemplate.ts';

const folder = mkdtempSync(join(tmpdir(), 'hornbeam-checkpoints-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const x = tensor(
  Float32Array.from({ length: 96 }, (_, place) => Math.sin(place)),
  [24, 4],
);
const y = tensor(
  Float32Array.from({ length: 24 }, (_, row) => Math.sin(4 * row) ** 2),
  [24, 1],
);

/** Three batches an epoch; equal weights each time. */
const FIT = { batchSize: 8, shuffle: false, verbose: 0 } as const;

function compiled(): Sequential {
  setRandomSeed(7);
  const model = sequential([input([4]), layers.dense({ units: 3, activation: 'tanh' }), layers.dense({ units: 1 })]);
  model.compile({ optimizer: 'adam', loss: 'mse', metrics: ['mae'] });
  return model;
}

async function stateOf(model: Sequential): Promise<Tensor[]> {
  const kept = model.optimizer?.variables ?? [];
  return Promise.all([...model.weights.map((weight) => weight.read()), ...kept.map((each) => each.get())]);
}

beforeAll(() => setBackend('cpu'));
beforeEach(() => {
  vi.restoreAllMocks();
});

describe('formats of Python', () => {
  // Made with Python 3.11: format(value, spec).
  it.each([
    [7, '02d', '07'],
    [123, '02d', '123'],
    [-7, '04d', '-007'],
    [0.123456, '.2f', '0.12'],
    [1234567.891, ',.1f', '1,234,567.9'],
    [0.5, '.0%', '50%'],
    [0.00001234, '.2e', '1.23e-05'],
    [0.00001234, 'g', '1.234e-05'],
    [1234567, 'g', '1.23457e+06'],
    [0.5, 'g', '0.5'],
    [0.25, '.3', '0.25'],
    [7, '>4d', '   7'],
    [7, '<4d', '7   '],
    [7, '^5d', '  7  '],
    [7, '*^4d', '*7**'],
    [7, '+d', '+7'],
    [-1.5, '=+7.1f', '-   1.5'],
    [12345, 'E', '1.234500E+04'],
  ])('%d as %s', (value, spec, text) => {
    expect(formatNumber(value, spec)).toBe(text);
  });

  it('fills names', () => {
    expect(fillTemplate('{{a}}-{epoch:03d}-{val_loss:.2f}-{epoch}', { epoch: 4, val_loss: 0.126 })).toBe(
      '{a}-004-0.13-4',
    );
    expect(() => fillTemplate('{val_los:.2f}', { val_loss: 1 })).toThrow('Did you mean "val_loss"');
    expect(() => formatNumber(1, 'x')).toThrow("a format like '02d'");
  });
});

describe('ModelCheckpoint', () => {
  it('writes a file for each epoch, which can be loaded', async () => {
    const model = compiled();
    const filepath = join(folder, 'each', 'net-{epoch:02d}-{loss:.3f}.keras');
    const { history } = await model.fit(x, y, {
      ...FIT,
      epochs: 2,
      callbacks: callbacks.modelCheckpoint({ filepath }),
    });
    const names = (history['loss'] ?? []).map((loss, epoch) => `net-0${epoch + 1}-${loss.toFixed(3)}.keras`);
    expect(readdirSync(join(folder, 'each')).sort()).toEqual(names);
    const last = (await loadModel(join(folder, 'each', names[1] ?? ''))) as Sequential; // it was one
    expect(await stateOf(last)).toEqual(await stateOf(model));
    await saving.removeFile(join(folder, 'each', names[0] ?? ''));
    await saving.removeFile(join(folder, 'each', 'no such file'));
    expect(readdirSync(join(folder, 'each'))).toEqual(names.slice(1));
  });

  it('keeps the best', async () => {
    const model = compiled();
    const saved: string[] = [];
    const said: string[] = [];
    vi.spyOn(console, 'log').mockImplementation((text) => said.push(text));
    const values = [3, 2, 2.5, 1];
    const set = {
      onEpochEnd: (epoch: number, logs: Record<string, number>) => void Object.assign(logs, { own: values[epoch] }),
    };
    const options = { filepath: 'best.keras', monitor: 'own', mode: 'min', saveBestOnly: true, verbose: 1 } as const;
    const save = (name: string) => void saved.push(name);
    const checkpoint = callbacks.modelCheckpoint({ ...options, save, initialValueThreshold: 2.75 });
    await model.fit(x, y, { ...FIT, epochs: 4, callbacks: [set, checkpoint] });
    expect(saved).toEqual(['best.keras', 'best.keras']);
    expect(said).toEqual([
      'Epoch 1: own did not improve from 2.75000',
      'Epoch 2: own improved from 2.75000 to 2.00000, saving model to best.keras',
      'Epoch 2: finished saving model to best.keras',
      'Epoch 3: own did not improve from 2.00000',
      'Epoch 4: own improved from 2.00000 to 1.00000, saving model to best.keras',
      'Epoch 4: finished saving model to best.keras',
    ]);
  });

  it('counts batches over the ends of epochs, and gives names to a function', async () => {
    const names: string[] = [];
    const filepath = (name: string, bytes: Uint8Array) => void names.push(`${name} ${bytes.length > 0}`);
    await compiled().fit(x, y, { ...FIT, epochs: 2, callbacks: callbacks.modelCheckpoint({ filepath, saveFreq: 2 }) });
    expect(names).toEqual(['01.keras true', '02.keras true', '02.keras true']);
    const each: string[] = [];
    const options = {
      filepath: '{epoch}-{batch:02d}-{loss:.1f}.weights.h5',
      saveWeightsOnly: true,
      saveFreq: 4,
    } as const;
    const save = (name: string) => void each.push(name);
    await compiled().fit(x, y, { ...FIT, epochs: 2, callbacks: callbacks.modelCheckpoint({ ...options, save }) });
    expect(each).toEqual([expect.stringMatching(/^2-01-\d\.\d\.weights\.h5$/)]);
  });

  it('saves, with a warning, when there is no value to watch', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    const names: string[] = [];
    const checkpoint = callbacks.modelCheckpoint({ filepath: (name) => void names.push(name), saveBestOnly: true });
    await compiled().fit(x, y, { ...FIT, callbacks: checkpoint });
    expect(names).toEqual(['01.keras']);
    expect(warn).toHaveBeenCalledWith(expect.stringContaining('"val_loss", which is not available'));
  });

  it('reads the values of batches only for names that have them', () => {
    const plain = callbacks.modelCheckpoint({ filepath: '{epoch}-{batch}.keras', saveFreq: 2 });
    const named = callbacks.modelCheckpoint({ filepath: '{loss}.keras', saveFreq: 2 });
    const epochs = callbacks.modelCheckpoint({ filepath: '{loss}.keras' });
    expect([plain, named].map(({ onTrainBatchEnd }) => onTrainBatchEnd.length)).toEqual([1, 2]);
    expect(Object.hasOwn(epochs, 'onTrainBatchEnd')).toBe(false);
  });
});

/** Stops training as a crash does. */
function crashAfter(batches: number) {
  let count = 0;
  return {
    onTrainBatchEnd: () => {
      if (++count === batches) throw new Error('crash');
    },
  };
}

describe('BackupAndRestore', () => {
  it.each(['epoch', 1, 2] as const)('goes on as if nothing had happened, kept by %s', async (saveFreq) => {
    const backupDir = join(folder, `backup-${saveFreq}`);
    const backup = () => callbacks.backupAndRestore({ backupDir, saveFreq });
    const whole = compiled();
    await whole.fit(x, y, { ...FIT, epochs: 3 });
    const crash = compiled().fit(x, y, { ...FIT, epochs: 3, callbacks: [backup(), crashAfter(5)] });
    await expect(crash).rejects.toThrow('crash');
    const metadata = JSON.parse(readFileSync(join(backupDir, 'training_metadata.json'), 'utf8'));
    expect(metadata).toEqual(
      saveFreq === 'epoch' ? { epoch: 1, batch: 0 } : { epoch: 1, batch: saveFreq === 1 ? 2 : 1 },
    );
    const again = compiled();
    const { epoch } = await again.fit(x, y, { ...FIT, epochs: 3, callbacks: backup() });
    expect(epoch).toEqual([1, 2]);
    expect(await stateOf(again)).toEqual(await stateOf(whole));
    expect(readdirSync(backupDir)).toEqual([]);
  });

  it('goes on with batches of an iterable', async () => {
    const files = new Map<string, Uint8Array>();
    const backupDir = {
      read: async (name: string) => files.get(name) ?? null,
      write: async (name: string, bytes: Uint8Array) => void files.set(name, bytes),
      remove: async (name: string) => void files.delete(name),
    };
    function* batches() {
      for (let row = 0; row < 24; row += 8)
        yield [
          tensor(x.data.slice(row * 4, row * 4 + 32), [8, 4]),
          tensor(y.data.slice(row, row + 8), [8, 1]),
        ] as const;
    }
    const data = { [Symbol.iterator]: batches };
    const whole = compiled();
    await whole.fit(data, null, { epochs: 2, verbose: 0 });
    const backup = () => callbacks.backupAndRestore({ backupDir, saveFreq: 1, deleteCheckpoint: false });
    const crash = compiled().fit(data, null, { epochs: 2, verbose: 0, callbacks: [backup(), crashAfter(4)] });
    await expect(crash).rejects.toThrow('crash');
    const again = compiled();
    await again.fit(data, null, { epochs: 2, verbose: 0, callbacks: backup() });
    expect(await stateOf(again)).toEqual(await stateOf(whole));
    expect([...files.keys()].sort()).toEqual(['latest.weights.h5', 'training_metadata.json']);
  });

  it('takes the state before when the last one is damaged', async () => {
    const backupDir = join(folder, 'double');
    const backup = (options = {}) => callbacks.backupAndRestore({ backupDir, ...options });
    const crash = compiled().fit(x, y, {
      ...FIT,
      epochs: 9,
      callbacks: [backup({ doubleCheckpoint: true }), crashAfter(8)],
    });
    await expect(crash).rejects.toThrow('crash');
    expect(readdirSync(backupDir).sort()).toEqual([
      '_latest.weights.h5',
      '_training_metadata.json',
      'latest.weights.h5',
      'training_metadata.json',
    ]);
    writeFileSync(join(backupDir, 'latest.weights.h5'), 'not a file of weights');
    const { epoch } = await compiled().fit(x, y, { ...FIT, epochs: 3, callbacks: backup() });
    expect(epoch).toEqual([1, 2]);
    expect(existsSync(join(backupDir, '_latest.weights.h5'))).toBe(false);
    writeFileSync(join(backupDir, 'latest.weights.h5'), 'not a file of weights');
    await expect(compiled().fit(x, y, { ...FIT, callbacks: backup() })).rejects.toThrow(
      'received "not a file of weights"',
    );
  });
});
