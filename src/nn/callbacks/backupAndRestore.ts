/** Going on with a training that was interrupted. */
import { FileFormatError, InvalidArgumentError } from '../../runtime/errors.ts';
import { knownOptions } from '../checks.ts';
import type { FileStore } from '../saving/files/fileStore.ts';
import { Callback } from './callback.ts';
import { BatchCount, checkFrequency, type SaveFrequency } from './saveFrequency.ts';

/** What a place of one's own for backups needs. */
export type BackupStore = Pick<FileStore, 'read' | 'write' | 'remove'>;

export interface BackupAndRestoreOptions {
  /**
   * Where the state of training is kept: `opfs://folder`, `indexeddb://name`, in Node also a path; or an object with `read`,
   * `write` and `remove`. Nothing else may be kept there.
   */
  readonly backupDir: string | URL | BackupStore;
  /** Default `'epoch'`; a number: after so many batches. */
  readonly saveFreq?: SaveFrequency | undefined;
  /** Whether the state before is kept too, for the case that the last one is damaged; default false. */
  readonly doubleCheckpoint?: boolean | undefined;
  /** Whether the state is deleted when training ends; default true. */
  readonly deleteCheckpoint?: boolean | undefined;
}

const WHO = 'BackupAndRestore';

const WEIGHTS = 'latest.weights.h5';
const METADATA = 'training_metadata.json';

/** Files of the state before. */
const PREVIOUS = '_';

/** How far training has come. */
interface Progress {
  readonly epoch: number;
  /** Batches of the epoch that are done. */
  readonly batch: number;
}

/**
 * Keeps the state of training (weights, optimizer, epoch and batch). When training was interrupted, `fit` with the same model
 * and data goes on where it was kept last; when training ends it is deleted.
 *
 * @example
 * await m.fit(x, y, { epochs: 100, callbacks: [callbacks.backupAndRestore({ backupDir: 'opfs://backup' })] });
 */
export class BackupAndRestore extends Callback {
  readonly options: BackupAndRestoreOptions;
  readonly saveFreq: SaveFrequency;
  readonly #count: BatchCount;
  #store: BackupStore | null = null;
  #epoch = 0;

  constructor(options: BackupAndRestoreOptions) {
    super();
    knownOptions(WHO, options, ['backupDir', 'saveFreq', 'doubleCheckpoint', 'deleteCheckpoint']);
    const { backupDir } = options;
    if (!backupDir)
      throw new InvalidArgumentError({ who: WHO, expected: 'backupDir: a place for files', received: backupDir });
    this.options = options;
    this.saveFreq = checkFrequency(WHO, options.saveFreq ?? 'epoch');
    this.#count = new BatchCount(typeof this.saveFreq === 'number' ? this.saveFreq : Number.POSITIVE_INFINITY);
    if (this.saveFreq !== 'epoch') this.onTrainBatchEnd = (batch: number) => this.#afterBatch(batch);
  }

  /** The place for files; what reads and writes there is loaded with the first use. */
  async #files(): Promise<BackupStore> {
    const { backupDir } = this.options;
    if (typeof backupDir === 'object' && !(backupDir instanceof URL)) return backupDir;
    const { folderStore } = await import('../saving/files/folder.ts');
    this.#store ??= folderStore(WHO, backupDir);
    return this.#store;
  }

  override async onTrainBegin(): Promise<void> {
    const found = await this.#load('').catch((error: unknown) => {
      if (error instanceof FileFormatError) return this.#load(PREVIOUS, error);
      throw error;
    });
    if (found) this.model.resumeFrom = found;
  }

  /** Restores a state. @param damaged - Why the one after it could not be. @returns How far it was; null: there is none. */
  async #load(prefix: string, damaged: unknown = null): Promise<Progress | null> {
    const files = await this.#files();
    const weights = await files.read(`${prefix}${WEIGHTS}`);
    const metadata = await files.read(`${prefix}${METADATA}`);
    if (damaged && !weights) throw damaged;
    if (weights) await this.model.loadWeights(weights);
    return metadata ? progressIn(metadata) : null;
  }

  override onEpochBegin(epoch: number): void {
    this.#epoch = epoch;
    this.#count.startEpoch();
  }

  override async onEpochEnd(epoch: number): Promise<void> {
    if (this.saveFreq === 'epoch') await this.#keep({ epoch: epoch + 1, batch: 0 });
  }

  async #afterBatch(batch: number): Promise<void> {
    if (this.#count.isDue(batch)) await this.#keep({ epoch: this.#epoch, batch: batch + 1 });
  }

  async #keep(progress: Progress): Promise<void> {
    const files = await this.#files();
    if (this.options.doubleCheckpoint) {
      for (const name of [WEIGHTS, METADATA]) {
        const before = await files.read(name);
        if (before) await files.write(`${PREVIOUS}${name}`, before);
      }
    }
    await files.write(WEIGHTS, await this.model.saveWeights());
    await files.write(METADATA, new TextEncoder().encode(JSON.stringify(progress)));
  }

  override async onTrainEnd(): Promise<void> {
    if (this.options.deleteCheckpoint === false) return;
    const files = await this.#files();
    for (const name of [WEIGHTS, METADATA]) {
      await files.remove(name);
      await files.remove(`${PREVIOUS}${name}`);
    }
  }
}

function progressIn(bytes: Uint8Array): Progress {
  const text = new TextDecoder().decode(bytes);
  try {
    const { epoch, batch } = JSON.parse(text) as Partial<Progress>; // checked next
    if (Number.isInteger(epoch) && Number.isInteger(batch)) return { epoch: Number(epoch), batch: Number(batch) };
  } catch {
    // what it is, is told below
  }
  throw new FileFormatError({ who: WHO, expected: `${METADATA} with an epoch and a batch`, received: text });
}
