/** Means over the rows and the columns of all matrices of a group: one block, made in a fixed number of kernels. */
import { multiply } from '../../kernels/elementwise/arithmetic.ts';
import { OUTLINE, type Outline } from '../../kernels/optimizers/adafactor.ts';
import { type Segment, type SegmentTables, segmentSums, segmentTables } from '../../kernels/segments.ts';
import { constant, type GraphNode } from '../../runtime/graph.ts';
import { pack } from '../../runtime/plan/transfer.ts';
import { type Shape, sizeOf } from '../../runtime/spec.ts';
import { alignWords, type VariableGroup } from '../../runtime/variable.ts';

/** A part of the block of means. */
export interface Part {
  readonly offset: number;
  readonly shape: Shape;
}

/** Where the means of a variable's matrices (its last two axes) are. */
export interface Factors {
  readonly rows: Part;
  readonly columns: Part;
}

/** Rows and columns of all matrices. */
export interface FactorTables {
  readonly rows: SegmentTables;
  readonly columns: SegmentTables;
  /** Rows of the block of means, matrix by matrix. */
  readonly matrices: SegmentTables;
  /** Where columns start in the block: rows come first. */
  readonly columnsAt: number;
}

export interface FactorLayout {
  /** One for each member; null: it has less than two axes. */
  readonly factors: readonly (Factors | null)[];
  /** Numbers in the block of means. */
  readonly length: number;
  /** What the update kernel has to know: see OUTLINE. */
  readonly outlines: GraphNode;
  /** Null: no member is a matrix. */
  readonly tables: FactorTables | null;
}

/** A member as matrices, one after the other. */
interface Matrices {
  readonly first: number;
  readonly count: number;
  readonly rows: number;
  readonly columns: number;
}

function matricesOf(shape: Shape, first: number): Matrices | null {
  if (shape.length < 2) return null;
  const [rows, columns] = shape.slice(-2) as [number, number]; // two axes at least
  return { first, count: sizeOf(shape.slice(0, -2)), rows, columns };
}

/** Where counts that follow each other start. */
function startsOf(counts: readonly number[]): number[] {
  let next = 0;
  return counts.map((count) => {
    next += count;
    return next - count;
  });
}

function segmentsOf(count: number, segment: (index: number) => Segment): Segment[] {
  return Array.from({ length: count }, (_, index) => segment(index));
}

/** Divides the matrices of a group into rows and columns. */
export function factorLayout({ members, offsets }: VariableGroup): FactorLayout {
  const all = members.map(({ shape }, index) => matricesOf(shape, offsets[index]!)); // one offset per member
  const countsOf = (number: (each: Matrices) => number) => all.map((each) => (each ? number(each) : 0));
  const rowCounts = countsOf(({ count, rows }) => count * rows);
  const columnCounts = countsOf(({ count, columns }) => count * columns);
  const [rowsAt, columnsAt] = [startsOf(rowCounts), startsOf(columnCounts)];
  const matricesAt = startsOf(countsOf(({ count }) => count));
  const sum = (counts: readonly number[]) => counts.reduce((a, b) => a + b, 0);
  const split = alignWords(sum(rowCounts));
  const outlines = members.map(({ shape }, index): Outline => {
    const each = all[index] ?? { rows: 0, columns: 0 };
    return {
      first: offsets[index]!, // one for each member, as all others
      size: sizeOf(shape),
      columns: each.columns,
      matrix: each.rows * each.columns,
      rowsAt: rowsAt[index]!,
      columnsAt: split + columnsAt[index]!,
      matricesAt: matricesAt[index]!,
      unused: 0,
    };
  });
  return {
    factors: members.map(({ shape }, index) => (all[index] ? factorsOf(shape, outlines[index]!) : null)), // one for each member
    length: split + alignWords(sum(columnCounts)),
    outlines: constant(
      Uint32Array.from(outlines.flatMap((outline) => OUTLINE.map((name) => outline[name]))),
      [members.length, OUTLINE.length],
      'uint32',
    ),
    tables: split === 0 ? null : tablesOf(all, rowsAt, split),
  };
}

function factorsOf(shape: Shape, { rowsAt, columnsAt }: Outline): Factors {
  return {
    rows: { offset: rowsAt, shape: shape.slice(0, -1) },
    columns: { offset: columnsAt, shape: [...shape.slice(0, -2), ...shape.slice(-1)] },
  };
}

function tablesOf(all: readonly (Matrices | null)[], rowsAt: readonly number[], columnsAt: number): FactorTables {
  const of = (segments: (each: Matrices, index: number) => Segment[]) =>
    segmentTables(all.flatMap((each, index) => (each ? segments(each, index) : [])));
  return {
    rows: of(({ first, count, rows, columns }) =>
      segmentsOf(count * rows, (row) => ({ start: first + row * columns, stride: 1, count: columns })),
    ),
    columns: of(({ first, count, rows, columns }) =>
      segmentsOf(count * columns, (column) => ({
        start: first + Math.floor(column / columns) * rows * columns + (column % columns),
        stride: columns,
        count: rows,
      })),
    ),
    matrices: of(
      ({ count, rows }, index) =>
        segmentsOf(count, (matrix) => ({ start: rowsAt[index]! + matrix * rows, stride: 1, count: rows })), // one start per member
    ),
    columnsAt,
  };
}

/** Means of the squares of a block of gradients along rows and columns, laid out like the block of means. */
export function meanSquares(
  gradient: GraphNode,
  { rows, columns, columnsAt }: FactorTables,
  length: number,
): GraphNode {
  const sums = pack(
    [rows, columns].map((table) => segmentSums(gradient, table, { squared: true })),
    { offsets: [0, columnsAt], length },
  );
  const shares = new Float32Array(length);
  shares.set(rows.counts.map((count) => 1 / count));
  shares.set(
    columns.counts.map((count) => 1 / count),
    columnsAt,
  );
  return multiply(sums, constant(shares, [length]));
}

/** Sums of the means of each matrix's rows. */
export function sumsOfRows(means: GraphNode, { matrices }: FactorTables): GraphNode {
  return segmentSums(means, matrices);
}

/** Which of the means belong to members that are present; null: all. */
export function meansOf({ factors, length }: FactorLayout, present: readonly boolean[]): GraphNode | null {
  if (!present.includes(false)) return null;
  const mask = new Uint32Array(length);
  factors.forEach((parts, index) => {
    if (!parts || !present[index]) return;
    for (const { offset, shape } of [parts.rows, parts.columns]) mask.fill(1, offset, offset + sizeOf(shape));
  });
  return constant(mask, [length], 'bool');
}
