/** Shapes and element types: what is known of a tensor without its values. */
import { ShapeError } from './errors.ts';

/** Sizes along the axes; `[]` is a scalar. */
export type Shape = readonly number[];

/** Element types. On the GPU every element is one 32-bit word; `bool` is 0 or 1 in a `u32`. */
export type DType = 'float32' | 'int32' | 'uint32' | 'bool';

/** Shape and element type of a tensor. */
export interface TensorSpec {
  readonly shape: Shape;
  readonly dtype: DType;
}

/** Arrays that hold tensor values on the host; `Float64Array` only while gradients are checked. */
export type Values = Float32Array | Float64Array | Int32Array | Uint32Array;

/** Bytes of one element on every device. */
export const WORD_BYTES = 4;

/** The number of elements of a shape. */
export function sizeOf(shape: Shape): number {
  let size = 1;
  for (const length of shape) size *= length;
  return size;
}

/** Row-major strides in elements. */
export function stridesOf(shape: Shape): number[] {
  const strides = new Array<number>(shape.length);
  let stride = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    strides[axis] = stride;
    stride *= shape[axis]!; // axis < shape.length
  }
  return strides;
}

/** Whether two shapes have the same sizes. */
export function sameShape(a: Shape, b: Shape): boolean {
  return a.length === b.length && a.every((length, axis) => length === b[axis]);
}

/** `[2, 3]` or, with unknown sizes, `[null, 3]`. */
export function showShape(shape: readonly (number | null)[]): string {
  return `[${shape.map((length) => (length === null ? 'null' : length)).join(', ')}]`;
}

/**
 * The shape of an elementwise result by NumPy's rule: align at the right, sizes equal or 1.
 *
 * @throws ShapeError that names both shapes.
 */
export function broadcastShapes(who: string, ...shapes: readonly Shape[]): Shape {
  const rank = Math.max(0, ...shapes.map((shape) => shape.length));
  const result: number[] = [];
  for (let axis = 0; axis < rank; axis++) {
    let length = 1;
    for (const shape of shapes) {
      const own = shape[axis - rank + shape.length] ?? 1;
      if (own !== 1 && length !== 1 && own !== length) {
        throw new ShapeError({
          who,
          expected: `shapes must broadcast (sizes equal or 1, aligned at the right)`,
          received: shapes,
        });
      }
      if (own !== 1) length = own;
    }
    result.push(length);
  }
  return result;
}

/** An axis counted from the end when negative, checked. */
export function normalizeAxis(who: string, axis: number, rank: number): number {
  if (!Number.isInteger(axis) || axis < -rank || axis >= rank) {
    throw new ShapeError({ who, expected: `axis must be an integer from ${-rank} to ${rank - 1}`, received: axis });
  }
  return axis < 0 ? axis + rank : axis;
}

/** Axes normalised, ascending and unique; all axes when none are given. */
export function normalizeAxes(
  who: string,
  axes: number | readonly number[] | null | undefined,
  rank: number,
): number[] {
  if (axes === null || axes === undefined) return Array.from({ length: rank }, (_, axis) => axis);
  const list = typeof axes === 'number' ? [axes] : axes;
  return [...new Set(list.map((axis) => normalizeAxis(who, axis, rank)))].sort((a, b) => a - b);
}

/** A zeroed array that holds `size` elements of a type. */
export function allocate(dtype: DType, size: number): Float32Array | Int32Array | Uint32Array {
  if (dtype === 'float32') return new Float32Array(size);
  return dtype === 'int32' ? new Int32Array(size) : new Uint32Array(size);
}

/** Sets all elements of an array from a constant: its elements, or the one that stands for all. */
export function fillFrom<T extends Values>(target: T, values: Values): T {
  if (values.length === 1)
    target.fill(values[0]!); // length 1
  else target.set(values);
  return target;
}

/** Words of memory as an array of their element type. */
export function view(words: Uint32Array<ArrayBuffer>, offset: number, spec: TensorSpec): Values {
  const size = Math.max(1, sizeOf(spec.shape));
  const at = words.byteOffset + offset * 4;
  if (spec.dtype === 'float32') return new Float32Array(words.buffer, at, size);
  return spec.dtype === 'int32' ? new Int32Array(words.buffer, at, size) : new Uint32Array(words.buffer, at, size);
}
