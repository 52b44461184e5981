/** Variables in double precision, as the oracle sees them. Those that share storage (a group and its members) share it here. */
import { sizeOf, type Values, view } from '../src/runtime/spec.ts';
import type { Storage } from '../src/runtime/storage.ts';
import type { Resident } from '../src/runtime/variable.ts';

export class Memory {
  /** Numbers by word; NaN: still what is on the host. */
  readonly #written = new Map<Storage, Float64Array>();

  #of(storage: Storage): Float64Array {
    const known = this.#written.get(storage) ?? new Float64Array(storage.words).fill(Number.NaN);
    this.#written.set(storage, known);
    return known;
  }

  /** The current values; a copy. */
  read({ spec, home }: Resident): Values {
    const own = view(home.storage.host, home.offset, spec);
    const written = this.#of(home.storage);
    const values = spec.dtype === 'float32' ? Float64Array.from(own) : own.slice();
    values.forEach((_, index) => {
      const number = written[home.offset + index]!; // inside the storage
      if (!Number.isNaN(number)) values[index] = number;
    });
    return values.subarray(0, sizeOf(spec.shape));
  }

  write({ home }: Resident, values: Values): void {
    this.#of(home.storage).set(values, home.offset);
  }
}
