/** What executes plans. Nobody above this line sees a GPU object. */
import type { Limits, Profile } from './op.ts';
import type { Plan } from './plan/plan.ts';
import type { Values } from './spec.ts';

/** A block of device memory. */
export interface DeviceMemory {
  readonly device: Device;
  write(offset: number, words: Uint32Array<ArrayBuffer>): void;
  read(offset: number, words: number): Promise<Uint32Array>;
  copyFrom(source: DeviceMemory, sourceOffset: number, offset: number, words: number): void;
  destroy(): void;
}

/** Counts that do not depend on the machine; tests assert them. */
export interface Counters {
  dispatches: number;
  passes: number;
  submits: number;
  buffers: number;
  bindGroups: number;
  pipelines: number;
  bytesUploaded: number;
  bytesRead: number;
}

export function newCounters(): Counters {
  return {
    dispatches: 0,
    passes: 0,
    submits: 0,
    buffers: 0,
    bindGroups: 0,
    pipelines: 0,
    bytesUploaded: 0,
    bytesRead: 0,
  };
}

/** The feed that tells which rows of a batch are real (1) and which fill it up (0). */
export const MASK_FEED = 'rowMask';

/** Rows of tables that the steps of a run take as their batches. */
export interface BatchSource {
  /** Replaces the order in which rows are taken (one entry for each row of each batch). */
  setOrder(order: Int32Array<ArrayBuffer>): void;
  dispose(): void;
}

/** One array of samples from which batches are taken: rows of `rowWords` words. */
export interface Table {
  /** The feed that receives the rows of a batch. */
  readonly feed: string;
  readonly values: Values;
  readonly rowWords: number;
  /** Whether the values never change, so that a device may keep them for the next run. */
  readonly stable: boolean;
}

/** A plan made ready to run. */
export interface Executable {
  readonly plan: Plan;
  /** Sets the value of a feed for the following runs. */
  setFeed(name: string, values: Values): void;
  /** Puts tables on the device (equal arrays are shared), so that `run` can take batches from them. */
  batches(tables: readonly Table[], rows: number, batchSize: number): Promise<BatchSource>;
  /** Runs `count` steps. With a source, step k takes batch `first + k`. */
  run(count: number, source?: BatchSource | null, first?: number): void;
  /** Runs `count` steps and returns each step's fetches. */
  collect(count: number, source?: BatchSource | null, first?: number): Promise<Values[][]>;
  /** Current values of the fetches of the last step. */
  fetch(): Promise<Values[]>;
  /** Frees memory. */
  dispose(): void;
}

export interface Device {
  readonly kind: 'webgpu' | 'cpu';
  /** The adapter's name, as it tells it. */
  readonly name: string;
  readonly profile: Profile;
  readonly limits: Limits;
  readonly lost: boolean;
  readonly counters: Counters;
  allocate(words: number, label: string): DeviceMemory;
  prepare(plan: Plan): Promise<Executable>;
  /** Resolves when at most `inFlight` submits are not finished. */
  settled(inFlight?: number): Promise<void>;
  dispose(): void;
}
