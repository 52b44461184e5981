/** Data as users give it, brought to one form: a list of tensors with equal numbers of rows. */
import { InvalidArgumentError, ShapeError, unknownName } from '../../runtime/errors.ts';
import { type DType, type Shape, showShape, sizeOf } from '../../runtime/spec.ts';
import { type ArrayLike, isTypedArray, Tensor, type TensorDType, tensor } from '../../runtime/tensor.ts';
import { isRecord } from '../structure.ts';
import type { OpenShape } from '../symbolic.ts';

/** A typed array with its shape. */
export interface ShapedArray {
  readonly data: ArrayLike;
  readonly shape: readonly number[];
}

/** One tensor. */
export type OneArray = ArrayLike | ShapedArray;

/** One tensor, several, or several by name; null where an output has no target or no weights. */
export type DataLike = OneArray | readonly (OneArray | null)[] | Readonly<Record<string, OneArray | null>>;

/** What is known of a place that takes data: an input or output of a model. */
export interface Slot {
  readonly name: string;
  /** With the batch in front; null: anything. */
  readonly shape: OpenShape | null;
  /** Null: as the data is. */
  readonly dtype: DType | null;
}

function isShapedArray(value: unknown): value is ShapedArray {
  return (
    typeof value === 'object' &&
    value !== null &&
    !(value instanceof Tensor) &&
    'data' in value &&
    Array.isArray((value as ShapedArray).shape)
  );
}

/** Whether a value is a tensor that is not written as nested arrays. */
export function isArray(value: unknown): value is Tensor | ArrayLike | ShapedArray {
  return value instanceof Tensor || isTypedArray(value) || isShapedArray(value);
}

/** Whether data is given by name. */
export function isByName(data: DataLike): data is Readonly<Record<string, OneArray | null>> {
  return isRecord(data) && !('data' in data);
}

/** The values for each slot, in order; undefined for names that are not given. */
function spread(
  data: DataLike,
  slots: readonly Slot[],
  who: string,
  what: string,
): readonly (OneArray | null | undefined)[] {
  if (isArray(data) || typeof data === 'number' || typeof data === 'boolean') return [data];
  if (Array.isArray(data)) {
    const listOfTensors = data.length > 0 && data.every((each) => each === null || isArray(each));
    const manySlots = slots.length > 1 && data.length === slots.length;
    return listOfTensors || manySlots ? (data as (OneArray | null)[]) : [data as ArrayLike]; // nested numbers otherwise
  }
  if (!isByName(data)) {
    throw new InvalidArgumentError({
      who,
      expected: `${what} must be a Tensor, a typed array, nested arrays, a list of these, or an object of these by name`,
      received: data,
    });
  }
  return slots.map(({ name }) => data[name]);
}

const stable = new WeakSet<object>();

/** Whether a tensor has the values of one that the user gave as a Tensor: those never change. */
export function isStable(tensor: Tensor): boolean {
  return stable.has(tensor.data);
}

/** A value as a tensor of the slot's type; a typed array without a shape takes the slot's. */
function toSlot(value: OneArray, slot: Slot, who: string, what: string): Tensor {
  const wanted = slot.dtype === 'uint32' || slot.dtype === null ? undefined : (slot.dtype as TensorDType);
  if (value instanceof Tensor) stable.add(value.data);
  const plain = isShapedArray(value) ? tensor(value.data, value.shape) : tensor(value);
  const made = wanted === undefined ? plain : tensor(plain, plain.shape, wanted);
  if (slot.shape === null) return made;
  const sample = slot.shape.slice(1);
  const known = sample.every((length) => length !== null);
  const flat = isTypedArray(value) && made.shape.length === 1 && known && sample.length > 0;
  if (flat && sizeOf(sample as Shape) > 0 && made.size % sizeOf(sample as Shape) === 0)
    return tensor(made, [-1, ...(sample as number[])]); // all known
  return fitRank(made, slot, slot.shape, who, what);
}

/** A last axis of size 1 is added or taken away where that makes the ranks equal; then the sizes must agree. */
function fitRank(made: Tensor, slot: Slot, shape: OpenShape, who: string, what: string): Tensor {
  let fitted = made;
  if (made.shape.length === shape.length - 1 && shape[shape.length - 1] === 1)
    fitted = tensor(made, [...made.shape, 1]);
  if (made.shape.length === shape.length + 1 && made.shape[made.shape.length - 1] === 1)
    fitted = tensor(made, made.shape.slice(0, -1));
  const agrees =
    fitted.shape.length === shape.length &&
    fitted.shape.every((length, axis) => shape[axis] === null || shape[axis] === length);
  if (agrees) return fitted;
  throw new ShapeError({
    who,
    expected: `${what} "${slot.name}" must have shape ${showShape(shape)}`,
    received: made.shape,
    ...(made.shape.length === shape.length - 1
      ? { fix: 'Add the batch axis: a batch of one sample has shape [1, ...].' }
      : {}),
  });
}

/** Data as one tensor per slot. */
export function toTensors(data: DataLike, slots: readonly Slot[], who: string, what: string): Tensor[] {
  return toOptionalTensors(data, slots, who, what).map((each, index) => {
    if (each) return each;
    const names = slots.map(({ name }) => name);
    const given = isByName(data) ? Object.keys(data).join(', ') : null;
    throw unknownName(who, `${what} lacks "${names[index]}": the names given`, given, names);
  });
}

/** Data as one tensor per slot; null for slots without data. */
export function toOptionalTensors(
  data: DataLike,
  slots: readonly Slot[],
  who: string,
  what: string,
): (Tensor | null)[] {
  const values = spread(data, slots, who, what);
  if (values.length !== slots.length) {
    throw new InvalidArgumentError({
      who,
      expected: `${what} must have ${slots.length} ${slots.length === 1 ? 'tensor' : 'tensors'} (${slots.map(({ name }) => name).join(', ')})`,
      received: `${values.length} tensors`,
    });
  }
  return values.map((value, index) =>
    value === null || value === undefined ? null : toSlot(value, slots[index]!, who, what),
  ); // equal lengths
}

/** The number of rows, equal in all tensors. @throws when there are none or the numbers differ. */
export function rowsOf(tensors: readonly (Tensor | null)[], who: string): number {
  const given = tensors.filter((each) => each !== null);
  const counts = given.map((each) => each.shape[0] ?? 0);
  const [first = 0] = counts;
  if (first === 0)
    throw new InvalidArgumentError({
      who,
      expected: 'data with at least one sample',
      received: given.map(({ shape }) => shape),
    });
  if (counts.some((count) => count !== first)) {
    throw new ShapeError({
      who,
      expected: 'equal numbers of samples in inputs, targets and weights',
      received: given.map(({ shape }) => shape),
    });
  }
  return first;
}

/** @throws InvalidArgumentError that names the first place with NaN or an infinity. */
export function checkFinite(tensors: readonly (Tensor | null)[], names: readonly string[], who: string): void {
  tensors.forEach((each, index) => {
    if (each?.dtype !== 'float32') return;
    const { data } = each;
    for (let place = 0; place < data.length; place++) {
      if (Number.isFinite(data[place]!)) continue; // place < length
      const row = Math.floor(place / (data.length / (each.shape[0] ?? 1)));
      throw new InvalidArgumentError({
        who,
        expected: `${names[index]} must have finite numbers only, but sample ${row} has`,
        received: data[place],
        fix: 'Remove such samples or fill the gaps before training.',
      });
    }
  });
}

/** Rows `from` up to (not including) `to`. Shares the memory. */
export function rowsBetween(each: Tensor, from: number, to: number): Tensor {
  const width = sizeOf(each.shape.slice(1));
  return new Tensor([to - from, ...each.shape.slice(1)], each.dtype, each.data.subarray(from * width, to * width));
}
