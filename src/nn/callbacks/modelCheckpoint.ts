/** Saving the model while it is trained. */
import { InvalidArgumentError } from '../../runtime/errors.ts';
import { knownOptions } from '../checks.ts';
import type { SaveFunction } from '../saving/files/places.ts';
import type { Logs } from './callback.ts';
import { fillTemplate, templateFields } from './fileTemplate.ts';
import { MonitorCallback, type MonitorOptions } from './monitorCallback.ts';
import { BatchCount, checkFrequency, type SaveFrequency } from './saveFrequency.ts';

export interface ModelCheckpointOptions extends MonitorOptions {
  /**
   * Where the file goes, as for `model.save`, with values in braces: `{epoch:02d}` (from 1), `{batch}`, `{val_loss:.2f}`.
   * It ends in `.keras`, with `saveWeightsOnly` in `.weights.h5`. Or a function that is given names and bytes.
   */
  readonly filepath: string | SaveFunction;
  /** 1: tells what it does. Default 0. */
  readonly verbose?: number | undefined;
  /** Whether the file is only written when the monitored value got better; default false. */
  readonly saveBestOnly?: boolean | undefined;
  /** Whether only weights and the state of the optimizer are written; default false: the whole model. */
  readonly saveWeightsOnly?: boolean | undefined;
  /** Default `'epoch'`; a number: after so many batches. */
  readonly saveFreq?: SaveFrequency | undefined;
  /** With `saveBestOnly`: the value to beat first. */
  readonly initialValueThreshold?: number | null | undefined;
  /** Takes names and bytes, instead of the place that `filepath` names. */
  readonly save?: SaveFunction | undefined;
}

const WHO = 'ModelCheckpoint';

const OPTIONS = [
  'filepath',
  'monitor',
  'mode',
  'verbose',
  'saveBestOnly',
  'saveWeightsOnly',
  'saveFreq',
  'initialValueThreshold',
  'save',
];

/** @throws InvalidArgumentError for a name that says that the file is of another kind. Names in IndexedDB are free. */
function checkPath(path: string, ending: string): string {
  if (typeof path === 'string' && (path.endsWith(ending) || /^indexeddb:/i.test(path))) return path;
  throw new InvalidArgumentError({ who: WHO, expected: `filepath must end in ${ending}`, received: path });
}

/**
 * Saves the model, or its weights, after every epoch or every so many batches.
 *
 * @example
 * callbacks.modelCheckpoint({ filepath: 'opfs://best.keras', monitor: 'val_accuracy', saveBestOnly: true });
 * callbacks.modelCheckpoint({ filepath: 'net-{epoch:02d}-{val_loss:.2f}.weights.h5', saveWeightsOnly: true });
 */
export class ModelCheckpoint extends MonitorCallback {
  readonly options: ModelCheckpointOptions;
  readonly filepath: string;
  readonly saveFreq: SaveFrequency;
  readonly #save: SaveFunction | null;
  readonly #count: BatchCount;
  #epoch = 0;

  constructor(options: ModelCheckpointOptions) {
    super(WHO, options, { best: options.initialValueThreshold });
    knownOptions(WHO, options, OPTIONS);
    const { filepath, saveWeightsOnly = false, saveBestOnly = false } = options;
    const ending = saveWeightsOnly ? '.weights.h5' : '.keras';
    this.options = options;
    this.filepath = checkPath(typeof filepath === 'function' ? `{epoch:02d}${ending}` : filepath, ending);
    this.#save = typeof filepath === 'function' ? filepath : (options.save ?? null);
    this.saveFreq = checkFrequency(WHO, options.saveFreq ?? 'epoch');
    this.#count = new BatchCount(typeof this.saveFreq === 'number' ? this.saveFreq : Number.POSITIVE_INFINITY);
    if (this.saveFreq === 'epoch') return;
    // Only a hook that is there makes every step wait, and only one that takes values has them read.
    const needsLogs = saveBestOnly || templateFields(this.filepath).some((name) => !['epoch', 'batch'].includes(name));
    this.onTrainBatchEnd = needsLogs
      ? (batch: number, logs: Logs | undefined) => this.#afterBatch(batch, logs ?? {})
      : (batch: number) => this.#afterBatch(batch, {});
  }

  override wantsLogs(batch: number): boolean {
    return this.#count.willBeDue(batch);
  }

  async #afterBatch(batch: number, logs: Logs): Promise<void> {
    if (this.#count.isDue(batch)) await this.#write({ batch: batch + 1, ...logs }, logs);
  }

  override onEpochBegin(epoch: number): void {
    this.#epoch = epoch;
    this.#count.startEpoch();
  }

  override async onEpochEnd(_epoch: number, logs: Logs): Promise<void> {
    if (this.saveFreq === 'epoch') await this.#write(logs, logs);
  }

  async #write(values: Logs, logs: Logs): Promise<void> {
    const path = fillTemplate(this.filepath, { epoch: this.#epoch + 1, ...values });
    if (!this.#isWanted(path, logs)) return;
    const save = this.#save;
    const target = save ? (_: string, bytes: Uint8Array) => save(path, bytes) : path;
    await (this.options.saveWeightsOnly ? this.model.saveWeights(target) : this.model.save(target));
    this.#tell(`finished saving model to ${path}`);
  }

  #isWanted(path: string, logs: Logs): boolean {
    if (!this.options.saveBestOnly) {
      this.#tell(`saving model to ${path}`);
      return true;
    }
    const value = this.monitored(logs, 'saving the best model only is');
    if (value === undefined) return true;
    const before = this.best === null ? 'None' : this.best.toFixed(5);
    if (!this.isBetter(value, this.best)) {
      this.#tell(`${this.monitor} did not improve from ${before}`);
      return false;
    }
    this.#tell(`${this.monitor} improved from ${before} to ${value.toFixed(5)}, saving model to ${path}`);
    this.best = value;
    return true;
  }

  #tell(what: string): void {
    if ((this.options.verbose ?? 0) > 0) console.log(`Epoch ${this.#epoch + 1}: ${what}`);
  }
}
