/** Texts with a shape, as numbers have it in a Tensor. */
import { InvalidArgumentError, ShapeError } from '../../../../runtime/errors.ts';
import { type Shape, sizeOf } from '../../../../runtime/spec.ts';

/** A text, or nested arrays of texts of regular shape. */
export type StringData = string | readonly StringData[];

export interface Strings {
  readonly shape: Shape;
  /** Row-major. */
  readonly values: readonly string[];
}

/** Whether the first value inside of nested arrays is a text. */
export function holdsStrings(data: unknown): data is StringData {
  let inner = data;
  while (Array.isArray(inner)) inner = inner[0];
  return typeof inner === 'string';
}

/**
 * Nested arrays of texts as a list and a shape.
 *
 * @throws InvalidArgumentError for anything but texts, ShapeError when rows differ in length.
 */
export function stringsOf(who: string, data: unknown): Strings {
  const shape: number[] = [];
  for (let level = data; Array.isArray(level); level = level[0]) shape.push(level.length);
  const values: string[] = [];
  const visit = (value: unknown, axis: number): void => {
    if (axis === shape.length) {
      values.push(checkedString(who, value));
      return;
    }
    if (!Array.isArray(value) || value.length !== shape[axis]) {
      throw new ShapeError({
        who,
        expected: `every row at depth ${axis} must have ${shape[axis]} texts, like the first`,
        received: Array.isArray(value) ? value.length : value,
        fix: 'Fill the shorter rows, for example with "".',
      });
    }
    for (const each of value) visit(each, axis + 1);
  };
  visit(data, 0);
  return { shape, values };
}

function checkedString(who: string, value: unknown): string {
  if (typeof value === 'string') return value;
  throw new InvalidArgumentError({ who, expected: 'a text, or nested arrays of texts', received: value });
}

/** A list of texts in the shape of nested arrays; without axes it is the text itself. */
export function nested(values: readonly string[], shape: Shape): StringData {
  const [count, ...rest] = shape;
  if (count === undefined) return values[0]!; // no axes: one text
  const size = sizeOf(rest);
  return Array.from({ length: count }, (_, row) => nested(values.slice(row * size, (row + 1) * size), rest));
}

/** The place of a UTF-16 unit in the order of code points: surrogates stand for larger ones than all others. */
function rank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}

/** Ascending by code points, which is the order of UTF-8 bytes. */
export function byCodePoints(a: string, b: string): number {
  const common = Math.min(a.length, b.length);
  for (let at = 0; at < common; at++) {
    const difference = rank(a.charCodeAt(at)) - rank(b.charCodeAt(at));
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}
