/** Kernels that work on rows: one invocation per row when rows are short or many, else one workgroup per row. */
import { type Grid, gridOf, gridOfGroups } from '../runtime/grid.ts';
import type { Limits, Profile } from '../runtime/op.ts';
import { type Shape, sizeOf } from '../runtime/spec.ts';

/** Rows of `length` elements along one axis; elements of a row lie `inner` apart. */
export interface Rows {
  readonly count: number;
  readonly length: number;
  readonly inner: number;
}

export function rowsAlong(shape: Shape, axis: number): Rows {
  const length = shape[axis]!; // the axis was normalised
  return { count: sizeOf(shape) / length, length, inner: sizeOf(shape.slice(axis + 1)) };
}

/** Rows of all elements along the last axes. */
export function lastAxes(shape: Shape, axes: number): Rows {
  const length = sizeOf(shape.slice(shape.length - axes));
  return { count: sizeOf(shape) / length, length, inner: 1 };
}

export interface RowGrid extends Grid {
  /** Whether a workgroup's invocations share a row. */
  readonly tree: boolean;
  /** LANES invocations per row take ROUNDS rounds; LEVELS steps of a tree combine them. */
  readonly rounds: { readonly LANES: number; readonly ROUNDS: number; readonly LEVELS: number };
}

/** Longer rows are shared by a workgroup on a real GPU. */
const LONG_ROW = 64;

export function rowGrid(rows: Rows, profile: Profile, limits: Limits): RowGrid {
  const tree = profile === 'gpu' && rows.length >= LONG_ROW && rows.inner === 1;
  const lanes = tree ? Math.min(rows.length >= 1024 ? 256 : 64, limits.maxComputeInvocationsPerWorkgroup) : 1;
  const grid = tree ? gridOfGroups(rows.count, lanes, limits) : gridOf(rows.count, 64, limits);
  return { ...grid, tree, rounds: { LANES: lanes, ROUNDS: Math.ceil(rows.length / lanes), LEVELS: Math.log2(lanes) } };
}

/** Runs a function for every row on the CPU: `start` is the index of its first element. */
export function forEachRow(rows: Rows, body: (start: number, row: number) => void): void {
  for (let row = 0; row < rows.count; row++) {
    body(Math.floor(row / rows.inner) * rows.length * rows.inner + (row % rows.inner), row);
  }
}
