/** Memory that outlives a run: on the host, or on one device. Words of 32 bits, whatever they mean. */
import type { Device, DeviceMemory } from './device.ts';
import { WORD_BYTES } from './spec.ts';

let layout = 0;

/** Changes whenever a variable moves to other memory: plans bound before that must be bound again. */
export function layoutEpoch(): number {
  return layout;
}

/** @internal Tells that a variable has moved. */
export function layoutChanged(): void {
  layout++;
}

/** A block of words. The host copy is kept as the last values known, for when a device is lost. */
export class Storage {
  readonly words: number;
  readonly label: string;
  /** Small mixed values (counters, metrics): kernels bind the whole block once instead of each value. */
  readonly merged: boolean;
  readonly host: Uint32Array<ArrayBuffer>;
  #memory: DeviceMemory | null = null;

  constructor(words: number, label: string, merged = false) {
    this.words = words;
    this.label = label;
    this.merged = merged;
    this.host = new Uint32Array(new ArrayBuffer(words * WORD_BYTES));
  }

  /** Where the current values are; null: on the host. */
  get memory(): DeviceMemory | null {
    return this.#memory;
  }

  /** Brings the values to a device (for the CPU device: to the host). */
  async attach(device: Device): Promise<void> {
    if (this.#memory?.device === device || (!this.#memory && device.kind === 'cpu')) return;
    if (this.#memory) {
      const memory = this.#memory;
      if (!memory.device.lost) this.host.set(await memory.read(0, this.words));
      this.detach();
    }
    if (device.kind === 'webgpu') this.#upload(device);
  }

  #upload(device: Device): void {
    this.#memory = device.allocate(this.words, this.label);
    if (this.host.some((word) => word !== 0)) this.#memory.write(0, this.host); // new memory is zero
    layoutChanged();
  }

  /** Frees the device memory; the host copy stays as it is. */
  detach(): void {
    this.#memory?.destroy();
    this.#memory = null;
    layoutChanged();
  }

  /** Writes words at once, on the host and, in order with the runs, on the device. */
  write(offset: number, words: Uint32Array<ArrayBuffer>): void {
    this.host.set(words, offset);
    this.#memory?.write(offset, words);
  }

  /** The current words; also refreshes the host copy. Of a lost device: the last words known. */
  async read(offset: number, words: number): Promise<Uint32Array<ArrayBuffer>> {
    if (this.#memory && !this.#memory.device.lost) this.host.set(await this.#memory.read(offset, words), offset);
    return this.host.slice(offset, offset + words);
  }

  /** Takes words over from another block, on its device if it is on one. */
  takeOver(source: Storage, sourceOffset: number, offset: number, words: number): void {
    if (source.#memory && !this.#memory) this.#upload(source.#memory.device);
    this.host.set(source.host.subarray(sourceOffset, sourceOffset + words), offset);
    if (!this.#memory) return;
    if (source.#memory) this.#memory.copyFrom(source.#memory, sourceOffset, offset, words);
    else this.#memory.write(offset, this.host.slice(offset, offset + words));
  }

  /** Exchanges words with another block, on the device if they are on one. */
  exchange(other: Storage, otherOffset: number, offset: number, words: number): void {
    const spare = new Storage(words, `${this.label}, exchanged`);
    spare.takeOver(this, offset, 0, words);
    this.takeOver(other, otherOffset, offset, words);
    other.takeOver(spare, 0, otherOffset, words);
    spare.detach();
  }
}
