/** Bindings of one kernel: which places it reads and writes, under which names. */
import type { DType } from '../spec.ts';
import type { Place, PlanBinding, PlanBuffer } from './plan.ts';
import { bindingLine, STORED_TYPE } from './wgsl.ts';

interface Entry {
  readonly name: string;
  readonly place: Place;
  /** WGSL type of an element (of four neighbours, when `vector`). */
  readonly type: string;
  readonly vector: boolean;
  written: boolean;
}

/** Elements that one invocation of a vectorized kernel handles. */
export const VECTOR = 4;

const COMPONENTS = ['x', 'y', 'z', 'w'] as const;

/** Collects the bindings of a kernel; equal places share one. Arrays have fixed sizes, so that provable indices need no clamp. */
export class Bindings {
  readonly #entries = new Map<string, Entry>();
  readonly #mergeBlocks: boolean;
  readonly #prefix: string;
  /** Places that are bound as vectors of four elements. */
  readonly #isVector: (place: Place) => boolean;

  /**
   * @param mergeBlocks - Bind blocks of small values (`Storage.merged`) once as a whole.
   * @param prefix - Starts the names, so that they differ from those of the kernel's own text.
   */
  constructor(mergeBlocks: boolean, prefix = 'b', isVector: (place: Place) => boolean = () => false) {
    this.#mergeBlocks = mergeBlocks;
    this.#prefix = prefix;
    this.#isVector = isVector;
  }

  /** The WGSL expression that reads an element. */
  load(place: Place, dtype: DType, index: string): string {
    const { entry, start } = this.#entry(place, dtype);
    const element = entry.vector
      ? `${entry.name}[(${index}) / 4u][(${index}) % 4u]`
      : `${entry.name}[${at(start, index)}]`;
    return fromStored(element, entry.type, dtype);
  }

  /** The WGSL expression that reads four neighbours; null for places that are not bound as vectors. */
  loadVector(place: Place, dtype: DType, vectorIndex: string): string | null {
    const { entry } = this.#entry(place, dtype);
    return entry.vector ? `${entry.name}[${vectorIndex}]` : null;
  }

  /** One of four neighbours that were read. */
  component(vector: string, position: number, dtype: DType): string {
    return fromStored(`${vector}.${COMPONENTS[position]}`, STORED_TYPE[dtype], dtype);
  }

  /** The WGSL statement that writes an element. */
  store(place: Place, dtype: DType, index: string, value: string): string {
    const { entry, start } = this.#entry(place, dtype);
    entry.written = true;
    return `${entry.name}[${at(start, index)}] = ${toStored(value, entry.type, dtype)};`;
  }

  /** The WGSL statements that write four neighbours. */
  storeVector(place: Place, dtype: DType, vectorIndex: string, values: readonly string[]): string[] {
    const { entry } = this.#entry(place, dtype);
    if (!entry.vector)
      return values.map((value, position) => this.store(place, dtype, `(${vectorIndex} * 4u + ${position}u)`, value));
    entry.written = true;
    const stored = values.map((value) => toStored(value, entry.type, dtype));
    return [`${entry.name}[${vectorIndex}] = vec4<${entry.type}>(${stored.join(', ')});`];
  }

  #entry(place: Place, dtype: DType): { entry: Entry; start: number } {
    const merged = this.#mergeBlocks && place.buffer.storage?.merged === true;
    const key = merged ? bufferKey(place.buffer) : `${bufferKey(place.buffer)}+${place.offset}`;
    let entry = this.#entries.get(key);
    if (!entry) {
      const whole: Place = { buffer: place.buffer, offset: 0, words: place.buffer.words };
      entry = {
        name: `${this.#prefix}${this.#entries.size}`,
        place: merged ? whole : place,
        type: merged ? 'u32' : STORED_TYPE[dtype],
        vector: !merged && this.#isVector(place),
        written: false,
      };
      this.#entries.set(key, entry);
    }
    return { entry, start: merged ? place.offset : 0 };
  }

  /** Binding lines, numbered from `first`, and what they bind. */
  declare(first: number): { lines: { line: (access: PlanBinding['access']) => string }[]; bindings: PlanBinding[] } {
    const entries = [...this.#entries.values()];
    return {
      lines: entries.map((entry, index) => ({
        line: (access) => bindingLine(first + index, access, entry.name, arrayType(entry)),
      })),
      bindings: entries.map((entry) => ({ place: entry.place, access: entry.written ? 'read_write' : 'read' })),
    };
  }
}

function arrayType({ type, vector, place }: Entry): string {
  return vector ? `array<vec4<${type}>, ${place.words / VECTOR}>` : `array<${type}, ${place.words}>`;
}

function fromStored(element: string, type: string, dtype: DType): string {
  if (dtype === 'bool') return `(${element} != 0u)`;
  return type === STORED_TYPE[dtype] ? element : `bitcast<${STORED_TYPE[dtype]}>(${element})`;
}

function toStored(value: string, type: string, dtype: DType): string {
  const stored = dtype === 'bool' ? `select(0u, 1u, ${value})` : value;
  return type === STORED_TYPE[dtype] ? stored : `bitcast<u32>(${stored})`;
}

function at(start: number, index: string): string {
  if (start === 0) return index;
  return index === '0u' ? `${start}u` : `${start}u + ${index}`;
}

const keys = new WeakMap<PlanBuffer, number>();
let nextKey = 0;

function bufferKey(buffer: PlanBuffer): string {
  let key = keys.get(buffer);
  if (key === undefined) {
    key = nextKey++;
    keys.set(buffer, key);
  }
  return String(key);
}

/**
 * WebGPU lets one dispatch use a buffer either only for reading or only as writable storage. Bindings that share a buffer
 * with a written one become `read_write` too.
 */
export function harmonize(bindings: readonly PlanBinding[]): PlanBinding[] {
  const written = new Set(
    bindings.filter((binding) => binding.access === 'read_write').map((binding) => binding.place.buffer),
  );
  return bindings.map((binding) =>
    written.has(binding.place.buffer) ? { ...binding, access: 'read_write' } : binding,
  );
}
