/** Variables: values that live from run to run (weights, moving averages, counters). */
import { ShapeError } from './errors.ts';
import { apply, type GraphNode, variableOp } from './graph.ts';
import { type DType, type Shape, sameShape, sizeOf, type TensorSpec } from './spec.ts';
import { layoutChanged, Storage } from './storage.ts';
import { type ArrayLike, convert, Tensor, type TensorDType, tensor } from './tensor.ts';
import { activeTrace } from './trace.ts';

/** Where a value lives: words from `offset` on. */
export interface Home {
  readonly storage: Storage;
  readonly offset: number;
}

/** Something with memory of its own that a program may read and update. */
export interface Resident {
  readonly name: string;
  readonly spec: TensorSpec;
  readonly home: Home;
  /** Puts the memory in order before a plan is bound. */
  settle(): void;
}

export interface VariableOptions {
  readonly name?: string;
  /** Default true. */
  readonly trainable?: boolean;
}

/** Words by which every variable is aligned in shared memory: 256 bytes, the binding alignment every device accepts. */
export const ALIGNMENT_WORDS = 64;

/** A size rounded up to the alignment. */
export function alignWords(words: number): number {
  return Math.ceil(words / ALIGNMENT_WORDS) * ALIGNMENT_WORDS;
}

/**
 * A value that is kept from run to run: a weight, a moving average, a counter.
 *
 * @example
 * const v = new Variable(tensor([1, 2, 3]), { name: 'scale' });
 * v.assign(tensor([4, 5, 6]));
 * await v.read(); // Tensor [4, 5, 6]
 */
export class Variable implements Resident {
  name: string;
  trainable: boolean;
  readonly spec: TensorSpec;
  home: Home;
  #node: GraphNode | null = null;

  constructor(value: ArrayLike, options: VariableOptions = {}) {
    const initial = tensor(value);
    this.name = options.name ?? 'variable';
    this.trainable = options.trainable ?? true;
    this.spec = { shape: initial.shape, dtype: initial.dtype };
    this.home = { storage: new Storage(Math.max(1, initial.size), this.name), offset: 0 };
    this.home.storage.write(0, wordsOf(initial));
  }

  get shape(): Shape {
    return this.spec.shape;
  }

  get dtype(): DType {
    return this.spec.dtype;
  }

  /** The variable's value as a node, for use while tracing. */
  get node(): GraphNode {
    this.#node ??= apply(variableOp, [], { spec: this.spec, resident: this });
    return this.#node;
  }

  /** The value at this point of the trace that is being made: as assigned so far. */
  get value(): GraphNode {
    return activeTrace()?.read(this) ?? this.node;
  }

  /** The current value. */
  async read(): Promise<Tensor> {
    const size = sizeOf(this.shape);
    return fromWords(await this.home.storage.read(this.home.offset, size), this.spec);
  }

  /** The last value that the host knows, without waiting: on the CPU the current one, on a GPU that of the last read or write. */
  get known(): Tensor {
    const { storage, offset } = this.home;
    return fromWords(storage.host.slice(offset, offset + sizeOf(this.shape)), this.spec);
  }

  /**
   * Replaces the value; runs that were started before are not affected.
   *
   * @throws ShapeError when the shape differs.
   */
  assign(value: ArrayLike): void {
    const given = tensor(value);
    if (!sameShape(given.shape, this.shape)) {
      throw new ShapeError({
        who: `Variable "${this.name}"`,
        expected: `a value of shape [${this.shape.join(', ')}]`,
        received: given.shape,
      });
    }
    this.home.storage.write(this.home.offset, wordsOf(tensor(given, given.shape, this.spec.dtype as TensorDType)));
  }

  settle(): void {}

  /** @internal Moves the value into shared memory. */
  relocate(home: Home): void {
    if (home.storage === this.home.storage && home.offset === this.home.offset) return;
    home.storage.takeOver(this.home.storage, this.home.offset, home.offset, Math.max(1, sizeOf(this.shape)));
    this.home = home;
    layoutChanged();
  }
}

/** A tensor's values as 32-bit words. */
export function wordsOf(value: Tensor): Uint32Array<ArrayBuffer> {
  if (value.dtype === 'bool') return Uint32Array.from(value.data);
  const { buffer, byteOffset, length } = value.data as Float32Array | Int32Array;
  return new Uint32Array(buffer as ArrayBuffer, byteOffset, length);
}

/** 32-bit words as a tensor. */
export function fromWords(words: Uint32Array<ArrayBuffer>, spec: TensorSpec): Tensor {
  if (spec.dtype === 'float32')
    return new Tensor(spec.shape, 'float32', new Float32Array(words.buffer, words.byteOffset, words.length));
  if (spec.dtype === 'int32')
    return new Tensor(spec.shape, 'int32', new Int32Array(words.buffer, words.byteOffset, words.length));
  if (spec.dtype === 'bool') return new Tensor(spec.shape, 'bool', convert(words, 'bool'));
  return new Tensor(spec.shape, 'int32', new Int32Array(words.buffer, words.byteOffset, words.length));
}

/**
 * Variables side by side in one block, so that a kernel sees them as one flat array of `length` floats.
 * Gaps between them (alignment) hold zeros.
 */
export class VariableGroup implements Resident {
  readonly name: string;
  readonly members: readonly Variable[];
  /** Where each member starts, in words from the start of the group. */
  readonly offsets: readonly number[];
  readonly length: number;
  readonly spec: TensorSpec;
  readonly #merged: boolean;
  #storage: Storage | null = null;
  #node: GraphNode | null = null;

  constructor(name: string, members: readonly Variable[], merged = false) {
    this.name = name;
    this.members = members;
    const offsets: number[] = [];
    let length = 0;
    for (const member of members) {
      offsets.push(length);
      length += alignWords(Math.max(1, sizeOf(member.shape)));
    }
    this.offsets = offsets;
    this.length = length;
    this.spec = { shape: [length], dtype: 'float32' };
    this.#merged = merged;
  }

  get home(): Home {
    this.settle();
    return { storage: this.#storage!, offset: 0 }; // settle() made it
  }

  /** All members as one flat array. */
  get node(): GraphNode {
    this.#node ??= apply(variableOp, [], { spec: this.spec, resident: this });
    return this.#node;
  }

  /** Brings members that were moved elsewhere (by another group) back side by side. */
  settle(): void {
    const whole = this.#storage !== null && this.members.every((member) => member.home.storage === this.#storage);
    if (whole) return;
    const storage = new Storage(Math.max(ALIGNMENT_WORDS, this.length), this.name, this.#merged);
    this.members.forEach((member, index) => member.relocate({ storage, offset: this.offsets[index]! })); // one offset per member
    this.#storage = storage;
  }
}
