/** Which places of the rows of a tensor count: by their place, and by masks. */
import { ShapeError } from '../runtime/errors.ts';
import type { LowerContext, Specs } from '../runtime/op.ts';
import { broadcastIndex } from '../runtime/plan/indexing.ts';
import { broadcastShapes, type Shape, sameShape, type TensorSpec, type Values } from '../runtime/spec.ts';
import { broadcastPlaces } from './elementwise/family.ts';

/** The last axes hold the columns of a row, the one before numbers the rows. */
export interface RowMask {
  /** How many axes, from the end, make up a row. With more than one, places count by masks alone. */
  readonly axes: number;
  /** Whether column c counts in row r only where c <= r. */
  readonly causal: boolean;
  /** Whether it counts only where |r - c| < window; null: everywhere. */
  readonly window: number | null;
  /** What a row gives in which nothing counts: the same everywhere, or zeros. */
  readonly empty: 'uniform' | 'zero';
}

/** @throws ShapeError when a mask does not broadcast to the shape, or there are no rows to be numbered. */
export function checkMasks(who: string, shape: Shape, masks: readonly TensorSpec[], mask: RowMask): void {
  const least = mask.causal || mask.window !== null ? 2 : mask.axes;
  if (shape.length < least) throw new ShapeError({ who, expected: `at least ${least} axes`, received: shape });
  for (const each of masks) {
    if (sameShape(broadcastShapes(who, shape, each.shape), shape)) continue;
    throw new ShapeError({ who, expected: `masks that broadcast to [${shape.join(', ')}]`, received: each.shape });
  }
}

/**
 * `mask0`, `mask1`, ... as bindings, and `counts(row, c, i)`: whether the c-th V of a row, at place i, counts.
 *
 * @param width - Numbers in a V.
 */
export function countsText({ inputs, attrs }: LowerContext<RowMask>, width: 1 | 4): string {
  const { shape } = inputs[0]!; // the masked tensor
  const [rows, columns] = [shape[shape.length - 2] ?? 1, shape[shape.length - 1]!]; // checked: one axis at least
  const point = attrs.axes === 1 ? { index: 'i', row: 'row', column: 'column', columns } : { index: 'i' };
  const masks = inputs
    .slice(1)
    .map((each, index) => `(mask${index}[${broadcastIndex(point, shape, each.shape)}] != 0u)`);
  const conditions = [
    ...(attrs.causal ? ['(column <= r)'] : []),
    ...(attrs.window === null ? [] : [`(column < r + ${attrs.window}u)`, `(r < column + ${attrs.window}u)`]),
    ...masks,
  ];
  const places = width === 4 ? ['c * 4u', 'c * 4u + 1u', 'c * 4u + 2u', 'c * 4u + 3u'] : ['c'];
  const calls = places.map((column, index) => `countsAt(row, ${column}, i${width === 4 ? ` * 4u + ${index}u` : ''})`);
  return [
    ...inputs
      .slice(1)
      .map((_, index) => `@group(0) @binding(${index + 1}) var<storage, read> mask${index}: array<u32>;`),
    `fn countsAt(row: u32, column: u32, i: u32) -> bool {\n  let r = row % ${rows}u;\n  return ${conditions.join(' & ')};\n}`,
    `fn counts(row: u32, c: u32, i: u32) -> B { return B(${calls.join(', ')}); }`,
  ].join('\n');
}

/** The same on the CPU: whether the element at a place counts. */
export function countsOnCpu(
  { inputs }: Specs,
  masks: readonly Values[],
  { causal, window }: RowMask,
): (index: number) => boolean {
  const { shape } = inputs[0]!; // the masked tensor
  const [rows, columns] = [shape[shape.length - 2] ?? 1, shape[shape.length - 1]!]; // checked: one axis at least
  const places = inputs.slice(1).map((each) => broadcastPlaces(shape, each.shape));
  return (index) => {
    const [row, column] = [Math.floor(index / columns) % rows, index % columns];
    if (causal && column > row) return false;
    if (window !== null && Math.abs(row - column) >= window) return false;
    return masks.every((mask, which) => mask[places[which]!(index)] !== 0); // one mask for each
  };
}
