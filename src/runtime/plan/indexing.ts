/** Index arithmetic as WGSL text: where a broadcast or moved element comes from. All divisors are literals. */
import type { Movement } from '../op.ts';
import { type Shape, sizeOf, stridesOf } from '../spec.ts';

/** A place in a tensor: the row-major index as text, and (where a kernel knows them) row and column. */
export interface Point {
  readonly index: string;
  /** index = row * columns + column, where `columns` is the last size. */
  readonly row?: string;
  readonly column?: string;
  readonly columns?: number;
}

function times(text: string, factor: number): string {
  return factor === 1 ? text : `${text} * ${factor}u`;
}

/** `(index / stride) % length`, without the parts that do nothing. */
function coordinate(index: string, stride: number, length: number, outermost: boolean): string {
  const divided = stride === 1 ? index : `(${index} / ${stride}u)`;
  return outermost ? divided : `(${divided} % ${length}u)`;
}

/** The index in an input of shape `from` of the element that broadcasts to a place in `to`. */
export function broadcastIndex(point: Point, to: Shape, from: Shape): string {
  if (sizeOf(from) === 1) return '0u';
  const padded = [...new Array<number>(to.length - from.length).fill(1), ...from];
  if (padded.every((length, axis) => length === to[axis])) return point.index;
  const last = to[to.length - 1] ?? 1;
  const leadingOnes = padded.slice(0, -1).every((length) => length === 1);
  const leadingFull = padded.slice(0, -1).every((length, axis) => length === to[axis]);
  if (point.columns === last) {
    if (point.column && leadingOnes && padded[padded.length - 1] === last) return point.column;
    if (point.row && leadingFull && padded[padded.length - 1] === 1) return point.row;
  }
  return groupedIndex(point.index, to, padded);
}

/** Neighbouring axes that are both kept or both broadcast are handled as one. */
function groupedIndex(index: string, to: Shape, padded: Shape): string {
  const groups: { length: number; kept: boolean }[] = [];
  to.forEach((length, axis) => {
    if (length === 1) return;
    const kept = padded[axis] === length;
    const group = groups[groups.length - 1];
    if (group && group.kept === kept) group.length *= length;
    else groups.push({ length, kept });
  });
  const terms: string[] = [];
  let stride = sizeOf(to);
  let remaining = sizeOf(padded);
  groups.forEach((group, position) => {
    stride /= group.length;
    if (!group.kept) return;
    remaining /= group.length;
    terms.push(times(coordinate(index, stride, group.length, position === 0), remaining));
  });
  return terms.join(' + ');
}

/** The source of a moved element: its index, and a condition (or null) under which it exists. */
export interface MovedIndex {
  readonly index: string;
  readonly condition: string | null;
}

/** Where the element at a place of the output of an index movement comes from. */
export function movedIndex(point: Point, to: Shape, from: Shape, movement: Movement): MovedIndex {
  const outer = stridesOf(to);
  const inner = stridesOf(from);
  const terms: string[] = [];
  const conditions: string[] = [];
  movement.axes.forEach((axis, position) => {
    const length = from[position]!; // one axis map for each input axis
    const stride = inner[position]!;
    if (axis.from === null) {
      if (axis.add * stride !== 0) terms.push(`${axis.add * stride}u`);
      return;
    }
    const place = coordinate(
      point.index,
      outer[axis.from]!,
      to[axis.from]!,
      outer[axis.from]! * to[axis.from]! === sizeOf(to),
    ); // axis of `to`
    const plain = axis.multiply === 1 && axis.add === 0 && axis.divide === 1;
    const wrapped = axis.modulo === null ? place : `(${place} % ${axis.modulo}u)`;
    if (plain && !axis.check) {
      if (length > 1) terms.push(times(wrapped, stride));
      return;
    }
    const scaled = `(i32(${wrapped}) * ${axis.multiply}i + ${axis.add}i)`;
    const source = axis.divide === 1 ? scaled : `(${scaled} / ${axis.divide}i)`;
    if (axis.check) {
      conditions.push(`(u32(${scaled}) < ${length * axis.divide}u)`); // a negative place is a large u32
      if (axis.exact && axis.divide !== 1) conditions.push(`(${scaled} % ${axis.divide}i == 0i)`);
    }
    terms.push(times(`u32(${source})`, stride));
  });
  return {
    index: terms.length === 0 ? '0u' : terms.join(' + '),
    condition: conditions.length === 0 ? null : conditions.join(' & '), // every && is a branch: loops of them take minutes to compile
  };
}

/** An axis (or several that lie behind each other): how many elements, how far apart. */
export interface StridedAxis {
  readonly length: number;
  readonly stride: number;
}

/** `((i / 12u) % 3u) * 4u + ...`: the offset of combined index `i` over axis groups. */
export function offsetExpression(name: string, groups: readonly StridedAxis[]): string {
  if (groups.length === 0) return '0u';
  let inner = groups.reduce((product, group) => product * group.length, 1);
  return groups
    .map((group, position) => {
      inner /= group.length;
      const divided = inner === 1 ? name : `(${name} / ${inner}u)`;
      const place = position === 0 ? divided : `(${divided} % ${group.length}u)`;
      return group.stride === 1 ? place : `${place} * ${group.stride}u`;
    })
    .join(' + ');
}
