/** Training as TensorBoard shows it: event files. */
import { InvalidArgumentError } from '../../runtime/errors.ts';
import type { Tensor } from '../../runtime/tensor.ts';
import { knownOptions, oneOf } from '../checks.ts';
import type { Model } from '../models/model.ts';
import { checkNumber } from '../optimizers/checkNumber.ts';
import { Callback, type Logs } from './callback.ts';
import { presentRate } from './learningRate.ts';
import { type Output, offerDownload, outputFor, type Sink } from './output.ts';
import { EventFile } from './tensorBoard/eventFile.ts';
import { histogramValue, picturesValue, scalarValue } from './tensorBoard/events.ts';
import { histogramOf } from './tensorBoard/histogram.ts';
import { picturesOf } from './tensorBoard/pictures.ts';
import { pngOf } from './tensorBoard/png.ts';
import { joined } from './tensorBoard/protobuf.ts';
import { weightsOf } from './tensorBoard/weights.ts';

export interface TensorBoardOptions {
  /** In Node the folder of the files; default `logs`. */
  readonly logDir?: string | undefined;
  /** Every how many epochs histograms of the weights are written; default 0: never. */
  readonly histogramFreq?: number | undefined;
  /** Whether weights are written as pictures, too, whenever histograms are; default false. */
  readonly writeImages?: boolean | undefined;
  /** Whether steps per second are written; default false. */
  readonly writeStepsPerSecond?: boolean | undefined;
  /** When losses and metrics are written: `epoch` (the default), `batch`, or besides every so many batches. */
  readonly updateFreq?: 'epoch' | 'batch' | number | undefined;
  /** Takes the bytes instead of files in Node: a function of bytes and path, or a folder that the user has picked. */
  readonly sink?: Exclude<Sink<Uint8Array>, WritableStream<Uint8Array>> | null | undefined;
}

/** Options of Keras for things that are not written. */
const ABSENT = ['writeGraph', 'profileBatch', 'embeddingsFreq', 'embeddingsMetadata'];

const NAMES = ['logDir', 'histogramFreq', 'writeImages', 'writeStepsPerSecond', 'updateFreq', 'sink', ...ABSENT];

type Folder = 'train' | 'validation';

/** @throws InvalidArgumentError when something is asked for that Keras writes and this does not. */
function refuseAbsent(who: string, options: object): void {
  const [wanted] = Object.entries(options).filter(([name, value]) => ABSENT.includes(name) && value);
  if (!wanted) return;
  throw new InvalidArgumentError({
    who,
    expected: `${wanted[0]} cannot be had`,
    received: wanted[1],
    fix: 'Leave it out: scalars, histograms and pictures of weights are written.',
  });
}

/**
 * Writes event files, which TensorBoard shows: values per epoch as `epoch_loss`, `epoch_accuracy`, `epoch_learning_rate` ... in
 * the folders `train` and `validation`; with `updateFreq` also `batch_loss` ...; evaluations against the number of updates as
 * `evaluation_loss_vs_iterations` ... . Values per batch cost a read-back for each batch that is written.
 *
 * Without a sink, a page keeps the bytes in `files`; `download()` offers them as one archive. The folder can also be given alone.
 *
 * @example
 * await m.fit(x, y, { epochs: 10, callbacks: [callbacks.tensorBoard({ logDir: 'logs/run1', histogramFreq: 1 })] });
 * // tensorboard --logdir logs
 */
export class TensorBoard extends Callback {
  readonly logDir: string;
  /** What was written when nothing else takes it, by path. */
  readonly files: Record<string, Uint8Array> = {};
  readonly #histogramFreq: number;
  readonly #withImages: boolean;
  /** Batches between values of batches; null: none are written. */
  readonly #every: number | null;
  readonly #withSpeed: boolean;
  readonly #output: Output<Uint8Array>;
  readonly #open = new Map<Folder, EventFile>();
  #batch = 0;
  #epochStart = 0;
  #batchStart = 0;
  #updatesBefore = 0;

  constructor(given: TensorBoardOptions | string = {}) {
    super();
    const who = 'TensorBoard';
    const options: TensorBoardOptions = typeof given === 'string' ? { logDir: given } : given;
    knownOptions(who, options, NAMES);
    refuseAbsent(who, options);
    const { updateFreq = 'epoch' } = options;
    this.logDir = options.logDir ?? 'logs';
    this.#histogramFreq = checkNumber(who, 'histogramFreq', options.histogramFreq ?? 0, { from: 0, integer: true });
    this.#withImages = options.writeImages ?? false;
    this.#withSpeed = options.writeStepsPerSecond ?? false;
    this.#every =
      typeof updateFreq === 'number' ? checkNumber(who, 'updateFreq', updateFreq, { from: 1, integer: true }) : null;
    if (typeof updateFreq !== 'number' && oneOf(who, 'updateFreq', updateFreq, ['epoch', 'batch']) === 'batch')
      this.#every = 1;
    this.#output = outputFor(who, options.sink, this.logDir) ?? {
      write: (bytes, path) => this.#keep(bytes, path),
      close: async () => {},
    };
    if (this.#every === null) return;
    this.onTrainBatchBegin = () => this.#beginBatch();
    this.onTrainBatchEnd = (_batch, logs) => this.#endBatch(logs);
  }

  override wantsLogs(): boolean {
    return this.#every !== null && this.#batch % this.#every === 0;
  }

  /** Each run has files of its own. */
  override setModel(model: Model): void {
    super.setModel(model);
    this.#open.clear();
  }

  override onTrainBegin(): void {
    this.#batch = 0;
  }

  override onEpochBegin(): void {
    this.#epochStart = performance.now();
    this.#updatesBefore = this.#updates;
  }

  #beginBatch(): void {
    this.#batch++;
    this.#batchStart = performance.now();
  }

  async #endBatch(logs: Logs = {}): Promise<void> {
    if (!this.wantsLogs()) return;
    const speed = this.#withSpeed ? { steps_per_second: 1000 / (performance.now() - this.#batchStart) } : {};
    this.#write('train', 'batch_', { ...speed, ...logs }, this.#batch);
  }

  override async onEpochEnd(epoch: number, logs: Logs): Promise<void> {
    const entries = Object.entries(logs);
    const own = entries.filter(([name]) => !name.startsWith('val_'));
    const validation = entries
      .filter(([name]) => name.startsWith('val_'))
      .map(([name, value]) => [name.slice(4), value]);
    const seconds = (performance.now() - this.#epochStart) / 1000;
    const speed = this.#withSpeed ? { steps_per_second: (this.#updates - this.#updatesBefore) / seconds } : {};
    const rate = this.model.optimizer ? { learning_rate: presentRate(this.model) } : {};
    this.#write('train', 'epoch_', { ...Object.fromEntries(own), ...rate, ...speed }, epoch);
    this.#write('validation', 'epoch_', Object.fromEntries(validation), epoch);
    if (this.#histogramFreq > 0 && epoch % this.#histogramFreq === 0) await this.#writeWeights(epoch);
    await this.#flush();
  }

  override async onTestEnd(logs: Logs = {}): Promise<void> {
    const entries = Object.entries(logs).map(([name, value]) => [`${name}_vs_iterations`, value]);
    this.#write('validation', 'evaluation_', Object.fromEntries(entries), this.#updates);
    await this.#flush();
  }

  override async onTrainEnd(): Promise<void> {
    await this.#flush();
    await this.#output.close();
  }

  /** Offers `files` as one archive, in a page. */
  async download(name = `${this.logDir}.zip`): Promise<void> {
    const { zipSync } = await import('fflate');
    offerDownload('TensorBoard', [zipSync(this.files)], name);
  }

  /** Updates of the weights so far. */
  get #updates(): number {
    return this.model.optimizer?.iterations.known.data[0] ?? 0;
  }

  #fileOf(folder: Folder): EventFile {
    const file = this.#open.get(folder) ?? new EventFile(folder, this.#output);
    this.#open.set(folder, file);
    return file;
  }

  #write(folder: Folder, prefix: string, values: Logs, step: number): void {
    const summaries = Object.entries(values).map(([name, value]) => scalarValue(`${prefix}${name}`, value));
    if (summaries.length > 0) this.#fileOf(folder).add(step, summaries);
  }

  async #writeWeights(epoch: number): Promise<void> {
    for (const [path, weight] of this.model.layers.flatMap((layer) => weightsOf(layer))) {
      const value = await weight.read();
      this.#fileOf('train').add(epoch, [histogramValue(`${path}/histogram`, histogramOf(value.data))]);
      if (this.#withImages) await this.#writePictures(epoch, `${path}/image`, value);
    }
  }

  async #writePictures(epoch: number, tag: string, value: Tensor): Promise<void> {
    const pictures = picturesOf(value);
    const [first] = pictures;
    if (!first) return;
    const { zlibSync } = await import('fflate');
    const files = pictures.map((picture) => pngOf(picture, zlibSync));
    this.#fileOf('train').add(epoch, [picturesValue(tag, first.width, first.height, files)]);
  }

  async #flush(): Promise<void> {
    for (const file of this.#open.values()) await file.flush();
  }

  async #keep(bytes: Uint8Array, path: string): Promise<void> {
    this.files[path] = joined([this.files[path] ?? new Uint8Array(), bytes]);
  }
}
