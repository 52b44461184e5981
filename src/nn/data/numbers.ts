/** Numbers as data files keep them: a kind, a width and a byte order. */
import { FileFormatError } from '../../runtime/errors.ts';
import type { Shape } from '../../runtime/spec.ts';
import { Tensor, type TensorData, type TensorDType, type TypedArray } from '../../runtime/tensor.ts';

/** NumPy's short names: kind (`b` bool, `i` signed, `u` unsigned, `f` float) and bytes. */
export type NumberFormat = 'b1' | 'i1' | 'i2' | 'i4' | 'i8' | 'u1' | 'u2' | 'u4' | 'u8' | 'f2' | 'f4' | 'f8';

/** Options of the readers of numeric files. */
export interface NumberOptions {
  /** Element type of the tensor; when left out integers give `int32`, floats `float32`, booleans `bool`. */
  readonly dtype?: TensorDType;
}

const LARGEST = 2 ** 31 - 1;

const ARRAYS = {
  b1: (buffer: ArrayBuffer) => new Uint8Array(buffer),
  i1: (buffer: ArrayBuffer) => new Int8Array(buffer),
  i2: (buffer: ArrayBuffer) => new Int16Array(buffer),
  i4: (buffer: ArrayBuffer) => new Int32Array(buffer),
  i8: (buffer: ArrayBuffer) => Float64Array.from(new BigInt64Array(buffer), Number),
  u1: (buffer: ArrayBuffer) => new Uint8Array(buffer),
  u2: (buffer: ArrayBuffer) => new Uint16Array(buffer),
  u4: (buffer: ArrayBuffer) => new Uint32Array(buffer),
  u8: (buffer: ArrayBuffer) => Float64Array.from(new BigUint64Array(buffer), Number),
  f2: (buffer: ArrayBuffer) => Float32Array.from(new Uint16Array(buffer), halfToNumber),
  f4: (buffer: ArrayBuffer) => new Float32Array(buffer),
  f8: (buffer: ArrayBuffer) => new Float64Array(buffer),
} as const satisfies Record<NumberFormat, (buffer: ArrayBuffer) => TypedArray>;

/** Whether a short name is one of the formats that can be read. */
export function isNumberFormat(name: string): name is NumberFormat {
  return Object.hasOwn(ARRAYS, name);
}

/** Bytes of one number. */
export function widthOf(format: NumberFormat): number {
  return Number(format[1]);
}

/** IEEE 754 half precision: 1 sign bit, 5 exponent bits, 10 fraction bits. */
export function halfToNumber(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 0x1f) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

/** The tensor in `bytes`, which must hold exactly the numbers of `shape`, row-major. */
export function decodeTensor(
  who: string,
  bytes: Uint8Array,
  format: NumberFormat,
  bigEndian: boolean,
  shape: Shape,
  options: NumberOptions,
): Tensor {
  const own = new Uint8Array(bytes); // a copy: aligned, and never the caller's memory
  if (bigEndian) swapBytes(own, widthOf(format));
  const values = ARRAYS[format](own.buffer);
  const dtype = options.dtype ?? ({ b: 'bool', i: 'int32', u: 'int32', f: 'float32' } as const)[kindOf(format)];
  if (dtype === 'int32') requireInt32(who, values, format);
  return new Tensor(shape, dtype, dataOf(values, dtype));
}

function kindOf(format: NumberFormat): 'b' | 'i' | 'u' | 'f' {
  return format[0] as 'b' | 'i' | 'u' | 'f'; // the first letter of every NumberFormat
}

/** The constructors cut fractions off and copy fast; the numbers were checked to fit before. */
function dataOf(values: TypedArray, dtype: TensorDType): TensorData {
  if (dtype === 'float32') return values instanceof Float32Array ? values : new Float32Array(values);
  if (dtype === 'int32') return values instanceof Int32Array ? values : new Int32Array(values);
  return Uint8Array.from(values, (value) => (value === 0 ? 0 : 1));
}

/** Turns each group of `width` bytes around. */
function swapBytes(bytes: Uint8Array, width: number): void {
  if (width === 1) return;
  for (let start = 0; start < bytes.length; start += width) bytes.subarray(start, start + width).reverse();
}

function requireInt32(who: string, values: TypedArray, format: NumberFormat): void {
  if (format !== 'i8' && format !== 'u8' && format !== 'u4' && format[0] !== 'f') return;
  for (let index = 0; index < values.length; index++) {
    const value = values[index]!; // index < length
    if (value >= -LARGEST - 1 && value <= LARGEST) continue;
    throw new FileFormatError({
      who,
      expected: `numbers that fit int32 (element ${index} of the ${format} array does not)`,
      received: value,
      fix: "Pass { dtype: 'float32' } to read them as rounded floats.",
    });
  }
}
