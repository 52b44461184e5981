/** Python's `x[key]` in configurations: integers, slices, new axes and an ellipsis. */
import { reshape } from '../../kernels/movement/reshape.ts';
import { slice } from '../../kernels/movement/slice.ts';
import { FileFormatError } from '../../runtime/errors.ts';
import type { GraphNode } from '../../runtime/graph.ts';
import { isSerializedObject } from './config.ts';

interface Range {
  readonly start?: number | null;
  readonly stop?: number | null;
  readonly step?: number | null;
}

/** The first place, the number of places, and the distance between them. */
type Places = readonly [start: number, count: number, step: number];

function placesOf({ start, stop, step }: Range, length: number): Places {
  const by = step ?? 1;
  const inside = (place: number) =>
    Math.min(Math.max(place < 0 ? place + length : place, by < 0 ? -1 : 0), by < 0 ? length - 1 : length);
  const first = start === null || start === undefined ? (by < 0 ? length - 1 : 0) : inside(start);
  const end = stop === null || stop === undefined ? (by < 0 ? -1 : length) : inside(stop);
  return [first, Math.max(0, Math.ceil((end - first) / by)), by];
}

function isEllipsis(part: unknown): boolean {
  return isSerializedObject(part) && part.class_name === '__ellipsis__';
}

/** One part for each axis: an ellipsis stands for whole axes, as do axes that the key does not reach. */
function fullKey(key: unknown, rank: number): readonly unknown[] {
  const parts: readonly unknown[] = Array.isArray(key) ? key : [key];
  const counted = parts.filter((part) => part !== null && !isEllipsis(part)).length;
  const whole = new Array<unknown>(Math.max(0, rank - counted)).fill({ class_name: '__slice__', config: {} });
  const at = parts.findIndex(isEllipsis);
  return at < 0 ? [...parts, ...whole] : [...parts.slice(0, at), ...whole, ...parts.slice(at + 1)];
}

/** `x[key]` */
export function getItem(x: GraphNode, key: unknown): GraphNode {
  const places: Places[] = [];
  const shape: number[] = [];
  for (const part of fullKey(key, x.shape.length)) {
    const length = x.shape[places.length] ?? 0;
    if (part === null) shape.push(1);
    else if (typeof part === 'number') places.push([part < 0 ? part + length : part, 1, 1]);
    else if (isSerializedObject(part) && part.class_name === '__slice__') {
      const found = placesOf(part.config as Range, length); // Keras's form
      places.push(found);
      shape.push(found[1]);
    } else
      throw new FileFormatError({ who: 'GetItem', expected: 'integers, slices, null or an ellipsis', received: part });
  }
  const [start, size, step] = [0, 1, 2].map((which) => places.map((each) => each[which]!)); // triples
  return reshape(slice(x, start!, size!, step), shape);
}
