/** Tensors on the host: what users pass in and get back. They own no GPU memory. */
import { InvalidArgumentError, ShapeError } from './errors.ts';
import { type DType, type Shape, sizeOf } from './spec.ts';

export type TypedArray =
  | Float32Array
  | Float64Array
  | Int8Array
  | Uint8Array
  | Uint8ClampedArray
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array;

export type NestedArray = readonly (number | boolean | NestedArray)[];

/** Everything that a tensor can be made from. */
export type ArrayLike = Tensor | TypedArray | number | boolean | NestedArray;

/** Element types a user sees. */
export type TensorDType = Exclude<DType, 'uint32'>;

/** The array class behind each element type. */
export type TensorData = Float32Array | Int32Array | Uint8Array;

/**
 * Numbers with a shape, row-major, on the host. A tensor's values must not be changed after it was used: a device may keep
 * a copy. (Typed arrays given directly may change between calls.)
 *
 * @example
 * const t = tensor([[1, 2], [3, 4]]);
 * t.shape;      // [2, 2]
 * t.toNested(); // [[1, 2], [3, 4]]
 */
export class Tensor {
  readonly shape: number[];
  readonly dtype: TensorDType;
  readonly data: TensorData;

  /** @internal Use `tensor()`, which checks and converts. */
  constructor(shape: Shape, dtype: TensorDType, data: TensorData) {
    this.shape = [...shape];
    this.dtype = dtype;
    this.data = data;
  }

  /** The number of elements. */
  get size(): number {
    return this.data.length;
  }

  /** Nested plain arrays of the same shape; a scalar is a number wrapped in no array, so it gives `[value]`. */
  toNested(): NestedArray {
    if (this.shape.length === 0) return [this.data[0] ?? 0];
    let offset = 0;
    const level = (axis: number): NestedArray => {
      const length = this.shape[axis]!; // axis < rank by construction
      if (axis === this.shape.length - 1) {
        offset += length;
        return Array.from(this.data.subarray(offset - length, offset));
      }
      return Array.from({ length }, () => level(axis + 1));
    };
    return level(0);
  }

  /** The value of a tensor with one element. */
  item(): number {
    if (this.size !== 1) {
      throw new ShapeError({ who: 'Tensor.item', expected: 'exactly one element', received: this.shape });
    }
    return this.data[0]!; // size === 1
  }

  toString(): string {
    const shown =
      this.size <= 24 ? JSON.stringify(this.toNested()) : `${Array.from(this.data.subarray(0, 8)).join(', ')}, …`;
    return `Tensor ${this.dtype}[${this.shape.join(', ')}] ${shown}`;
  }
}

/** Whether a value is a typed array (not a DataView). */
export function isTypedArray(value: unknown): value is TypedArray {
  return (
    ArrayBuffer.isView(value) &&
    !(value instanceof DataView) &&
    !(value instanceof BigInt64Array) &&
    !(value instanceof BigUint64Array)
  );
}

/** The shape of nested arrays, checked to be regular. */
function nestedShape(values: NestedArray): number[] {
  const shape: number[] = [];
  let level: unknown = values;
  while (Array.isArray(level)) {
    shape.push(level.length);
    level = level[0];
  }
  return shape;
}

/** What to do with texts. */
const TEXT_FIX =
  'Turn texts into numbers first: `await layer.run(texts)` with layers.textVectorization, stringLookup or hashing.';

function flattenInto(target: number[], values: unknown, shape: Shape, axis: number): void {
  if (axis === shape.length) {
    if (typeof values !== 'number' && typeof values !== 'boolean') {
      throw new InvalidArgumentError({
        who: 'tensor',
        expected: 'nested arrays of numbers of regular shape',
        received: values,
        ...(typeof values === 'string' ? { fix: TEXT_FIX } : {}),
      });
    }
    target.push(Number(values));
    return;
  }
  if (!Array.isArray(values) || values.length !== shape[axis]) {
    throw new ShapeError({
      who: 'tensor',
      expected: `every row at depth ${axis} must have ${shape[axis]} entries, like the first`,
      received: Array.isArray(values) ? values.length : values,
      fix: 'Pad the rows to one length, for example with data.padSequences.',
    });
  }
  for (const entry of values) flattenInto(target, entry, shape, axis + 1);
}

function guessDType(values: ArrayLike): TensorDType {
  if (typeof values === 'boolean') return 'bool';
  if (isTypedArray(values))
    return values instanceof Float32Array || values instanceof Float64Array ? 'float32' : 'int32';
  let level: unknown = values;
  while (Array.isArray(level)) level = level[0];
  return typeof level === 'boolean' ? 'bool' : 'float32';
}

/** Values as the array class of an element type; floats are truncated for `int32`; copies only when the class differs. */
export function convert(values: TypedArray | readonly number[], dtype: TensorDType): TensorData {
  if (dtype === 'float32') return values instanceof Float32Array ? values : Float32Array.from(values as number[]);
  if (dtype === 'int32') return values instanceof Int32Array ? values : Int32Array.from(values as number[], Math.trunc);
  return values instanceof Uint8Array ? values : Uint8Array.from(values as number[], (value) => (value !== 0 ? 1 : 0));
}

/**
 * Makes a tensor from numbers, nested arrays, a typed array with a shape, or another tensor.
 *
 * @param values - The numbers, row-major.
 * @param shape - Sizes along the axes; taken from nested arrays when left out; one size may be -1.
 * @param dtype - `float32` for numbers and float arrays, `int32` for integer arrays, `bool` for booleans when left out.
 * @throws ShapeError when the rows differ in length or the shape does not hold the values.
 * @example
 * tensor([1, 2, 3, 4], [2, 2]);
 * tensor(new Uint8Array([7, 9]), [2], 'float32');
 */
export function tensor(values: ArrayLike, shape?: Shape, dtype?: TensorDType): Tensor {
  if (values instanceof Tensor) {
    return new Tensor(
      resolveShape(shape ?? values.shape, values.size),
      dtype ?? values.dtype,
      convert(values.data, dtype ?? values.dtype),
    );
  }
  const type = dtype ?? guessDType(values);
  if (isTypedArray(values))
    return new Tensor(resolveShape(shape ?? [values.length], values.length), type, convert(values, type));
  if (typeof values === 'number' || typeof values === 'boolean') {
    return new Tensor(resolveShape(shape ?? [], 1), type, convert([Number(values)], type));
  }
  if (!Array.isArray(values)) {
    throw new InvalidArgumentError({
      who: 'tensor',
      expected: 'numbers, nested arrays, a typed array or a Tensor',
      received: values,
      ...(typeof values === 'string' ? { fix: TEXT_FIX } : {}),
    });
  }
  const own = nestedShape(values as NestedArray);
  const flat: number[] = [];
  flattenInto(flat, values, own, 0);
  return new Tensor(resolveShape(shape ?? own, flat.length), type, convert(flat, type));
}

/** A shape checked against the number of values; one -1 is worked out. */
function resolveShape(shape: Shape, size: number): Shape {
  const unknown = shape.indexOf(-1);
  const known = sizeOf(shape.filter((length) => length !== -1));
  const resolved = unknown < 0 ? shape : shape.map((length, axis) => (axis === unknown ? size / known : length));
  const bad = resolved.some((length) => !Number.isInteger(length) || length < 0);
  if (bad || sizeOf(resolved) !== size) {
    throw new ShapeError({
      who: 'tensor',
      expected: `shape ${JSON.stringify(shape)} must hold ${size} values`,
      received: known,
    });
  }
  return resolved;
}
