/** Samples in GPU memory: shared by all that use them at once, and kept for a while for those that come back. */
import type { Table } from '../device.ts';
import type { Values } from '../spec.ts';
import type { Allocator } from './memory.ts';

/** Words that tables nobody uses may take. */
const IDLE_WORDS = 64 * 1024 * 1024;

/** Words of one upload: larger ones would make the browser allocate a staging buffer each. */
const CHUNK_WORDS = 1024 * 1024;

interface Held {
  readonly values: WeakRef<Values>;
  readonly buffer: GPUBuffer;
  readonly words: number;
  users: number;
}

/** A table's buffer, to be given back. */
export interface TableUse {
  readonly buffer: GPUBuffer;
  release(): void;
}

export class Tables {
  readonly #allocator: Allocator;
  readonly #held = new WeakMap<Values, Held>();
  /** Tables without users, the least recently used first. */
  readonly #idle = new Set<Held>();

  constructor(allocator: Allocator) {
    this.#allocator = allocator;
  }

  /** The buffer with a table's values. Only tables that cannot change are kept when nobody uses them. */
  use({ values, stable }: Table): TableUse {
    let held = this.#held.get(values);
    if (!held) {
      held = { values: new WeakRef(values), buffer: this.#upload(values), words: values.length, users: 0 };
      this.#held.set(values, held);
    }
    this.#idle.delete(held);
    held.users++;
    return { buffer: held.buffer, release: () => this.#release(held, stable) };
  }

  #upload(values: Values): GPUBuffer {
    const buffer = this.#allocator.storage(values.length, 'samples');
    for (let start = 0; start < values.length; start += CHUNK_WORDS) {
      const part = values.subarray(start, start + CHUNK_WORDS);
      this.#allocator.write(buffer, start, part as Float32Array<ArrayBuffer>); // host values are never shared memory
    }
    return buffer;
  }

  #release(held: Held, stable: boolean): void {
    held.users--;
    if (held.users > 0) return;
    if (stable) this.#idle.add(held);
    else this.#drop(held);
    this.#trim();
  }

  /** Drops tables whose values are gone, then the least recently used ones beyond the limit. */
  #trim(): void {
    for (const held of this.#idle) if (!held.values.deref()) this.#drop(held);
    let words = [...this.#idle].reduce((sum, held) => sum + held.words, 0);
    for (const held of this.#idle) {
      if (words <= IDLE_WORDS) return;
      words -= held.words;
      this.#drop(held);
    }
  }

  #drop(held: Held): void {
    const values = held.values.deref();
    if (values) this.#held.delete(values);
    this.#idle.delete(held);
    this.#allocator.destroy(held.buffer);
  }

  /** Frees what nobody uses. */
  dispose(): void {
    for (const held of this.#idle) this.#drop(held);
  }
}
