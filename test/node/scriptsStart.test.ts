/** The terminal's side of `npm start`: options, progress lines, MNIST's files. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findIdxFiles } from '../../scripts/start/idxFolder.ts';
import { HELP, readOptions } from '../../scripts/start/options.ts';
import { durationText, type ProgressState, progressText, showProgress } from '../../scripts/start/progress.ts';

describe('options', () => {
  it('has defaults for the embedded digits', () => {
    expect(readOptions([])).toMatchObject({ mnist: null, once: false, backend: 'webgpu', adapter: 'auto' });
  });

  it('takes the large model for MNIST', () => {
    expect(readOptions(['--data', 'mnist=some/where'])).toMatchObject({ mnist: 'some/where', model: 'mlp', epochs: 5 });
  });

  it('reads what is given', () => {
    const args = ['--once', '--epochs=3', '--batch', '32', '--backend', 'cpu', '--adapter', 'gpu', '--model', 'mlp'];
    const wanted = { once: true, epochs: 3, batch: 32, backend: 'cpu', adapter: 'gpu', model: 'mlp' };
    expect(readOptions(args)).toMatchObject(wanted);
  });

  it.each([
    [['--epochs', '0'], /--epochs must be a whole number/],
    [['--epochs', 'many'], /it is "many"/],
    [['--backend', 'gpu'], /--backend must be one of webgpu, cpu/],
    [['--data', 'mnist'], /digits or mnist=FOLDER/],
    [['--speed'], /Unknown option '--speed'/],
    [['here'], /Unexpected argument 'here'/],
  ])('refuses %j', (args, message) => {
    expect(() => readOptions(args)).toThrow(message);
  });

  it('explains every option', () => {
    const names = ['once', 'data', 'model', 'epochs', 'batch', 'backend', 'adapter', 'port', 'help'];
    for (const name of names) expect(HELP).toContain(`--${name}`);
  });
});

describe('progress', () => {
  const logs = { accuracy: 0.95, loss: 0.1234 };
  const half: ProgressState = {
    epoch: 2,
    epochs: 10,
    step: 50,
    steps: 100,
    images: 6400,
    seconds: 4,
    logs,
    done: false,
  };
  const whole = { ...half, step: 100, images: 12800, seconds: 8, logs: { ...logs, val_loss: 0.2, val_accuracy: 0.9 } };

  it('shows values, speed and the time that is left', () => {
    expect(progressText(half)).toBe('Epoch  2/10  ━━━━━━━━────────  loss 0.1234  acc 95.00%  1 600 images/s  ETA 4s');
  });

  it('shows validation and the time taken at the end', () => {
    expect(progressText(whole)).toMatch(/val_loss 0\.2000 {2}val_acc 90\.00% {2}1 600 images\/s {2}8s$/);
  });

  it('fits narrow terminals', () => {
    const long = { ...whole, epoch: 10, images: 1_280_000, seconds: 75 };
    expect(progressText(long, 80)).toBe(
      '10/10 loss 0.1234 acc 95.00% val_loss 0.2000 val_acc 90.00% 17 067 img/s 1m15s',
    );
  });

  it('rewrites its line on a terminal and writes whole lines elsewhere', () => {
    const written: string[] = [];
    const write = (text: string) => written.push(text);
    for (const isTTY of [true, false])
      for (const state of [half, { ...whole, done: true }]) showProgress({ isTTY, write }, state);
    expect(written).toHaveLength(3);
    const inPlace = '\r\u001b[2K';
    expect(written[0]).toBe(inPlace + progressText(half, 80));
    expect(written[1]).toBe(`${inPlace}${progressText(whole, 80)}\n`);
    expect(written[2]).toBe(`${progressText(whole, 1000)}\n`);
  });

  it('writes durations', () => {
    expect([0.4, 59, 60, 125].map(durationText)).toEqual(['0s', '59s', '1m00s', '2m05s']);
  });
});

describe('idx files', () => {
  const names = ['train-images-idx3-ubyte.gz', 'train-labels-idx1-ubyte', 't10k-images.idx3-ubyte', 't10k-labels-idx1'];
  const folderOf = (files: readonly string[]) => {
    const folder = mkdtempSync(join(tmpdir(), 'hornbeam-idx-'));
    for (const file of files) writeFileSync(join(folder, file), '');
    return folder;
  };

  it('finds them by their names, gzipped or not', () => {
    const folder = folderOf([...names, 'README']);
    const [trainImages, trainLabels, testImages, testLabels] = names.map((name) => join(folder, name));
    expect(findIdxFiles(folder)).toEqual({ trainImages, trainLabels, testImages, testLabels });
  });

  it('names what is missing', () => {
    expect(() => findIdxFiles(folderOf(names.slice(1)))).toThrow(/has no file named train-images\.\*idx3/);
    expect(() => findIdxFiles('/no/such/folder')).toThrow(/there is no folder/);
  });
});
